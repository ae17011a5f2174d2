import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { agreementQuery, agreementVersionsQuery } from '../api/agreement.ts';
import { type Agreement, agreementsQuery } from '../api/agreements.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Acts } from './acts.tsx';
import { History } from './history.tsx';
import { StandingMark } from './standing.tsx';
import { TermsList } from './terms-list.tsx';
import { useProfileName } from './use-profile-name.ts';
import { useReason } from './use-reason.ts';

/** One agreement: its terms, where it came from, what became of it, and what may be done. */
export default function AgreementPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const profile = useProfileName();
  const reason = useReason();
  const { id = '' } = useParams();
  const agreement = useQuery(agreementQuery(id));
  const versions = useQuery(agreementVersionsQuery(id));
  const { data } = agreement;
  return (
    <Page
      title={data ? `${profile(data.profile)}: ${t(`ui.activity.${data.activity}`)}` : t('agreements.title')}
      back={{ to: '/afspraken', label: t('agreements.back') }}
      lead={
        data && (
          <>
            <Link to={`/deelnemers/${data.participant}`}>{name(data.participant)}</Link> ·{' '}
            {t('ui.period', { from: format.day(data.from), to: format.day(data.to) })} <StandingMark agreement={data} />
          </>
        )
      }
      actions={data && <Acts agreement={data} />}
    >
      {data && data.endedBecause !== null && (
        <Alert
          color="ochre"
          title={t('agreements.endedBecause')}
          icon={<IconInfoCircle aria-hidden />}
          className="notice"
        >
          {reason(data.endedBecause, data.endedCause)}
        </Alert>
      )}
      <div className="columns">
        <Panel title={t('agreements.terms')}>
          <Loaded query={agreement}>{(it) => <TermsList agreement={it} />}</Loaded>
        </Panel>
        <Panel title={t('agreements.origin')}>
          <Loaded query={agreement}>{(it) => <Origin agreement={it} />}</Loaded>
        </Panel>
      </div>
      <Panel title={t('agreements.history')}>
        <Loaded query={versions}>{(items) => <History versions={items} />}</Loaded>
      </Panel>
    </Page>
  );
}

/** The plan that it came from, and the agreements before and after it that say the same. */
function Origin({ agreement: { id, plan, profile, predecessor } }: { agreement: Agreement }) {
  const { t } = useTranslation();
  const name = useNames();
  const { data: related } = useQuery(agreementsQuery({ plan }));
  const before = related?.find((it) => it.id === predecessor);
  const after = related?.filter((it) => it.predecessor === id) ?? [];
  return (
    <ul className="agreements">
      <li>
        <Link to={`/acquisitieplannen/${plan}`}>{t('agreements.plan')}</Link>
      </li>
      <li>
        <Link to={`/dekking/${encodeURIComponent(profile)}`}>{t('agreements.toProfile')}</Link>
      </li>
      {before && (
        <li>
          <Link to={`/afspraken/${before.id}`}>
            {t('agreements.takenOverFrom', { participant: name(before.participant) })}
          </Link>
        </li>
      )}
      {after.map((it) => (
        <li key={it.id}>
          <Link to={`/afspraken/${it.id}`}>{t('agreements.takenOverBy', { participant: name(it.participant) })}</Link>
        </li>
      ))}
    </ul>
  );
}
