import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { participantsQuery } from '../api/agreements.ts';
import { actingForQuery } from '../api/representations.ts';
import { today } from '../ui/today.ts';
import { useMe, useNames, useRole } from './session.tsx';

/** What the address of a screen calls in whose name it is used. */
const IN_NAME_OF = 'namens';

/**
 * In whose name the reader may work: a collection manager in that of the own participant, which is the first, and of those
 * that it represents; an administrator in that of everybody who takes part.
 */
export function useActingFor(): readonly string[] {
  const me = useMe();
  const administrator = useRole('administrator');
  const manager = useRole('collection-manager');
  const { data: everybody } = useQuery({ ...participantsQuery, enabled: administrator });
  const { data: represented } = useQuery({ ...actingForQuery, enabled: manager });
  if (administrator) {
    const day = today();
    return (everybody ?? []).filter(({ from, to }) => from <= day && (to ?? day) >= day).map(({ isil }) => isil);
  }
  const own = manager && me.participant ? [me.participant] : [];
  return [...new Set([...own, ...(represented ?? []).map(({ participant }) => participant)])];
}

/**
 * Whether it is known for whom the reader may work. Before, a screen would begin in one name and go on in another, and
 * take with it what was pressed meanwhile. Where nobody can tell, it begins in the own name.
 */
export function useActingKnown(): boolean {
  const manager = useRole('collection-manager');
  const { isPending, failureCount } = useQuery({ ...actingForQuery, enabled: manager });
  return !manager || !isPending || failureCount > 0;
}

/** In whose name the reader works on this screen, as was chosen; at first the own participant, and else nobody. */
export function useActing(): string {
  const me = useMe();
  const mine = useActingFor();
  const [search] = useSearchParams();
  const chosen = search.get(IN_NAME_OF) ?? '';
  return [chosen, me.participant ?? ''].find((isil) => mine.includes(isil)) ?? '';
}

interface ActingChoiceProps {
  /** What it means to choose nobody, which somebody who is nobody's manager can. */
  readonly nobody: string;
  readonly required?: boolean;
  readonly error?: string | null;
}

/** Chooses in whose name the reader works on this screen; not there for who can only work in one name. */
export function ActingChoice({ nobody, required = false, error = null }: ActingChoiceProps) {
  const { t } = useTranslation();
  const acting = useActing();
  const mine = useActingFor();
  const administrator = useRole('administrator');
  const name = useNames();
  const [, setSearch] = useSearchParams();
  if (mine.length < 2) return null;
  const choose = (isil: string): void =>
    setSearch(
      (before) => {
        before.set(IN_NAME_OF, isil);
        return before;
      },
      // At once: what is pressed next is to be done in this name.
      { replace: true, flushSync: true },
    );
  return (
    <NativeSelect
      className="acting"
      label={t('ui.inNameOf')}
      required={required}
      value={acting}
      error={error}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        ...(administrator ? [{ value: '', label: nobody }] : []),
        ...mine.map((isil) => ({ value: isil, label: name(isil) })),
      ]}
    />
  );
}

/** Goes to another part of the screen, in the same name. */
export function usePart(): readonly [URLSearchParams, (search: Record<string, string>, replace?: boolean) => void] {
  const [search, setSearch] = useSearchParams();
  const go = (to: Record<string, string>, replace = false): void =>
    setSearch(
      (before) => {
        const inNameOf = before.get(IN_NAME_OF);
        return { ...to, ...(inNameOf !== null && { [IN_NAME_OF]: inNameOf }) };
      },
      { replace },
    );
  return [search, go];
}
