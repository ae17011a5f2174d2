import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isUnderWay, type Run } from '../api/holdings.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { RunProgress } from './run-progress.tsx';
import { RunStateMark } from './run-state.tsx';

/** Deliveries in a few lines each; those under way show how far they are. */
export function RunItems({ runs, named = false }: { runs: readonly Run[]; named?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  return (
    <ul className="items">
      {runs.map((run) => (
        <li key={run.id} className="item">
          <div className="row between">
            <Link to={`/bezit/${run.id}`} className="item-name">
              {run.mode === 'undo' ? `${t('imports.undoOf')} ${run.source}` : (run.filename ?? run.source)}
            </Link>
            <RunStateMark state={run.state} />
          </div>
          <p className="dim small">
            {named && `${name(run.participant)} · `}
            {t(`imports.modeName.${run.mode}`)}
            {run.undoneBy !== null && `, ${t('imports.wasUndone')}`} · {format.moment(run.receivedAt)}
            {run.records > 0 && ` · ${format.number(run.records)} ${t('imports.records').toLowerCase()}`}
            {run.rejected > 0 && ` · ${format.number(run.rejected)} ${t('imports.rejected').toLowerCase()}`}
          </p>
          {isUnderWay(run) && run.state !== 'held' && <RunProgress run={run} />}
        </li>
      ))}
    </ul>
  );
}
