import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type AcquisitionPlan, type NamedTitle, type PlanLine, profilesQuery } from '../api/agreements.ts';
import type { Flag } from '../api/coverage.ts';
import { FlagList } from '../flags/flag-list.tsx';
import { NamedTitles } from '../purchase-check/named-titles.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { Term } from '../ui/term.tsx';
import { Remarks } from './remarks.tsx';

const SHOWN = 12;

interface LineCardProps {
  readonly plan: AcquisitionPlan;
  readonly line: PlanLine;
  readonly number: number;
  readonly flags: readonly Flag[];
}

/** A line of a plan: what is proposed for a profile, the titles it names, and the flags on it. */
export function LineCard({ plan, line, number, flags }: LineCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  const refused = plan.refused.find((it) => it.line === line.id);
  const name = profiles?.find(({ code }) => code === line.profile)?.name;
  const level = (it: PlanLine['currentLevel']): string => (it === null ? '–' : `${it} (${t(`ui.level.${it}`)})`);
  return (
    <section className="panel line-card" aria-labelledby={`line-${line.id}`}>
      <div className="panel-head">
        <h3 id={`line-${line.id}`}>
          {t('plans.line', { number })}:{' '}
          <Link to={`/dekking/${encodeURIComponent(line.profile)}`}>
            {line.profile} {format.name(name)}
          </Link>
        </h3>
        <span className="dim">{t(`ui.activity.${line.activity}`)}</span>
      </div>
      <div className="panel-body">
        {refused !== undefined && (
          <p className="notice">
            <Mark tone="bad">{t('review.refusedLine')}</Mark> {refused.reason}
          </p>
        )}
        <Facts
          items={[
            [<Term key="AC" id="AC" />, level(line.level)],
            [<Term key="CL" id="CL" />, level(line.currentLevel)],
            [<Term key="GL" id="GL" />, level(line.goalLevel)],
            [
              <Term key="languages" id="languageCoverage">
                {t('plans.languageCoverage')}
              </Term>,
              line.languageCoverage === null
                ? '–'
                : `${line.languageCoverage} (${t(`ui.languageCoverage.${line.languageCoverage}`)})`,
            ],
            [t('plans.titles'), format.number(line.titles)],
            [t('plans.copies'), format.number(line.copies)],
            [t('plans.budget'), line.budget === null ? '–' : format.euro(line.budget)],
          ]}
        />
        {line.named.length > 0 && (
          <details className="named" open={line.named.length <= SHOWN}>
            <summary>
              {t('plans.named')} ({format.number(line.named.length)})
            </summary>
            {line.activity === 'collect' ? (
              <NamedTitles
                participant={plan.participant}
                profile={line.profile}
                titles={line.named}
                most={SHOWN * 20}
              />
            ) : (
              <Named titles={line.named} />
            )}
          </details>
        )}
        {flags.length > 0 && (
          <div className="line-flags">
            <h4>{t('plans.lineFlags')}</h4>
            <FlagList flags={flags} />
          </div>
        )}
        <Remarks plan={plan} line={line.id} number={number} />
      </div>
    </section>
  );
}

/** Titles that are not to be bought need no advice. */
function Named({ titles }: { titles: readonly NamedTitle[] }) {
  const { t } = useTranslation();
  return (
    <>
      <ul>
        {titles.slice(0, SHOWN * 20).map((it) => (
          <li key={it.identifier}>
            <code>{it.identifier}</code> {it.title}
          </li>
        ))}
      </ul>
      {titles.length > SHOWN * 20 && (
        <p className="dim">{t('plans.moreNamed', { count: titles.length - SHOWN * 20 })}</p>
      )}
    </>
  );
}
