import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { type NetworkAgreementDetail, networkAgreementQuery } from '../api/network-agreements.ts';
import { wordsOf } from '../flags/kinds.ts';
import { FLAG_KINDS } from '../api/coverage.ts';
import { useActsFor, useRole } from '../shell/session.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { flagsOf } from './agreement-table.tsx';
import { ActionMark, Share } from './marks.tsx';
import { ReportDialog } from './report-dialog.tsx';

/** A network agreement: what it says, its actions with all that was reported, and the flags that measure it. */
export default function NetworkAgreementPage() {
  const { t } = useTranslation();
  const { code = '' } = useParams();
  const [search] = useSearchParams();
  const agreement = useQuery(networkAgreementQuery(code, search.get('version') ?? ''));
  return (
    <Page title={code} back={{ to: '/uitvoeringsagenda', label: t('agenda.title') }} lead={agreement.data?.text}>
      <Loaded query={agreement} rows={8}>
        {(data) => (
          <>
            <div className="columns">
              <About agreement={data} />
              <Measured agreement={data} />
            </div>
            <Panel title={t('agenda.actions')}>
              {data.actions.length === 0 ? (
                <p className="dim">{t('agenda.noActions')}</p>
              ) : (
                <ul className="items">
                  {data.actions.map((action) => (
                    <ActionItem key={action.code} action={action} inForce={data.plan.state === 'adopted'} />
                  ))}
                </ul>
              )}
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function About({ agreement: it }: { agreement: NetworkAgreementDetail }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('agenda.agreement')}>
      <Facts
        items={[
          [
            <Term key="cluster" id="networkAgreement">
              {t('agenda.kind')}
            </Term>,
            t(`agenda.kinds.${it.kind}`),
          ],
          [t('agenda.cluster'), it.cluster],
          [<Term key="opgave" id="opgave" />, it.opgaven.length === 0 ? '–' : it.opgaven.join(', ')],
          [t('agenda.progress'), <Share key="progress" value={it.progress} label={t('agenda.progress')} />],
        ]}
      />
    </Panel>
  );
}

function Measured({ agreement: { code, measuredBy, openFlags } }: { agreement: NetworkAgreementDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const any = t('agenda.measure.any');
  const kinds = FLAG_KINDS.filter((kind) => measuredBy?.flags.includes(kind) === true);
  return (
    <Panel title={t('agenda.measured')}>
      {measuredBy === null ? (
        <p className="dim">{t('agenda.notMeasured')}</p>
      ) : (
        <div className="stack">
          <p>{t(openFlags === null ? 'agenda.notInForce' : 'agenda.measuredText')}</p>
          {openFlags !== null && (
            <p>
              <strong>{t('agenda.openFlags', { count: openFlags })}</strong>{' '}
              <Link to={flagsOf(code)}>{t('agenda.toFlags')}</Link>
            </p>
          )}
          <Facts
            items={[
              [
                t('agenda.measure.flags'),
                kinds.length === 0 ? any : format.list(kinds.map((kind) => t(`${wordsOf(kind)}.name`))),
              ],
              [t('agenda.measure.profiles'), measuredBy.profiles.length === 0 ? any : format.list(measuredBy.profiles)],
              [
                t('agenda.measure.activity'),
                measuredBy.activity === null ? any : t(`ui.activity.${measuredBy.activity}`),
              ],
            ]}
          />
        </div>
      )}
    </Panel>
  );
}

type ReportedAction = NetworkAgreementDetail['actions'][number];

function ActionItem({ action, inForce }: { action: ReportedAction; inForce: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const planOwner = useRole('plan-owner', 'administrator');
  const actsFor = useActsFor(action.owner.isil);
  const [asked, dialog] = useDisclosure(false);
  return (
    <li className="item">
      <div className="row between">
        <strong className="item-name">{action.text}</strong>
        <ActionMark action={action} />
      </div>
      <p className="dim small">
        {action.owner.name} · {t('agenda.dueBy', { day: format.day(action.due) })}
      </p>
      <div className="row between">
        <Share value={action.progress} label={`${t('agenda.progress')} ${action.code}`} />
        {inForce && (planOwner || actsFor) && (
          <Button
            size="xs"
            variant="default"
            onClick={dialog.open}
            aria-label={t('agenda.reportOn', { action: action.code })}
          >
            {t('agenda.report')}
          </Button>
        )}
      </div>
      {action.reports.length === 0 ? (
        <p className="dim small">{t('agenda.noReports')}</p>
      ) : (
        <ol className="reports" aria-label={t('agenda.history', { action: action.code })}>
          {action.reports.map((it) => (
            <li key={it.number}>
              <span className="dim small">
                {format.moment(it.at)}, {it.by}: {t(`agenda.state.${it.state}`)}, {format.share(it.progress / 100)}
              </span>
              <p>{it.text}</p>
            </li>
          ))}
        </ol>
      )}
      {asked && <ReportDialog action={action} close={dialog.close} />}
    </li>
  );
}
