import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AcquisitionPlan, profilesQuery } from '../api/agreements.ts';
import { type Difference, differencesQuery } from '../api/plan-review.ts';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { isDay } from '../ui/day-text.ts';
import type { Words } from '../words.ts';

interface DifferenceListProps {
  readonly plan: AcquisitionPlan;
  /** The earlier version. */
  readonly from: number;
  readonly to: number;
}

/** What one version of a plan says otherwise than another: of the plan itself, then line by line. */
export function DifferenceList({ plan, from, to }: DifferenceListProps) {
  const { t } = useTranslation();
  const differences = useQuery(differencesQuery(plan.id, from, to));
  return (
    <Loaded query={differences} rows={2}>
      {(some) =>
        some.length === 0 ? (
          <p className="dim">{t('review.same')}</p>
        ) : (
          <ul className="differences">
            {some.map((difference) => (
              <li key={difference.says}>
                <Words difference={difference} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

type Field = keyof Words['review']['field'];

function Words({ difference }: { difference: Difference }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  const { kind, profile, activity, field = '', before, after, by = 0, titles = [] } = difference;
  const line =
    profile === undefined || activity === undefined
      ? null
      : `${profile} ${format.name(profiles?.find(({ code }) => code === profile)?.name)}, ${t(`ui.activity.${activity}`)}: `;
  const value = (it: string | number | null | undefined): string => {
    if (it === null || it === undefined) return t('plans.notChosen');
    if (it === 'indefinite') return t('review.indefinite');
    if (field === 'budget') return format.euro(Number(it));
    if (typeof it === 'number') return format.number(it);
    return isDay(it) ? format.day(it) : it;
  };
  const more = field === 'budget' ? format.euro(Math.abs(by)) : format.number(Math.abs(by));
  const changed = t('review.was', {
    field: t(`review.field.${field as Field}`, field),
    before: value(before),
    after: value(after),
  });
  return (
    <>
      {line !== null && <strong>{line}</strong>}
      {kind === 'changed' && changed}
      {kind === 'changed' && by !== 0 && ` (${by > 0 ? '+' : '−'}${more})`}
      {(kind === 'line-added' || kind === 'line-removed') && t(`review.${kind}`)}
      {(kind === 'titles-added' || kind === 'titles-removed') && (
        <>
          {t(`review.${kind}`, { count: titles.length })} <code>{titles.slice(0, 12).join(', ')}</code>
          {titles.length > 12 && ` ${t('plans.moreNamed', { count: titles.length - 12 })}`}
        </>
      )}
    </>
  );
}
