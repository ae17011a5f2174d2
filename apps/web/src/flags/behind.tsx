import { Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { agreementsQuery } from '../api/agreements.ts';
import type { FlagExplanation } from '../api/flag.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { objects, text } from './evidence.ts';

/** The agreements and plans that a flag follows from, with the way to each. */
export function Agreements({ flag }: { flag: FlagExplanation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const known = useQuery({ ...agreementsQuery({ profile: flag.profile }), enabled: flag.agreements.length > 0 });
  const planOf = new Map(known.data?.map(({ id, plan }) => [id, plan]));
  const plans = new Map(
    objects(flag.evidence['plannedBy'])
      .filter((it) => it['source'] === 'plan')
      .map((it) => [text(it['id']), text(it['participant'])]),
  );
  if (flag.agreements.length === 0 && plans.size === 0) return <p className="dim">{t('flags.noAgreements')}</p>;
  return (
    <ul className="agreements">
      {flag.agreements.map((it) => (
        <li key={it.id}>
          <PlanLink plan={planOf.get(it.id)} name={it.participant.name} />
          <span>
            {t(`ui.activity.${it.activity}`)} · AC {it.level}
            {it.currentLevel && ` · CL ${it.currentLevel}`} ·{' '}
            {t('ui.period', { from: format.day(it.from), to: format.day(it.to) })}
          </span>
        </li>
      ))}
      {[...plans].map(([id, isil]) => (
        <li key={id}>
          <PlanLink plan={id} name={t('flags.byPlan', { participant: name(isil) })} />
        </li>
      ))}
    </ul>
  );
}

/** The name of who made a plan, leading to the plan once it is known which. */
export function PlanLink({ plan, name }: { plan: string | undefined; name: string }) {
  return plan === undefined ? <strong>{name}</strong> : <Link to={`/acquisitieplannen/${plan}`}>{name}</Link>;
}

/** What happened to the flag, first to last. */
export function History({ flag }: { flag: FlagExplanation }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Timeline active={flag.history.length - 1} bulletSize={14} lineWidth={2} className="history">
      {flag.history.map(({ what, at }) => (
        <Timeline.Item key={`${what} ${at}`} title={t(`flags.change.${what}`)}>
          <span className="dim small">{format.moment(at)}</span>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

/** The events behind a flag by their ids, for whoever looks them up in the logs. */
export function Events({ events }: { events: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <details className="events">
      <summary>
        {t('flags.events')} ({events.length})
      </summary>
      <ul>
        {events.map((event) => (
          <li key={event}>
            <code>{event}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
