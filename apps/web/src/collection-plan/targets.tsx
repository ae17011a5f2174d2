import { useTranslation } from 'react-i18next';
import type { Target } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';

/** What the plan wants of a profile, an activity a line. */
export function TargetList({ targets, none }: { targets: readonly Target[]; none: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (targets.length === 0) return <p className="dim">{none}</p>;
  const wants = (it: Target): string[] => [
    t('collectionPlan.level', { level: it.level }),
    ...(it.minimum ? [t('collectionPlan.minimum', { count: it.minimum })] : []),
    ...(it.maximum ? [t('collectionPlan.maximum', { count: it.maximum })] : []),
    ...(it.titles ? [t('collectionPlan.minimumTitles', { titles: format.number(it.titles) })] : []),
    ...(it.retained ? [t('collectionPlan.minimumRetained', { count: it.retained })] : []),
    ...(it.overlapThreshold ? [t('collectionPlan.overlapLimit', { share: format.share(it.overlapThreshold) })] : []),
  ];
  return (
    <ul className="targets">
      {targets.map((it) => (
        <li key={it.activity}>
          <strong>{t(`ui.activity.${it.activity}`)}</strong>: {wants(it).join(', ')}
        </li>
      ))}
    </ul>
  );
}
