import { NativeSelect, Switch } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type Outcome, outcomeQuery, type Scenario, scenariosQuery } from '../api/scenarios.ts';
import { wordsOf } from '../flags/kinds.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { Stat, Stats } from '../ui/stat.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { OutcomeFlags } from './outcome-flags.tsx';

const AGAINST = 'met';

/** What a scenario comes to, beside what is or beside another scenario. */
export function OutcomePanels({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const against = search.get(AGAINST) ?? '';
  const outcome = useQuery(outcomeQuery(scenario, against));
  return (
    <>
      <Panel title={t('scenarios.outcome')} actions={<Against scenario={scenario} value={against} choose={choose} />}>
        {outcome.isFetching && outcome.data === undefined && <p className="dim small">{t('scenarios.waiting')}</p>}
        <Loaded query={outcome} rows={4}>
          {(found) => <Totals scenario={scenario} outcome={found} />}
        </Loaded>
        {outcome.data !== undefined && (
          <p className="dim small">
            {outcome.isFetching
              ? t('scenarios.anew')
              : t('scenarios.asOf', { moment: format.moment(new Date(outcome.dataUpdatedAt).toISOString()) })}
          </p>
        )}
      </Panel>
      {outcome.data !== undefined && (
        <>
          <Figures outcome={outcome.data} />
          <OutcomeFlags
            scenario={scenario}
            against={against}
            profiles={namesIn(outcome.data, (it) => format.name(it))}
          />
          <ProfileSizes outcome={outcome.data} />
        </>
      )}
    </>
  );
  function choose(id: string): void {
    setSearch(
      (before) => {
        if (id === '') before.delete(AGAINST);
        else before.set(AGAINST, id);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  }
}

function namesIn({ figures }: Outcome, name: (of: Outcome['figures'][number]['name']) => string): Map<string, string> {
  return new Map(figures.map((row) => [row.profile, `${row.profile} ${name(row.name)}`]));
}

interface AgainstProps {
  readonly scenario: Scenario;
  readonly value: string;
  readonly choose: (id: string) => void;
}

function Against({ scenario, value, choose }: AgainstProps) {
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(scenariosQuery);
  const others = (data?.pages ?? []).flatMap(({ items }) => items).filter(({ id }) => id !== scenario.id);
  return (
    <NativeSelect
      label={t('scenarios.compareWith')}
      value={value}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={[
        { value: '', label: t('scenarios.liveState') },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

function Totals({ scenario, outcome }: { scenario: Scenario; outcome: Outcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { totals, on, plan, counted, against } = outcome;
  return (
    <>
      <p>{t('scenarios.outcomeOn', { day: format.day(on) })}</p>
      {plan !== scenario.plan && <p className="small">{t('scenarios.madeOn', { before: scenario.plan, now: plan })}</p>}
      {counted.length > 0 && (
        <p className="dim small">{t('scenarios.counted', { profiles: format.list([...counted]) })}</p>
      )}
      <Stats>
        <Stat label={`${t('scenarios.open')}: ${t('scenarios.live')}`} value={format.number(totals.live)} />
        {against !== null && totals.against !== null && (
          <Stat label={`${t('scenarios.open')}: ${against.name}`} value={format.number(totals.against)} />
        )}
        <Stat label={`${t('scenarios.open')}: ${scenario.name}`} value={format.number(totals.scenario)} />
        <Stat label={t('scenarios.raised')} value={format.number(totals.raised)} />
        <Stat label={t('scenarios.cleared')} value={format.number(totals.cleared)} />
        <Stat label={t('scenarios.changed')} value={format.number(totals.changed)} />
      </Stats>
    </>
  );
}

/** How many flags of each kind every profile has, side by side. */
function Figures({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [different, setDifferent] = useState(true);
  const rows = outcome.figures.filter((row) => !different || row.raised + row.cleared + row.changed > 0);
  const heads = [
    t('scenarios.live'),
    ...(outcome.against === null ? [] : [outcome.against.name]),
    t('scenarios.scenario'),
    t('scenarios.raised'),
    t('scenarios.cleared'),
    t('scenarios.changed'),
  ];
  return (
    <Panel
      plain
      title={t('scenarios.figures')}
      actions={
        <Switch
          label={t('scenarios.onlyDifferent')}
          checked={different}
          onChange={({ currentTarget }) => setDifferent(currentTarget.checked)}
        />
      }
    >
      {rows.length === 0 ? (
        <Empty title={t('scenarios.nothing')} text={t('scenarios.noFigures')} />
      ) : (
        <TableFrame>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('scenarios.profile')}</th>
                <th scope="col">{t('scenarios.flagKind')}</th>
                {heads.map((head) => (
                  <th key={head} scope="col" className="num">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.profile} ${row.kind}`}>
                  <th scope="row">
                    <span className="row-code">{row.profile}</span> {format.name(row.name)}
                  </th>
                  <td>{t(`${wordsOf(row.kind)}.name`)}</td>
                  <td className="num">{format.number(row.live)}</td>
                  {row.against !== null && <td className="num">{format.number(row.against)}</td>}
                  <td className="num">{format.number(row.scenario)}</td>
                  <td className="num">{format.number(row.raised)}</td>
                  <td className="num">{format.number(row.cleared)}</td>
                  <td className="num">{format.number(row.changed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Panel>
  );
}

const SIZES = ['titles', 'responsible', 'agreedTitles', 'agreedCopies'] as const;

/** What each profile has and what was agreed of it, before and after, where that differs. */
function ProfileSizes({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = outcome.profiles.map(({ live, against, ...row }) =>
    Object.assign(row, { before: outcome.against === null ? live : against }),
  );
  const differing = rows.filter(({ before, scenario }) => SIZES.some((size) => before?.[size] !== scenario?.[size]));
  if (differing.length === 0) return null;
  const sizeText = (was: number | undefined, is: number | undefined): string => {
    const [first, then] = [was, is].map((size) => (size === undefined ? t('scenarios.gone') : format.number(size)));
    return was === undefined || was === is ? `${then}` : `${first} → ${then}`;
  };
  const from = outcome.against === null ? t('scenarios.live') : outcome.against.name;
  return (
    <Panel plain title={t('scenarios.sizes', { from })}>
      <TableFrame>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('scenarios.profile')}</th>
              {SIZES.map((size) => (
                <th key={size} scope="col" className="num">
                  {t(`scenarios.size.${size}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differing.map(({ profile, name, before, scenario }) => (
              <tr key={profile}>
                <th scope="row">
                  <span className="row-code">{profile}</span> {format.name(name)}
                  {before === null && ` (${t('scenarios.fresh')})`}
                </th>
                {SIZES.map((size) => (
                  <td key={size} className="num">
                    {sizeText(before?.[size], scenario?.[size])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
