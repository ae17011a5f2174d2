import { IconAlertTriangle, IconCircleCheck, IconCopy, IconPuzzle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { heatOf } from '../coverage/arrange.ts';
import type { Family } from '../flags/kinds.ts';
import { degreeOf, type FlagCounts, type PlacedProfile, sumOf, worstOf } from './landscape.ts';

/** What the colours of the map tell. */
export type Colour = 'flags' | 'responsible';

const SIGNS = { gap: IconPuzzle, risk: IconAlertTriangle, overlap: IconCopy, calm: IconCircleCheck } as const;
const FAMILIES = ['gap', 'risk', 'overlap'] as const;

/** The class of a tile by its worst flag, and by how bad that is. */
export function toneOfFlags(profiles: readonly PlacedProfile[]): string {
  return `tone-${worstOf(sumOf(profiles).flags) ?? 'calm'} degree-${degreeOf(profiles)}`;
}

/** The class of a tile by how many are responsible: darker with each, up to four. */
export function toneOfResponsible(count: number): string {
  return `heat-${Math.min(5, count === 0 ? 0 : count + 1)}`;
}

export function toneOfShare(share: number): string {
  return `heat-${heatOf(share)}`;
}

/** The open flags of a tile, with a sign for each family. */
export function FlagsSaid({ flags }: { readonly flags: FlagCounts }) {
  const { t } = useTranslation();
  const there = FAMILIES.filter((family) => flags[family] > 0);
  if (there.length === 0) return <Said sign="calm" text={t('landscape.calm')} />;
  return (
    <span className="map-flags">
      {there.map((family) => (
        <Said key={family} sign={family} text={t(`landscape.${family}`, { count: flags[family] })} />
      ))}
    </span>
  );
}

function Said({ sign, text }: { readonly sign: Family | 'calm'; readonly text: string }) {
  const Sign = SIGNS[sign];
  return (
    <span className="map-flag">
      <Sign size={14} stroke={1.9} aria-hidden /> {text}
    </span>
  );
}

/** What the colours mean. */
export function MapLegend({ shows }: { readonly shows: Colour | 'share' }) {
  const { t } = useTranslation();
  if (shows === 'flags') {
    const steps = [
      ['gap', t('landscape.legendGap')],
      ['risk', t('landscape.legendRisk')],
      ['overlap', t('landscape.legendOverlap')],
      ['calm', t('landscape.legendCalm')],
    ] as const;
    return (
      <div className="legend">
        <span>{t('landscape.legend')}:</span>
        {steps.map(([sign, text]) => {
          const Sign = SIGNS[sign];
          return (
            <span key={sign} className="legend-step">
              <span className={`swatch swatch-sign tone-${sign}`} aria-hidden>
                <Sign size={13} stroke={2} />
              </span>
              {text}
            </span>
          );
        })}
        <span className="dim">{t('landscape.legendDegree')}</span>
      </div>
    );
  }
  const steps =
    shows === 'responsible'
      ? ['0', '1', '2', '3', t('landscape.legendMore')].map((text, at) => ({ text, heat: at === 0 ? 0 : at + 1 }))
      : [t('landscape.legendNothing'), '1–20 %', '20–40 %', '40–60 %', '60–80 %', '80–100 %'].map((text, heat) => ({
          text,
          heat,
        }));
  return (
    <div className="legend">
      <span>{t(shows === 'responsible' ? 'landscape.legendResponsible' : 'landscape.legendShare')}:</span>
      {steps.map(({ text, heat }) => (
        <span key={text} className="legend-step">
          <span className={`swatch heat-${heat}`} aria-hidden />
          {text}
        </span>
      ))}
    </div>
  );
}
