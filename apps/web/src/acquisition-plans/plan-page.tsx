import { Alert } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type AcquisitionPlan, planQuery } from '../api/agreements.ts';
import { useAssessment } from '../flags/assessed.ts';
import { FlagList } from '../flags/flag-list.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded, Waiting } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Decisions } from './decisions.tsx';
import { LineCard } from './line-card.tsx';
import { PlanStateMark } from './plan-state.tsx';
import { Remarks } from './remarks.tsx';
import { Versions } from './versions.tsx';

/** One acquisition plan: its lines with what the system says of each, and what can be decided. */
export default function PlanPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id = '' } = useParams();
  const plan = useQuery(planQuery(id));
  return (
    <Page
      title={plan.data?.name ?? t('plans.title')}
      back={{ to: '/acquisitieplannen', label: t('plans.back') }}
      lead={
        plan.data && (
          <>
            {plan.data.participantName} ·{' '}
            {t('ui.period', { from: format.day(plan.data.from), to: format.day(plan.data.to) })}{' '}
            <PlanStateMark state={plan.data.state} />
          </>
        )
      }
      actions={plan.data && <Decisions plan={plan.data} />}
    >
      <Loaded query={plan} rows={8}>
        {(data) => <Contents plan={data} />}
      </Loaded>
    </Page>
  );
}

function Contents({ plan }: { plan: AcquisitionPlan }) {
  const { t } = useTranslation();
  const assessment = useAssessment(plan);
  const ofLines = new Set(plan.lines.map(({ profile }) => profile));
  const other = assessment.flags.filter(({ profile }) => !ofLines.has(profile));
  return (
    <>
      {plan.remark && (plan.state === 'returned' || plan.state === 'rejected') && (
        <Alert color="ochre" title={t('plans.remarkGiven')} icon={<IconMessage aria-hidden />} className="notice">
          {plan.remark}
        </Alert>
      )}
      {plan.state === 'in-review' && <p className="notice">{t('review.inReview')}</p>}
      {plan.amends !== null && (
        <p className="notice">
          {t('review.amends')} <Link to={`/acquisitieplannen/${plan.amends}`}>{t('review.toAmended')}</Link>
        </p>
      )}
      {assessment.state !== 'none' && (
        <Panel title={t('plans.assessment')} className="assessment">
          <output className="block">
            {assessment.state === 'pending' ? (
              <>
                <p>{t('plans.pending')}</p>
                <Waiting rows={2} />
              </>
            ) : assessment.flags.length === 0 ? (
              <p>{t('plans.assessedNone')}</p>
            ) : (
              <p>
                <strong>{t('plans.assessedSome', { count: assessment.flags.length })}</strong>
              </p>
            )}
          </output>
          {other.length > 0 && <FlagList flags={other} />}
        </Panel>
      )}
      <h2 className="section-title">{t('plans.lines')}</h2>
      <div className="stack wide">
        {plan.lines.map((line, place) => (
          <LineCard
            key={line.id}
            plan={plan}
            line={line}
            number={place + 1}
            flags={
              plan.lines.findIndex(({ profile }) => profile === line.profile) === place
                ? assessment.flags.filter(({ profile }) => profile === line.profile)
                : []
            }
          />
        ))}
      </div>
      <div className="stack wide plan-foot">
        <Remarks plan={plan} line={null} />
        <Versions plan={plan} />
      </div>
    </>
  );
}
