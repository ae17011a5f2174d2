import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { COMMENT_STATES, commentsFile, commentsQuery } from '../api/consultation.ts';
import type { CollectionPlan } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Term } from '../ui/term.tsx';
import { Comments } from './comments.tsx';
import { isAsked, isConsulted, useCommentFilter } from './use-comments.ts';

/** How the consultation on a version stands, what is said of the plan as a whole, and which comments are shown. */
export function ConsultationPanel({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  const [state, choose] = useCommentFilter();
  const comments = useQuery({ ...commentsQuery(plan), enabled: isConsulted(plan) });
  if (!isConsulted(plan)) return null;
  const { all, unanswered } = plan.comments;
  return (
    <Panel
      title={t('consultation.title')}
      actions={
        <Mark tone={unanswered > 0 ? 'warn' : 'quiet'}>
          {all === 0 ? t('consultation.none') : t('consultation.unanswered', { count: unanswered })}
        </Mark>
      }
    >
      <div className="stack">
        <Standing plan={plan} />
        {comments.error !== null && <ProblemNote error={comments.error} retry={() => void comments.refetch()} />}
        <div className="filters filters-tight">
          <NativeSelect
            label={t('consultation.filter')}
            value={state}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
            data={[
              { value: '', label: t('consultation.every') },
              ...COMMENT_STATES.map((value) => ({ value, label: t(`consultation.state.${value}`) })),
            ]}
          />
        </div>
        <Comments plan={plan} profile={null} />
        <div className="row">
          <Button
            component="a"
            href={commentsFile(plan, state)}
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('consultation.csv')}
          </Button>
        </div>
        <History plan={plan} />
      </div>
    </Panel>
  );
}

function Standing({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const until = format.day(plan.consultedUntil);
  if (plan.state !== 'consultation') return <p>{t('consultation.notAsked')}</p>;
  return (
    <p>
      {isAsked(plan) ? t('consultation.asked', { until }) : t('consultation.over', { until })}{' '}
      <Term id="consultation" />
    </p>
  );
}

function History({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <details>
      <summary>{t('consultation.history')}</summary>
      <ol className="items">
        {plan.consultation.map(({ what, until, by, at }) => (
          <li key={at} className="item">
            {t(`consultation.step.${what}`, { until: format.day(until) })}
            <p className="dim small">
              {by} · {format.moment(at)}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
