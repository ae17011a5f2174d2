import { Button } from '@mantine/core';
import { IconArrowsDiff, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type CollectionPlan, collectionPlanQuery, currentPlanQuery, planCsv } from '../api/coverage.ts';
import { problemOf } from '../api/problem.ts';
import { ConsultationPanel } from '../consultation/consultation-panel.tsx';
import { Consult } from '../consultation/consult.tsx';
import { OpenNotice } from '../consultation/open-notice.tsx';
import { useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { saveAs } from '../ui/save-as.ts';
import { Term } from '../ui/term.tsx';
import { Adopt } from './adopt.tsx';
import { Crosswalks } from './crosswalks.tsx';
import { Profiles } from './profiles.tsx';
import { ReferenceLists } from './reference-lists.tsx';
import { Scopes } from './scopes.tsx';
import { UploadPlan } from './upload-plan.tsx';
import { Versions } from './versions.tsx';

/** The plan in force, or another version of it; the plan owner brings in and adopts new ones. */
export default function CollectionPlanPage() {
  const { t } = useTranslation();
  const owner = useRole('plan-owner');
  const { plan, version } = useParams();
  const current = useQuery(currentPlanQuery);
  const other = useQuery({ ...collectionPlanQuery(plan ?? '', version ?? ''), enabled: plan !== undefined });
  const shown = plan === undefined ? current : other;
  const none = plan === undefined && problemOf(current.error).status === 404;
  return (
    <Page
      title={shown.data?.title ?? t('collectionPlan.title')}
      lead={
        plan === undefined && (
          <>
            {t('collectionPlan.lead')} <Term id="collectionPlan" /> · <Term id="profile" /> · <Term id="target" />
          </>
        )
      }
      {...(plan !== undefined && { back: { to: '/collectieplan', label: t('collectionPlan.title') } })}
      actions={
        shown.data && (
          <>
            <PlanText plan={shown.data} />
            {current.data && shown.data.token !== current.data.token && (
              <Button
                component={Link}
                to={`/collectieplan/verschil?${new URLSearchParams({ van: current.data.token, naar: shown.data.token })}`}
                variant="default"
                leftSection={<IconArrowsDiff size={18} aria-hidden />}
              >
                {t('collectionPlan.compareWithCurrent')}
              </Button>
            )}
            {owner && <Consult plan={shown.data} />}
            {owner && <Adopt plan={shown.data} inForce={current.data} />}
          </>
        )
      }
    >
      {plan === undefined && <OpenNotice />}
      {none ? (
        <Panel title={t('collectionPlan.title')}>
          <Empty
            title={t('collectionPlan.none')}
            text={t(owner ? 'collectionPlan.noneText' : 'collectionPlan.noneTextOther')}
          />
        </Panel>
      ) : (
        <Loaded query={shown} rows={10}>
          {(data) => (
            <>
              <ConsultationPanel plan={data} />
              {plan !== undefined && <Scopes plan={data} />}
              <Profiles plan={data} />
              <Crosswalks plan={data} />
              <ReferenceLists plan={data} />
            </>
          )}
        </Loaded>
      )}
      {plan === undefined && (
        <div className={owner ? 'columns' : ''}>
          {owner && <UploadPlan />}
          <Versions />
        </div>
      )}
    </Page>
  );
}

/** The version as a text and as a table, to keep or to write the next one from. */
function PlanText({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  const name = `${plan.code}-${plan.version}`;
  const icon = <IconDownload size={18} aria-hidden />;
  return (
    <>
      <Button
        variant="default"
        leftSection={icon}
        onClick={() => saveAs(`${name}.yaml`, 'application/yaml', plan.yaml)}
      >
        {t('collectionPlan.text')}
      </Button>
      <Button component="a" href={planCsv(plan)} download={`${name}.csv`} variant="default" leftSection={icon}>
        {t('collectionPlan.csv')}
      </Button>
    </>
  );
}
