import { useQuery } from '@tanstack/react-query';
import { profilesQuery } from '../api/agreements.ts';
import { useFormat } from '../ui/format.ts';

/** Finds what a profile is called: its code with its name, once that is known. */
export function useProfileName(): (code: string) => string {
  const format = useFormat();
  const { data } = useQuery(profilesQuery);
  const names = new Map(data?.map(({ code, name }) => [code, format.name(name)]));
  return (code) => `${code} ${names.get(code) ?? ''}`.trim();
}
