import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { participantsQuery } from '../api/agreements.ts';
import { COMPARED, type Compared } from '../api/comparison.ts';
import { useMe } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { Compared as ComparedHoldings } from './compared.tsx';

/** What two participants have, side by side. The address says which two, and which of their titles are listed. */
export default function ComparisonPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const one = search.get('een') ?? me.participant ?? '';
  const other = search.get('ander') ?? '';
  const what = COMPARED.find((it) => it === search.get('wat')) ?? 'one';
  const choose = (changed: Partial<Record<'een' | 'ander' | 'wat', string>>): void =>
    setSearch({ een: one, ander: other, wat: what, ...changed }, { replace: true });
  return (
    <Page
      title={t('comparison.title')}
      back={{ to: '/deelnemers', label: t('comparison.back') }}
      lead={
        <>
          {t('comparison.lead')} <Term id="holding" /> · <Term id="onOrder" />
        </>
      }
    >
      <Panel title={t('comparison.title')}>
        <div className="filters filters-tight">
          <Participant label={t('comparison.one')} value={one} choose={(een) => choose({ een })} />
          <Participant label={t('comparison.other')} value={other} choose={(ander) => choose({ ander })} />
        </div>
        {one === '' || other === '' ? (
          <Empty title={t('comparison.waiting')} text={t('comparison.waitingText')} />
        ) : one === other ? (
          <Empty title={t('comparison.same')} />
        ) : (
          <ComparedHoldings one={one} other={other} what={what} show={(wat: Compared) => choose({ wat })} />
        )}
      </Panel>
    </Page>
  );
}

interface ParticipantProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (isil: string) => void;
}

function Participant({ label, value, choose }: ParticipantProps) {
  const { t } = useTranslation();
  const { data: participants } = useQuery(participantsQuery);
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('comparison.choose') },
        ...(participants ?? []).map(({ isil, name }) => ({ value: isil, label: name })),
      ]}
    />
  );
}
