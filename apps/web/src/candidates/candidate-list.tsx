import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Candidacy, Candidate } from '../api/candidates.ts';
import { scenariosQuery } from '../api/scenarios.ts';
import { useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { FileLinks } from '../ui/file-links.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useTrying } from './use-trying.ts';

/** So many are shown at first. */
const FIRST = 5;

interface CandidateListProps {
  readonly candidacy: Candidacy;
  readonly csv: string;
}

/** Who could take it on, ranked, each with its reason; a plan owner tries one out in a scenario with one press. */
export function CandidateList({ candidacy, csv }: CandidateListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const [into, setInto] = useState('');
  const tries = useRole('plan-owner', 'administrator');
  const trying = useTrying(candidacy, into);
  const { candidates, nobody, level, on } = candidacy;
  const near = candidates.filter(({ withinReach }) => withinReach);
  const shown = all ? candidates : near.slice(0, FIRST);
  const activity = t(`ui.activity.${candidacy.activity}`);
  return (
    <div className="stack">
      <p className="dim">
        {level === null
          ? t('candidates.notAsked', { activity, day: format.day(on) })
          : t('candidates.asked', { activity, level, day: format.day(on) })}
      </p>
      {candidates.length === 0 && <Empty title={t('candidates.none')} text={t('candidates.noneText')} />}
      {candidates.length > 0 && nobody !== null && <Empty title={format.name(nobody)} />}
      {tries && shown.length > 0 && <Into value={into} choose={setInto} />}
      {trying.error !== null && <ProblemNote error={trying.error} />}
      {shown.length > 0 && (
        <ol className="items">
          {shown.map((it) => (
            <Item
              key={it.participant.isil}
              candidate={it}
              {...(tries && { act: () => trying.mutate(it), busy: trying.isPending })}
            />
          ))}
        </ol>
      )}
      <div className="row">
        {shown.length < candidates.length && (
          <Button variant="default" onClick={() => setAll(true)}>
            {t('candidates.more', { count: candidates.length - shown.length })}
          </Button>
        )}
        {candidates.length > 0 && <FileLinks files={[{ label: t('candidates.csv'), href: csv }]} />}
      </div>
      {candidates.length > 0 && (
        <details>
          <summary>{t('candidates.how')}</summary>
          <p className="dim small">{t('candidates.howText')}</p>
        </details>
      )}
      <Barred candidacy={candidacy} />
    </div>
  );
}

interface ItemProps {
  readonly candidate: Candidate;
  readonly act?: () => void;
  readonly busy?: boolean;
}

function Item({ candidate, act, busy = false }: ItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { participant, total, points, reason, withinReach } = candidate;
  return (
    <li className="item">
      <div className="row between">
        <strong>{participant.name}</strong>
        <span className="row">
          {!withinReach && <Mark tone="quiet">{t('candidates.far')}</Mark>}
          <Mark tone={withinReach ? 'good' : 'quiet'}>{t('candidates.points', { total })}</Mark>
        </span>
      </div>
      <p>{format.name(reason)}</p>
      <div className="row between">
        <span className="dim small">{t('candidates.pointsOf', points)}</span>
        {act !== undefined && (
          <Button
            variant="default"
            size="compact-md"
            disabled={busy}
            aria-label={t('candidates.tryThis', { name: participant.name })}
            onClick={act}
          >
            {t('candidates.try')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** The scenario that an agreement is tried in: a new one, or one of the reader's own. */
function Into({ value, choose }: { value: string; choose: (scenario: string) => void }) {
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(scenariosQuery);
  const mine = data?.pages.flatMap(({ items }) => items.filter((it) => it.mine)) ?? [];
  return (
    <NativeSelect
      label={t('candidates.into')}
      value={value}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={[
        { value: '', label: t('candidates.intoNew') },
        ...mine.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

function Barred({ candidacy: { barred } }: { candidacy: Candidacy }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (barred.length === 0) return null;
  return (
    <details>
      <summary>{t('candidates.barred', { count: barred.length })}</summary>
      <ul className="agreements">
        {barred.map(({ participant, because, level }) => (
          <li key={participant.isil}>
            <strong>{participant.name}</strong>
            <span>
              {format.name(because)}
              {level !== null && ` · ${t('candidates.at', { level })}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
