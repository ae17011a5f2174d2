import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Flag, FLAG_KINDS, matrixQuery, openFlagsQuery } from '../api/coverage.ts';
import { runsQuery, UNDER_WAY } from '../api/holdings.ts';
import { PlanItems } from '../acquisition-plans/plan-items.tsx';
import { FlagList } from '../flags/flag-list.tsx';
import { KindMark } from '../flags/kind-mark.tsx';
import { RunItems } from '../holdings/run-items.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { Stat, Stats } from '../ui/stat.tsx';
import { Term } from '../ui/term.tsx';
import { first } from './first.ts';
import { useToReview } from './use-to-review.ts';

/** For the plan owner: the state of the whole network. */
export function OwnerDashboard() {
  const { t } = useTranslation();
  const format = useFormat();
  const matrix = useQuery(matrixQuery);
  const open = useQuery(openFlagsQuery);
  const review = useToReview(5);
  const runs = useInfiniteQuery(runsQuery({}));
  const running = runs.data?.pages[0]?.items.filter(({ state }) => UNDER_WAY.includes(state)).length;
  return (
    <>
      <Stats>
        <Stat
          label={t('dashboard.openFlags')}
          to="/signaleringen"
          value={open.data && format.number(open.data.length)}
          {...(open.data && { tone: open.data.length > 0 ? 'warn' : 'good' })}
        />
        <Stat label={t('dashboard.toReview')} to="/acquisitieplannen" value={review.count} />
        <Stat label={t('dashboard.importsRunning')} to="/bezit" value={running} />
        <Stat
          label={<Term id="unclassified">{t('dashboard.unclassified')}</Term>}
          value={matrix.data && format.number(matrix.data.unclassified.titles)}
        />
      </Stats>
      <div className="columns">
        <Panel title={t('dashboard.byKind')} actions={<Link to="/signaleringen">{t('dashboard.allFlags')}</Link>}>
          <Loaded query={open} rows={8}>
            {(flags) =>
              flags.length === 0 ? <p className="dim">{t('dashboard.noFlags')}</p> : <Kinds flags={flags} />
            }
          </Loaded>
        </Panel>
        <div className="stack wide">
          <Panel
            title={t('dashboard.toReview')}
            actions={<Link to="/acquisitieplannen">{t('dashboard.allPlans')}</Link>}
          >
            <Loaded query={review.newest}>
              {(items) =>
                items.length === 0 ? <p className="dim">{t('dashboard.noReview')}</p> : <PlanItems plans={items} />
              }
            </Loaded>
          </Panel>
          <Panel title={t('dashboard.lastRuns')} actions={<Link to="/bezit">{t('dashboard.allRuns')}</Link>}>
            <Loaded query={first(runs, 4)}>
              {(items) =>
                items.length === 0 ? <p className="dim">{t('dashboard.noRuns')}</p> : <RunItems runs={items} named />
              }
            </Loaded>
          </Panel>
        </div>
      </div>
      <Panel title={t('dashboard.newestFlags')}>
        <Loaded query={open}>
          {(flags) => (
            <FlagList flags={flags.toSorted((one, other) => (one.raisedAt < other.raisedAt ? 1 : -1)).slice(0, 4)} />
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function Kinds({ flags }: { flags: readonly Flag[] }) {
  const format = useFormat();
  const counts = Map.groupBy(flags, ({ kind }) => kind);
  const most = Math.max(...[...counts.values()].map(({ length }) => length));
  return (
    <ul className="kinds">
      {FLAG_KINDS.map((kind) => {
        const count = counts.get(kind)?.length ?? 0;
        return (
          <li key={kind}>
            <Link to={`/signaleringen?state=open&sort=severity&kind=${kind}`}>
              <KindMark kind={kind} />
              <span className="kinds-count">{format.number(count)}</span>
              <span className="bar-track" aria-hidden>
                <span className={`bar-fill bar-${kind.split('.')[0]}`} style={{ width: `${(count / most) * 100}%` }} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
