import { csvLine } from '#libs/kernel';
import { stringify } from 'yaml';
import type { PlanContent, Profile, Target } from './collection-plan.ts';
import { COLUMNS, type Column } from './plan-columns.ts';
import { writeRange } from './range-text.ts';

type Row = Partial<Record<Column, string | number | null | undefined>>;

/** A plan as CSV, which `readPlanCsv` reads as the same plan. */
export function planAsCsv({ plan, title, period, settings, profiles }: PlanContent): string {
  const about: Row = { plan, title, from: period.from, to: period.to, 'level bands': settings.levelBands.join(' | ') };
  const rows = profiles.flatMap((profile) => rowsOf(profile).map((row) => Object.assign(row, about)));
  const lines = (rows.length === 0 ? [about] : rows).map((row) => csvLine(COLUMNS.map((column) => cell(row[column]))));
  return `\uFEFF${csvLine(COLUMNS)}${lines.join('')}`;
}

/** A plan as YAML, which `readPlan` reads as the same plan. */
export function planAsYaml({ plan, title, period, settings, profiles }: PlanContent): string {
  const { from, to } = period;
  return stringify(
    { plan, title, period: { from, to }, settings, profiles: profiles.map(profileFields) },
    { lineWidth: 0 },
  );
}

function rowsOf({ code, name, scope, measuredAgainst, targets }: Profile): Row[] {
  const about = {
    profile: code,
    'name nl': name.nl,
    'name en': name.en,
    classification: scope.classification.map(writeRange).join(' | '),
    material: scope.material.join(' | '),
    language: scope.language.join(' | '),
    audience: scope.audience.join(' | '),
    'measured against': measuredAgainst,
  };
  const rows: Row[] = targets.map((target) => ({
    activity: target.activity,
    level: target.level,
    'participants min': target.minimumParticipants,
    'participants max': target.maximumParticipants,
    'titles min': target.minimumTitles,
    'retained min': target.minimumRetained,
    'overlap threshold': percent(target.overlapThreshold),
    'enough holders': target.enoughHolders,
  }));
  return (rows.length === 0 ? [{}] : rows).map((row) => Object.assign(row, about));
}

/** `csvLine` puts a quote before what begins like a formula; what begins like that already gets one more. */
function cell(value: Row[Column]): string | number | null {
  return typeof value === 'string' && /^'+[=+\-@\t\r]/.test(value) ? `'${value}` : (value ?? null);
}

function profileFields({ code, name, scope, measuredAgainst, targets }: Profile): object {
  const facets = Object.entries(scope).filter(([, values]: [string, readonly unknown[]]) => values.length > 0);
  return {
    code,
    name,
    scope: Object.fromEntries(facets),
    ...(measuredAgainst !== null && { measuredAgainst }),
    ...(targets.length > 0 && {
      targets: Object.fromEntries(targets.map((target) => [target.activity, targetFields(target)])),
    }),
  };
}

function targetFields(target: Target): object {
  const {
    level,
    minimumParticipants: min,
    maximumParticipants: max,
    minimumTitles,
    minimumRetained,
    enoughHolders,
  } = target;
  const overlapThreshold = percent(target.overlapThreshold);
  return {
    level,
    ...((min !== null || max !== null) && {
      participants: { ...(min !== null && { min }), ...(max !== null && { max }) },
    }),
    ...(minimumTitles !== null && { titles: { min: minimumTitles } }),
    ...(minimumRetained !== null && { retained: { min: minimumRetained } }),
    ...(overlapThreshold !== null && { overlapThreshold }),
    ...(enoughHolders !== null && { enoughHolders }),
  };
}

/** Plans are written in percent; what is left of binary fractions is not written. */
function percent(share: number | null): number | null {
  return share === null ? null : Number((share * 100).toPrecision(12));
}
