import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { collectionPlansQuery } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { PlanStateMark } from './plan-state.tsx';

/** Every version that was brought in. */
export function Versions() {
  const { t } = useTranslation();
  const format = useFormat();
  const plans = useQuery(collectionPlansQuery);
  return (
    <Panel
      title={t('collectionPlan.versions')}
      actions={
        plans.data !== undefined &&
        plans.data.length > 1 && <Link to="/collectieplan/verschil">{t('planDifference.compare')}</Link>
      }
    >
      <Loaded query={plans}>
        {(items) =>
          items.length === 0 ? (
            <p className="dim">{t('collectionPlan.none')}</p>
          ) : (
            <ul className="items">
              {items.map((plan) => (
                <li key={`${plan.code} ${plan.version}`} className="item">
                  <div className="row between">
                    <Link to={`/collectieplan/${plan.code}/${plan.version}`} className="item-name">
                      {plan.title}, {t('collectionPlan.version', { version: plan.version }).toLowerCase()}
                    </Link>
                    <PlanStateMark state={plan.state} />
                  </div>
                  <p className="dim small">
                    {t('ui.period', { from: format.day(plan.from), to: format.day(plan.to) })}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
