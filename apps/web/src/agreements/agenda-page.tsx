import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AGENDA_KINDS, AGENDA_ORDERS, agendaFile, type AgendaFilter, agendaQuery } from '../api/agreement.ts';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { today } from '../ui/today.ts';
import { ParticipantChoice, ProfileChoice } from '../ui/choices.tsx';
import { DueItems } from './due-items.tsx';
import { useFilter } from './use-filter.ts';

/** What is due about agreements: looking at them again, the last day to give notice, their end. */
export default function AgendaPage() {
  const { t } = useTranslation();
  const { value, set } = useFilter({ from: today(), to: yearFrom(today()), sort: 'day' });
  const filter = {
    from: value('from'),
    to: value('to'),
    participant: value('participant'),
    profile: value('profile'),
    kind: value('kind'),
    sort: value('sort'),
  } satisfies AgendaFilter;
  const readable = isDay(filter.from) && isDay(filter.to);
  const due = useInfiniteQuery({ ...agendaQuery(filter), enabled: readable });
  const dayError = (day: string) => (isDay(day) ? null : t('ui.day.unreadable', { form: t('ui.day.form') }));
  return (
    <Page
      title={t('agreements.agenda')}
      back={{ to: '/afspraken', label: t('agreements.back') }}
      lead={
        <>
          {t('agreements.agendaLead')} <Term id="reviewOn" /> · <Term id="noticeBy" />
        </>
      }
      actions={
        readable && (
          <Button
            component="a"
            href={agendaFile(filter)}
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('agreements.csv')}
          </Button>
        )
      }
    >
      <div className="filters">
        <DayInput
          label={t('agreements.agendaFrom')}
          value={filter.from}
          error={dayError(filter.from)}
          onChange={(it) => set('from', it)}
        />
        <DayInput
          label={t('agreements.agendaTo')}
          value={filter.to}
          error={dayError(filter.to)}
          onChange={(it) => set('to', it)}
        />
        <ParticipantChoice value={filter.participant} choose={(it) => set('participant', it)} />
        <ProfileChoice value={filter.profile} choose={(it) => set('profile', it)} />
        <NativeSelect
          label={t('agreements.kind')}
          value={filter.kind}
          onChange={(event) => set('kind', event.currentTarget.value)}
          data={[
            { value: '', label: t('agreements.allKinds') },
            ...AGENDA_KINDS.map((kind) => ({ value: kind, label: t(`agreements.due.${kind}`) })),
          ]}
        />
        <NativeSelect
          label={t('agreements.sort')}
          value={filter.sort}
          onChange={(event) => set('sort', event.currentTarget.value)}
          data={AGENDA_ORDERS.map((order) => ({ value: order, label: t(`agreements.sortBy.${order}`) }))}
        />
      </div>
      <Panel title={t('agreements.agendaList')}>
        <GrowingList
          query={due}
          empty={<Empty title={t('agreements.nothingDue')} text={t('agreements.nothingDueText')} />}
        >
          {(items) => <DueItems due={items} />}
        </GrowingList>
      </Panel>
    </Page>
  );
}

function yearFrom(day: string): string {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return isDay(next) ? next : `${next.slice(0, 4)}-02-28`;
}
