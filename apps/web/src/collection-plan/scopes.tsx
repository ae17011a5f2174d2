import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanSummary } from '../api/coverage.ts';
import { type ScopeOverlap, type ScopeReport, scopesQuery } from '../api/scopes.ts';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';

/** So many pairs are shown at first. */
const FEW = 10;

/** Which profiles of a version claim the same titles, and what of its classification nobody claims. */
export function Scopes({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation();
  const scopes = useQuery(scopesQuery(plan));
  const overlaps = scopes.data?.overlaps.length ?? 0;
  return (
    <Panel
      title={t('collectionPlan.scopes')}
      actions={
        scopes.data && (
          <Mark tone={overlaps > 0 ? 'warn' : 'good'}>{t('collectionPlan.overlaps', { count: overlaps })}</Mark>
        )
      }
    >
      <Loaded query={scopes}>{(report) => <Report report={report} />}</Loaded>
    </Panel>
  );
}

function Report({ report: { overlaps, scheme, uncovered } }: { report: ScopeReport }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? overlaps : overlaps.slice(0, FEW);
  const parts = uncovered.map(({ from, to }) => (from === to ? from : `${from}–${to}`));
  return (
    <div className="stack">
      {overlaps.length > 0 && <p>{t('collectionPlan.overlapsText')}</p>}
      {overlaps.length > 0 && (
        <ul className="items">
          {shown.map((overlap) => (
            <Overlap key={`${overlap.one.code} ${overlap.other.code}`} overlap={overlap} />
          ))}
        </ul>
      )}
      {shown.length < overlaps.length && (
        <div>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('collectionPlan.allOverlaps', { count: overlaps.length })}
          </Button>
        </div>
      )}
      {scheme !== null && parts.length === 0 && (
        <p>{t('collectionPlan.allCovered', { scheme: scheme.toUpperCase() })}</p>
      )}
      {scheme !== null && parts.length > 0 && (
        <p>
          {t('collectionPlan.uncovered', { scheme: scheme.toUpperCase() })} <strong>{parts.join(', ')}</strong>
        </p>
      )}
    </div>
  );
}

function Overlap({ overlap: { one, other, example } }: { overlap: ScopeOverlap }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { scheme, notation, material, language, audience } = example;
  const like = [
    ...(scheme === null ? [] : [`${scheme.toUpperCase()} ${notation}`]),
    ...(material === null ? [] : [t(`collectionPlan.materials.${material}`)]),
    ...(language === null ? [] : [`${t('collectionPlan.language')} ${language}`]),
    ...(audience === null ? [] : [t(`collectionPlan.audiences.${audience}`)]),
  ];
  return (
    <li className="item">
      <span className="row-code">{one.code}</span> {format.name(one.name)} ·{' '}
      <span className="row-code">{other.code}</span> {format.name(other.name)}
      <p className="dim small">
        {like.length === 0 ? t('collectionPlan.anyTitle') : t('collectionPlan.exampleTitle', { like: like.join(', ') })}
      </p>
    </li>
  );
}
