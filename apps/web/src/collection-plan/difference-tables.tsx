import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangedValue, PlanTotal } from '../api/plan-differences.ts';
import { isDay } from '../ui/day-text.ts';
import { useFormat } from '../ui/format.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import type { Words } from '../words.ts';
import { useReferenceNames } from './use-reference-names.ts';

/** Figures that are of no activity. */
const WHOLE: ReadonlySet<PlanTotal['what']> = new Set([
  'profiles',
  'agreements',
  'actions',
  'crosswalk-rules',
  'listed-titles',
]);

/** So many values are shown at first: a list of titles may differ in thousands. */
const MANY = 100;

const MEASURE = 'measuredAgainst';

type Field = keyof Words['planDifference']['field'];

/** What both versions come to, of all activities together and of each where it differs. */
export function Totals({ totals }: { totals: readonly PlanTotal[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BeforeAndAfter first={[t('planDifference.what')]}>
      {totals
        .filter(({ activity, by }) => activity === null || by !== 0)
        .map(({ what, activity, before, after, by }) => (
          <tr key={`${what} ${activity}`}>
            <th scope="row">
              {t(`planDifference.total.${what}`)}
              {!WHOLE.has(what) && (
                <span className="dim">
                  , {activity === null ? t('planDifference.all') : t(`ui.activity.${activity}`)}
                </span>
              )}
            </th>
            <td className="num">{format.number(before)}</td>
            <td className="num">{format.number(after)}</td>
            <td className="num">{signed(by, (value) => format.number(value))}</td>
          </tr>
        ))}
    </BeforeAndAfter>
  );
}

interface ChangedValuesProps {
  readonly values: readonly ChangedValue[];
  /** The versions that are compared. */
  readonly versions: readonly string[];
}

/** Every value that differs, before and after. */
export function ChangedValues({ values, versions }: ChangedValuesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const referenceName = useReferenceNames(values.some(({ field }) => field === MEASURE) ? versions : []);
  const ofPlan = (agreement: string | null): string =>
    agreement === null ? t('planDifference.ofPlan') : t('planDifference.ofAgreement', { code: agreement });
  const shown = (field: string, value: string | number | null): string => {
    if (value === null) return '–';
    if (typeof value === 'number') return field === 'overlapThreshold' ? format.share(value) : format.number(value);
    if (field === MEASURE) return referenceName(value);
    return isDay(value) ? format.day(value) : value;
  };
  /** Rules and titles are named by what they are; the list or crosswalk that they are of has a word. */
  const what = (field: string): string => {
    const [of = '', rest] = field.split(/ (.*)/s);
    if (rest === undefined) return t(`planDifference.field.${field as Field}`, field);
    if (of === 'crosswalk') return `${t('planDifference.crosswalk')} ${rest}`;
    const [, code, name] = /^(\S+) (name\.(?:nl|en))$/.exec(rest) ?? [];
    return code === undefined
      ? `${t('planDifference.list')} ${rest}`
      : `${t('planDifference.list')} ${code}, ${t(`planDifference.field.${name as Field}`)}`;
  };
  return (
    <>
      <BeforeAndAfter first={[t('planDifference.profile'), t('planDifference.what')]}>
        {(all ? values : values.slice(0, MANY)).map(
          ({ profile, name, activity, agreement, field, before, after, by }) => (
            <tr key={`${profile} ${activity} ${agreement} ${field}`}>
              <th scope="row">
                {profile === null ? (
                  ofPlan(agreement)
                ) : (
                  <>
                    <span className="row-code">{profile}</span> {format.name(name)}
                  </>
                )}
              </th>
              <td>
                {activity !== null && `${t(`ui.activity.${activity}`)}, `}
                {what(field)}
              </td>
              <td className="num">{shown(field, before)}</td>
              <td className="num">{shown(field, after)}</td>
              <td className="num">{by === null ? '' : signed(by, (value) => shown(field, value))}</td>
            </tr>
          ),
        )}
      </BeforeAndAfter>
      {!all && values.length > MANY && (
        <div className="row list-foot">
          <Button variant="default" onClick={() => setAll(true)}>
            {t('planDifference.allValues', { shown: format.number(values.length) })}
          </Button>
        </div>
      )}
    </>
  );
}

function BeforeAndAfter({ first, children }: { first: readonly string[]; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <TableFrame>
      <table className="table">
        <thead>
          <tr>
            {first.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col" className="num">
              {t('planDifference.before')}
            </th>
            <th scope="col" className="num">
              {t('planDifference.after')}
            </th>
            <th scope="col" className="num">
              {t('planDifference.by')}
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableFrame>
  );
}

function signed(by: number, write: (value: number) => string): string {
  if (by === 0) return write(0);
  return `${by > 0 ? '+' : '−'}${write(Math.abs(by))}`;
}
