import { useTranslation } from 'react-i18next';
import type { ClassificationRange, Scope } from '../api/coverage.ts';
import { Facts } from '../ui/facts.tsx';

/** Which titles belong to a profile. */
export function ScopeList({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const facets = [
    [t('collectionPlan.material'), scope.material.map((it) => t(`collectionPlan.materials.${it}`))],
    [t('collectionPlan.language'), scope.language],
    [t('collectionPlan.audience'), scope.audience.map((it) => t(`collectionPlan.audiences.${it}`))],
  ] as const;
  return (
    <div className="scope">
      <h3>{t('coverage.scope')}</h3>
      <Facts
        items={[
          ...[...Map.groupBy(scope.classification, ({ scheme }) => scheme)].map(
            ([scheme, ranges]) => [scheme.toUpperCase(), ranges.map(written).join(', ')] as const,
          ),
          ...facets.flatMap(([name, values]) => (values.length > 0 ? [[name, values.join(', ')] as const] : [])),
        ]}
      />
    </div>
  );
}

function written({ prefix, notation, from, to }: ClassificationRange): string {
  if (prefix !== undefined) return `${prefix}…`;
  return notation ?? `${from} – ${to}`;
}
