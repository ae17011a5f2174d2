import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CollectionPlan, PlanSummary } from '../api/coverage.ts';
import { bringInList, type ListDetails, type ReferenceList } from '../api/reference-lists.ts';
import { textOf } from '../ui/text-of.ts';
import { ListForm } from './list-form.tsx';
import { ListOutcome } from './list-outcome.tsx';

interface LoadListProps {
  readonly plan: CollectionPlan;
  /** Of the same plan: only that can be followed up by another. */
  readonly newest: PlanSummary;
  readonly lists: readonly ReferenceList[];
}

/** Makes the next version of the plan with the titles of a file on a list, and tells what of the file was left out. */
export function LoadList({ plan, newest, lists }: LoadListProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: async ({ code, file, ...details }: ListDetails & { code: string; file: File }) => {
      const taken = await bringInList(plan, code, details, await textOf(file));
      return { taken, code, add: details.add };
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['collection-plans'] }),
  });
  if (making.data !== undefined) return <ListOutcome {...making.data} before={plan} />;
  if (newest.version !== plan.version) {
    return (
      <p>
        {t('referenceList.newer')}{' '}
        <Link to={`/collectieplan/${newest.token}`}>{t('referenceList.toNewest', { version: newest.version })}</Link>
      </p>
    );
  }
  return (
    <ListForm
      plan={plan}
      lists={lists}
      busy={making.isPending}
      error={making.error}
      make={(filled) => making.mutate(filled)}
      change={() => making.reset()}
    />
  );
}
