import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanSummary } from '../api/coverage.ts';
import { type ScopeOverlap, type ScopeReport, scopesQuery, type TranslatedScheme } from '../api/scopes.ts';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';

/** So many pairs are shown at first, and so many parts of a classification. */
const FEW = 10;
const FEW_PARTS = 30;

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

function Report({ report: { overlaps, scheme, uncovered, translated } }: { report: ScopeReport }) {
  const { t } = useTranslation();
  const own = overlaps.filter((it) => it.translated.length === 0);
  const led = overlaps.filter((it) => it.translated.length > 0);
  return (
    <div className="stack">
      {own.length > 0 && <p>{t('collectionPlan.overlapsText')}</p>}
      <Overlaps overlaps={own} />
      {led.length > 0 && (
        <>
          <h3>
            <Term id="crosswalk">{t('collectionPlan.overlapsByTranslation')}</Term>
          </h3>
          <p>{t('collectionPlan.overlapsByTranslationText')}</p>
        </>
      )}
      <Overlaps overlaps={led} />
      {scheme !== null && <Uncovered scheme={scheme} parts={uncovered} />}
      {translated.map((it) => (
        <ByTranslation key={it.scheme} covered={it} told={it.scheme === scheme} />
      ))}
    </div>
  );
}

function Overlaps({ overlaps }: { overlaps: readonly ScopeOverlap[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (overlaps.length === 0) return null;
  const shown = all ? overlaps : overlaps.slice(0, FEW);
  return (
    <>
      <ul className="items">
        {shown.map((overlap) => (
          <Overlap key={`${overlap.one.code} ${overlap.other.code}`} overlap={overlap} />
        ))}
      </ul>
      {shown.length < overlaps.length && (
        <div>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('collectionPlan.allOverlaps', { count: overlaps.length })}
          </Button>
        </div>
      )}
    </>
  );
}

type Stretches = ScopeReport['uncovered'];

function Uncovered({ scheme, parts }: { scheme: string; parts: Stretches }) {
  const { t } = useTranslation();
  const name = scheme.toUpperCase();
  if (parts.length === 0) return <p>{t('collectionPlan.allCovered', { scheme: name })}</p>;
  return <Parts text={t('collectionPlan.uncovered', { scheme: name })} parts={parts} />;
}

/** What comes of a scheme by crosswalks; what does not is told once. */
function ByTranslation({ covered, told }: { covered: TranslatedScheme; told: boolean }) {
  const { t } = useTranslation();
  const { scheme, translated, uncovered } = covered;
  const text = t('collectionPlan.coveredByTranslation', { scheme: scheme.toUpperCase() });
  return (
    <>
      {translated.length > 0 && <Parts text={text} parts={translated} />}
      {!told && <Uncovered scheme={scheme} parts={uncovered} />}
    </>
  );
}

function Parts({ text, parts }: { text: string; parts: Stretches }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? parts : parts.slice(0, FEW_PARTS);
  const names = shown.map(({ from, to }) => (from === to ? from : `${from}–${to}`));
  return (
    <div className="stack">
      <p>
        {text} <strong>{names.join(', ')}</strong>
      </p>
      {shown.length < parts.length && (
        <div>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('collectionPlan.allParts', { count: parts.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Overlap({ overlap: { one, other, example, translated } }: { overlap: ScopeOverlap }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { scheme, notation, material, language, audience } = example;
  const like = [
    ...(scheme === null ? [] : [`${scheme.toUpperCase()} ${notation}`]),
    ...(material === null ? [] : [t(`collectionPlan.materials.${material}`)]),
    ...(language === null ? [] : [`${t('collectionPlan.language')} ${language}`]),
    ...(audience === null ? [] : [t(`collectionPlan.audiences.${audience}`)]),
  ];
  const to = translated.map((it) => `${it.scheme.toUpperCase()} ${it.notation}`).join(` ${t('collectionPlan.and')} `);
  return (
    <li className="item">
      <span className="row-code">{one.code}</span> {format.name(one.name)} ·{' '}
      <span className="row-code">{other.code}</span> {format.name(other.name)}
      <p className="dim small">
        {like.length === 0 ? t('collectionPlan.anyTitle') : t('collectionPlan.exampleTitle', { like: like.join(', ') })}
        {to.length > 0 &&
          ` ${t('collectionPlan.exampleTranslated', { from: `${scheme?.toUpperCase()} ${notation}`, to })}`}
      </p>
    </li>
  );
}
