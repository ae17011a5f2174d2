import { Alert, Anchor, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PlanSummary } from '../api/coverage.ts';
import { type CrosswalkTaken, replaceCrosswalk, SCHEMES, type Scheme } from '../api/crosswalks.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { useFormat } from '../ui/format.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

/** Rows that were left out and are named. */
const NAMED = 20;

interface LoadCrosswalkProps {
  readonly plan: PlanSummary;
  /** Of the same plan: only that can be followed up by another. */
  readonly newest: PlanSummary;
}

/** Makes the next version of the plan with a crosswalk from a file, and tells what of the file was left out. */
export function LoadCrosswalk({ plan, newest }: LoadCrosswalkProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [from, setFrom] = useState<Scheme>('ddc');
  const [to, setTo] = useState<Scheme>('nbc');
  const schemes = SCHEMES.map((scheme) => ({ value: scheme, label: scheme.toUpperCase() }));
  const making = useMutation({
    mutationFn: async (file: File) => replaceCrosswalk(plan, { from, to }, await file.text()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['collection-plans'] }),
  });
  if (making.data !== undefined) return <Taken taken={making.data} before={plan} />;
  if (newest.version !== plan.version) {
    return (
      <p>
        {t('crosswalk.newer')}{' '}
        <Link to={`/collectieplan/${newest.token}`}>{t('crosswalk.toNewest', { version: newest.version })}</Link>
      </p>
    );
  }
  return (
    <div className="stack">
      <p>{t('crosswalk.loadText')}</p>
      <div className="filters">
        <NativeSelect
          label={t('crosswalk.from')}
          value={from}
          data={schemes.filter(({ value }) => value !== to)}
          onChange={(event) => setFrom(event.currentTarget.value as Scheme)}
        />
        <NativeSelect
          label={t('crosswalk.to')}
          value={to}
          data={schemes.filter(({ value }) => value !== from)}
          onChange={(event) => setTo(event.currentTarget.value as Scheme)}
        />
      </div>
      <div className="row">
        <ChooseFile
          label={t('crosswalk.load')}
          accept=".csv,text/csv"
          busy={making.isPending}
          choose={(file) => making.mutate(file)}
        />
      </div>
      {making.error !== null && <ProblemNote error={making.error} />}
    </div>
  );
}

function Taken({ taken, before }: { taken: CrosswalkTaken; before: PlanSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { leftOut } = taken;
  const compared = new URLSearchParams({ van: before.token, naar: taken.token });
  return (
    <Alert color="ink" variant="light" title={t('crosswalk.made', { version: taken.version })}>
      <p>
        {t('crosswalk.taken', { count: taken.rules, shown: format.number(taken.rules) })}{' '}
        <Anchor component={Link} to={`/collectieplan/${taken.token}`}>
          {t('crosswalk.toDraft')}
        </Anchor>{' '}
        ·{' '}
        <Anchor component={Link} to={`/collectieplan/verschil?${compared}`}>
          {t('crosswalk.compare')}
        </Anchor>
      </p>
      {leftOut.length > 0 && (
        <>
          <p>{t('crosswalk.leftOut', { count: leftOut.length, shown: format.number(leftOut.length) })}</p>
          <ul>
            {leftOut.slice(0, NAMED).map(({ line, from, to }) => (
              <li key={line}>{t('crosswalk.leftOutLine', { line, from, to })}</li>
            ))}
          </ul>
          {leftOut.length > NAMED && <p>{t('crosswalk.more', { shown: format.number(leftOut.length - NAMED) })}</p>}
        </>
      )}
    </Alert>
  );
}
