import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcquisitionPlan } from '../api/agreements.ts';
import { type PlanVersion, versionsQuery } from '../api/plan-review.ts';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { DifferenceList } from './difference-list.tsx';
import { PlanStateMark } from './plan-state.tsx';

/** Every version of a plan that the reader may see, and the difference between two of them. */
export function Versions({ plan }: { plan: AcquisitionPlan }) {
  const { t } = useTranslation();
  const versions = useQuery(versionsQuery(plan.id));
  return (
    <Panel title={t('review.versions')}>
      <Loaded query={versions} rows={3}>
        {(some) => (
          <>
            <ol className="items" reversed>
              {some.map((version, place) => (
                <Version key={version.version} version={version} before={some[place + 1]} />
              ))}
            </ol>
            {some.length > 1 && <Compare plan={plan} versions={some} />}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

interface VersionProps {
  readonly version: PlanVersion;
  readonly before: PlanVersion | undefined;
}

/** A remark stays with a plan until there is another one; it is told with the version that brought it. */
function Version({ version: { version, state, madeAt, madeBy, remark, isNewContent }, before }: VersionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="item">
      <div className="row between">
        <span>
          {t('plans.version', { version })} {isNewContent && <span className="dim">({t('review.newContent')})</span>}
        </span>
        <PlanStateMark state={state} />
      </div>
      {madeAt !== null && (
        <p className="dim small">
          {format.moment(madeAt)}
          {madeBy !== null && ` · ${madeBy}`}
        </p>
      )}
      {remark !== null && remark !== before?.remark && <p className="small">{remark}</p>}
    </li>
  );
}

function Compare({ plan, versions }: { plan: AcquisitionPlan; versions: readonly PlanVersion[] }) {
  const { t } = useTranslation();
  const newest = versions[0]?.version ?? plan.version;
  const [chosen, setChosen] = useState<{ from: number | null; to: number | null }>({ from: null, to: null });
  const to = chosen.to ?? newest;
  const from = chosen.from ?? versions.at(-1)?.version ?? 1;
  const options = versions.map(({ version, state }) => ({
    value: String(version),
    label: `${t('plans.version', { version })}: ${t(`plans.state.${state}`)}`,
  }));
  return (
    <>
      <h3 className="section-title">{t('review.compare')}</h3>
      <div className="filters filters-tight">
        {(['from', 'to'] as const).map((which) => (
          <NativeSelect
            key={which}
            label={t(`review.${which}`)}
            value={String(which === 'from' ? from : to)}
            onChange={({ currentTarget }) =>
              setChosen((before) => ({ ...before, [which]: Number(currentTarget.value) }))
            }
            data={options}
          />
        ))}
      </div>
      <DifferenceList plan={plan} from={from} to={to} />
    </>
  );
}
