import { Button } from '@mantine/core';
import { IconPlus, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { plansQuery } from '../api/agreements.ts';
import { flagsQuery, matrixQuery, openFlagsQuery } from '../api/coverage.ts';
import { runsQuery } from '../api/holdings.ts';
import { PlanItems } from '../acquisition-plans/plan-items.tsx';
import { FlagList } from '../flags/flag-list.tsx';
import { RunItems } from '../holdings/run-items.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { Stat, Stats } from '../ui/stat.tsx';
import { Term } from '../ui/term.tsx';
import { first } from './first.ts';

/** For a collection manager: the own participant's data, flags, plans and deliveries. */
export function ManagerDashboard({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const matrix = useQuery(matrixQuery);
  const open = useQuery(openFlagsQuery);
  const flags = useInfiniteQuery(flagsQuery({ state: 'open', participant, sort: '-raised' }));
  const plans = useInfiniteQuery(plansQuery({ participant }));
  const runs = useInfiniteQuery(runsQuery({ participant }));
  const mine = matrix.data?.participants.find(({ isil }) => isil === participant);
  const cells = matrix.data?.cells.filter((cell) => cell.participant === participant && cell.titles > 0);
  const openFlags = open.data?.filter((flag) => flag.participants.some(({ isil }) => isil === participant)).length;
  return (
    <>
      <Stats>
        <Stat
          label={<Term id="asOf">{t('dashboard.dataAsOf')}</Term>}
          value={matrix.data && <span className="stat-day">{mine?.dataAsOf ? format.day(mine.dataAsOf) : '–'}</span>}
          note={matrix.data && !mine?.dataAsOf ? t('dashboard.noData') : undefined}
        />
        <Stat
          label={t('dashboard.myFlags')}
          to={`/signaleringen?state=open&sort=-raised&participant=${participant}`}
          value={openFlags}
          tone={openFlags ? 'warn' : 'good'}
        />
        <Stat label={t('dashboard.profilesHeld')} value={cells?.length} to="/dekking" />
      </Stats>
      <div className="columns">
        <Panel
          title={t('dashboard.newestFlags')}
          actions={<Link to={`/signaleringen?state=open&participant=${participant}`}>{t('dashboard.allFlags')}</Link>}
        >
          <Loaded query={first(flags, 4)}>
            {(items) =>
              items.length === 0 ? <p className="dim">{t('dashboard.noFlags')}</p> : <FlagList flags={items} />
            }
          </Loaded>
        </Panel>
        <div className="stack wide">
          <Panel
            title={t('dashboard.myPlans')}
            actions={
              <Button
                component={Link}
                to="/acquisitieplannen/nieuw"
                size="xs"
                leftSection={<IconPlus size={16} aria-hidden />}
              >
                {t('dashboard.newPlan')}
              </Button>
            }
          >
            <Loaded query={first(plans, 4)}>
              {(items) =>
                items.length === 0 ? <p className="dim">{t('dashboard.noPlans')}</p> : <PlanItems plans={items} />
              }
            </Loaded>
          </Panel>
          <Panel
            title={t('dashboard.lastRuns')}
            actions={
              <Button
                component={Link}
                to="/bezit"
                size="xs"
                variant="default"
                leftSection={<IconUpload size={16} aria-hidden />}
              >
                {t('dashboard.deliver')}
              </Button>
            }
          >
            <Loaded query={first(runs, 3)}>
              {(items) =>
                items.length === 0 ? <p className="dim">{t('dashboard.noDataText')}</p> : <RunItems runs={items} />
              }
            </Loaded>
          </Panel>
        </div>
      </div>
    </>
  );
}
