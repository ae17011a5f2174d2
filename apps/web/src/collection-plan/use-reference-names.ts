import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { referenceListsQuery } from '../api/reference-lists.ts';
import { useFormat } from '../ui/format.ts';

/** What levels are measured against where that is no list. */
export const NETWORK = 'network';

/**
 * Says what levels are measured against: the titles of the network, or a reference list of any of these versions of the
 * plan by its name; by its code until that is known.
 */
export function useReferenceNames(versions: readonly string[]): (reference: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const lists = useQueries({ queries: versions.map((token) => referenceListsQuery({ token })) });
  const names = new Map(lists.flatMap(({ data = [] }) => data.map(({ code, name }) => [code, name] as const)));
  return (reference) =>
    reference === NETWORK ? t('referenceList.network') : format.name(names.get(reference) ?? reference);
}
