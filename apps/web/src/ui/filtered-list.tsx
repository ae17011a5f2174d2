import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { type Growing, GrowingList } from './more.tsx';

interface Choice {
  readonly value: string;
  readonly choose: (value: string) => void;
}

interface FilteredListProps<T> {
  readonly query: Growing<T>;
  /** Whose items are shown; not given to who sees the own ones only. */
  readonly participant: Choice | null;
  readonly state: Choice & {
    readonly label: string;
    readonly all: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };
  readonly empty: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** What participants sent in, by participant and by the state it is in. */
export function FilteredList<T>({ query, participant, state, empty, children }: FilteredListProps<T>) {
  return (
    <>
      <div className="filters filters-tight">
        {participant && <Participant {...participant} />}
        <NativeSelect
          label={state.label}
          value={state.value}
          onChange={(event) => state.choose(event.currentTarget.value)}
          data={[{ value: '', label: state.all }, ...state.options]}
        />
      </div>
      <GrowingList query={query} empty={empty}>
        {children}
      </GrowingList>
    </>
  );
}

function Participant({ value, choose }: Choice) {
  const { t } = useTranslation();
  const { data: participants } = useQuery(participantsQuery);
  return (
    <NativeSelect
      label={t('ui.participant')}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('ui.allParticipants') },
        ...(participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
      ]}
    />
  );
}
