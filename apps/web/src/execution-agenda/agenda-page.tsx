import { Alert, Button, NativeSelect } from '@mantine/core';
import { IconDownload, IconFilterOff, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  AGENDA_ORDERS,
  type Agenda,
  agendaFile,
  type AgendaFilter,
  agendaQuery,
  AGREEMENT_KINDS,
} from '../api/network-agreements.ts';
import { collectionPlansQuery } from '../api/coverage.ts';
import { problemOf } from '../api/problem.ts';
import { useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { AgreementTable } from './agreement-table.tsx';
import { EditList } from './edit-list.tsx';
import { ByOpgave } from './by-opgave.tsx';

const NARROWING = ['cluster', 'kind', 'opgave', 'owner', 'overdue'] as const;

/** The plan's own list with its actions: to be narrowed down, put in order and taken home. */
export default function AgendaPage() {
  const { t } = useTranslation();
  const owner = useRole('plan-owner', 'administrator');
  const [search, setSearch] = useSearchParams();
  const value = (name: keyof AgendaFilter): string => search.get(name) ?? '';
  const filter: AgendaFilter = {
    version: value('version'),
    cluster: value('cluster'),
    kind: value('kind'),
    opgave: value('opgave'),
    owner: value('owner'),
    overdue: value('overdue'),
    sort: value('sort'),
  };
  const agenda = useQuery(agendaQuery(filter));
  const set = (changes: Partial<AgendaFilter>): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, chosen] of Object.entries(changes)) {
          if (chosen === '') next.delete(name);
          else next.set(name, chosen);
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const narrowed = NARROWING.some((name) => filter[name] !== '');
  const none = filter.version === '' && problemOf(agenda.error).status === 404;
  return (
    <Page
      title={t('agenda.title')}
      lead={
        <>
          {t('agenda.lead')} <Term id="networkAgreement" /> · <Term id="opgave" />
        </>
      }
      actions={
        <Button
          component="a"
          href={agendaFile(filter)}
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('agenda.csv')}
        </Button>
      }
    >
      {none ? (
        <Empty title={t('agenda.noPlan')} />
      ) : (
        <Loaded query={agenda} rows={10}>
          {(data) => (
            <>
              {data.plan.state !== 'adopted' && (
                <Alert color="ochre" icon={<IconInfoCircle aria-hidden />}>
                  {t('agenda.ofVersion', { title: data.plan.title, version: data.plan.version })}
                </Alert>
              )}
              <Filters filter={filter} agenda={data} set={set} />
              <Panel
                plain
                title={t('agenda.list')}
                actions={
                  narrowed ? (
                    <Button
                      variant="subtle"
                      size="xs"
                      leftSection={<IconFilterOff size={16} aria-hidden />}
                      onClick={() => set({ cluster: '', kind: '', opgave: '', owner: '', overdue: '' })}
                    >
                      {t('agenda.clear')}
                    </Button>
                  ) : (
                    <span className="dim">{t('agenda.listCount', { count: data.agreements.length })}</span>
                  )
                }
              >
                {data.agreements.length === 0 ? (
                  <Empty
                    title={t(narrowed ? 'agenda.empty' : 'agenda.none')}
                    text={t(narrowed ? 'agenda.emptyText' : 'agenda.noneText')}
                  />
                ) : (
                  <AgreementTable agreements={data.agreements} version={filter.version} />
                )}
              </Panel>
              <ByOpgave version={filter.version} />
              {owner && <EditList plan={data.plan} />}
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

interface FiltersProps {
  readonly filter: AgendaFilter;
  readonly agenda: Agenda;
  readonly set: (changes: Partial<AgendaFilter>) => void;
}

function Filters({ filter, agenda, set }: FiltersProps) {
  const { t } = useTranslation();
  const { data: plans } = useQuery(collectionPlansQuery);
  const fields = [
    ['cluster', t('agenda.allClusters'), plain(agenda.clusters)],
    ['kind', t('agenda.allKinds'), AGREEMENT_KINDS.map((kind) => ({ value: kind, label: t(`agenda.kinds.${kind}`) }))],
    ['opgave', t('agenda.allOpgaven'), plain(agenda.opgaven)],
    ['owner', t('agenda.allOwners'), agenda.owners.map(({ isil, name }) => ({ value: isil, label: name }))],
    ['overdue', t('agenda.anyTerm'), [{ value: 'yes', label: t('agenda.onlyOverdue') }]],
    [
      'sort',
      null,
      AGENDA_ORDERS.map((order) => ({ value: order === 'code' ? '' : order, label: t(`agenda.sorts.${order}`) })),
    ],
    [
      'version',
      t('agenda.inForce'),
      (plans ?? [])
        .filter(({ state }) => state !== 'adopted')
        .map(({ token, title }) => ({ value: token, label: `${title} (${token})` })),
    ],
  ] as const;
  return (
    <div className="filters">
      {fields.map(([name, every, choices]) => (
        <NativeSelect
          key={name}
          label={t(`agenda.${name}`)}
          value={filter[name]}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
          data={every === null ? [...choices] : [{ value: '', label: every }, ...choices]}
        />
      ))}
    </div>
  );
}

function plain(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }));
}
