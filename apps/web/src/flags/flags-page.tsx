import { Button, NativeSelect } from '@mantine/core';
import { IconDownload, IconFilterOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { participantsQuery, profilesQuery } from '../api/agreements.ts';
import { FLAG_KINDS, FOLLOW_UP_STATES, flagsFile, type FlagFilter, flagsQuery } from '../api/coverage.ts';
import { SidePanel } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { Explanation } from './explanation.tsx';
import { FlagList } from './flag-list.tsx';
import { familyOf, wordsOf } from './kinds.ts';

const FILTERS = ['kind', 'profile', 'participant', 'agreement', 'state', 'followUp', 'sort'] as const;
const SORTS = [
  ['severity', 'severity'],
  ['-raised', 'newest'],
  ['raised', 'oldest'],
  ['-updated', 'updated'],
  ['profile', 'profile'],
] as const;
const START = { state: 'open', sort: 'severity' };

/** Every flag, to be narrowed down; its explanation opens beside the list. */
export default function FlagsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams(START);
  const filter: FlagFilter = Object.fromEntries(FILTERS.map((name) => [name, search.get(name) ?? undefined]));
  const flags = useInfiniteQuery(flagsQuery(filter));
  const opened = search.get('open');

  const set = (name: string, value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name !== 'open', preventScrollReset: true },
    );
  const narrowed = ['kind', 'profile', 'participant', 'agreement', 'followUp'].some((name) => search.get(name));

  return (
    <Page
      title={t('flags.title')}
      lead={
        <>
          {t('flags.lead')} <Term id="gap" /> · <Term id="risk" /> · <Term id="overlap" />
        </>
      }
      actions={
        <Button
          component="a"
          href={flagsFile({ ...filter, sort: undefined })}
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('flags.csv')}
        </Button>
      }
    >
      {filter.agreement !== undefined && (
        <p className="small">
          {t('flags.measuring')}{' '}
          <Link to={`/uitvoeringsagenda/${encodeURIComponent(filter.agreement)}`}>{filter.agreement}</Link>
        </p>
      )}
      <Filters filter={filter} set={set} />
      <div className="narrow">
        {narrowed && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconFilterOff size={16} aria-hidden />}
            onClick={() => setSearch(START, { replace: true })}
          >
            {t('flags.filter.clear')}
          </Button>
        )}
        <GrowingList
          query={flags}
          empty={<Empty title={t('flags.empty')} text={t(narrowed ? 'flags.emptyText' : 'flags.emptyAll')} />}
        >
          {(items) => <FlagList flags={items} onOpen={(flag) => set('open', flag.id)} />}
        </GrowingList>
      </div>
      <SidePanel
        opened={opened !== null}
        onClose={() => set('open', null)}
        side="right"
        width="560px"
        title={t('flags.whatIsUp')}
      >
        {opened !== null && <Explanation id={opened} />}
      </SidePanel>
    </Page>
  );
}

interface FiltersProps {
  readonly filter: FlagFilter;
  readonly set: (name: string, value: string) => void;
}

function Filters({ filter, set }: FiltersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  const { data: participants } = useQuery(participantsQuery);
  const kinds = FLAG_KINDS.map((kind) => ({
    value: kind,
    label: `${t(`flags.family.${familyOf(kind)}`)}: ${t(`${wordsOf(kind)}.name`)}`,
  }));
  const fields = [
    ['kind', t('flags.allKinds'), kinds],
    [
      'profile',
      t('flags.allProfiles'),
      (profiles ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` })),
    ],
    [
      'participant',
      t('ui.allParticipants'),
      (participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
    ],
    [
      'state',
      t('flags.allStates'),
      (['open', 'cleared'] as const).map((state) => ({ value: state, label: t(`flags.state.${state}`) })),
    ],
    [
      'followUp',
      t('flags.anyFollowUp'),
      FOLLOW_UP_STATES.map((state) => ({ value: state, label: t(`flags.followUp.state.${state}`) })),
    ],
    ['sort', null, SORTS.map(([value, word]) => ({ value, label: t(`flags.sort.${word}`) }))],
  ] as const;
  return (
    <div className="filters">
      {fields.map(([name, every, choices]) => (
        <NativeSelect
          key={name}
          label={t(`flags.filter.${name}`)}
          value={filter[name] ?? ''}
          onChange={(event) => set(name, event.currentTarget.value)}
          data={every === null ? [...choices] : [{ value: '', label: every }, ...choices]}
        />
      ))}
    </div>
  );
}
