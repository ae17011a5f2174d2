import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Choice, ParticipantChoice } from './choices.tsx';
import { type Growing, GrowingList } from './more.tsx';

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
        {participant && <ParticipantChoice {...participant} />}
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
