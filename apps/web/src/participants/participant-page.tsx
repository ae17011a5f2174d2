import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { AgreementItems } from '../agreements/agreement-items.tsx';
import { agreementListQuery } from '../api/agreement.ts';
import type { Participant } from '../api/agreements.ts';
import { ContactsOf } from '../contacts/contacts-of.tsx';
import { openFlagsQuery } from '../api/coverage.ts';
import { participantQuery } from '../api/participant.ts';
import { useMe, useNames, useRole } from '../shell/session.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { today } from '../ui/today.ts';
import { Administration } from './administration.tsx';
import { Representations } from './representations.tsx';
import { Orphans } from './orphans.tsx';

/** One participant: since when, until when, what it agreed to, and what would be left to nobody without it. */
export default function ParticipantPage() {
  const { t } = useTranslation();
  const me = useMe();
  const administrator = useRole('administrator');
  const { isil = '' } = useParams();
  const participant = useQuery(participantQuery(isil));
  const agreements = useInfiniteQuery(agreementListQuery({ participant: isil, on: today() }));
  const { data } = participant;
  return (
    <Page
      title={data?.name ?? isil}
      back={{ to: '/deelnemers', label: t('participants.back') }}
      lead={
        data && (
          <>
            {t(`participants.kinds.${data.kind}`)}{' '}
            {isil === me.participant && <Mark tone="busy">{t('participants.you')}</Mark>}
          </>
        )
      }
      actions={administrator && data && <Administration participant={data} />}
    >
      <Panel title={t('participants.details')}>
        <Loaded query={participant}>{(it) => <Details participant={it} />}</Loaded>
      </Panel>
      <div className="columns columns-even">
        <ContactsOf participant={isil} />
        {data && <Representations participant={data} />}
      </div>
      <div className="columns columns-even">
        <Panel title={<Term id="agreement">{t('participants.agreements')}</Term>}>
          <GrowingList query={agreements} empty={<p className="dim">{t('participants.noAgreements')}</p>}>
            {(items) => <AgreementItems agreements={items} />}
          </GrowingList>
        </Panel>
        {data && <Orphans participant={data} />}
      </div>
    </Page>
  );
}

function Details({ participant: { isil, from, to, successor } }: { participant: Participant }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const { data: flags } = useQuery(openFlagsQuery);
  const open = flags?.filter((flag) => flag.participants.some((it) => it.isil === isil)).length;
  return (
    <Facts
      items={[
        [<Term key="isil" id="isil" />, <code key="code">{isil}</code>],
        [t('participants.from'), format.day(from)],
        [t('participants.to'), to ? format.day(to) : t('ui.openEnded')],
        ...(successor
          ? [
              [
                t('participants.successor'),
                <Link key="successor" to={`/deelnemers/${successor}`}>
                  {name(successor)}
                </Link>,
              ] as const,
            ]
          : []),
        [
          t('participants.flags'),
          open ? (
            <Link key="flags" to={`/signaleringen?state=open&participant=${isil}`}>
              {format.number(open)}
            </Link>
          ) : (
            (open ?? '–')
          ),
        ],
      ]}
    />
  );
}
