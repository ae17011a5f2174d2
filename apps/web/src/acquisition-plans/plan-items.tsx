import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PlanSummary } from '../api/agreements.ts';
import { useFormat } from '../ui/format.ts';
import { PlanStateMark } from './plan-state.tsx';

/** Acquisition plans in a few lines each. */
export function PlanItems({ plans }: { plans: readonly PlanSummary[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="items">
      {plans.map((plan) => (
        <li key={plan.id} className="item">
          <div className="row between">
            <Link to={`/acquisitieplannen/${plan.id}`} className="item-name">
              {plan.name}
            </Link>
            <PlanStateMark state={plan.state} />
          </div>
          <p className="dim small">
            {plan.participantName} · {t('ui.period', { from: format.day(plan.from), to: format.day(plan.to) })} ·{' '}
            {t('plans.lines_count', { count: plan.lines.length })}
            {plan.submittedAt && ` · ${t('dashboard.waiting', { day: format.moment(plan.submittedAt) })}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
