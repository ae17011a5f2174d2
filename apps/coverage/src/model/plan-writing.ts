import { csvLine } from '#libs/kernel';
import type { Crosswalk } from '#libs/scopes';
import { isMap, isSeq, parseDocument, stringify } from 'yaml';
import type { PlanContent, Profile, Target } from './collection-plan.ts';
import { ruleText } from './crosswalk-text.ts';
import type { NetworkAgreement } from './network-agreement.ts';
import { COLUMNS, type Column } from './plan-columns.ts';
import type { ReferenceList } from './reference-list.ts';
import { titleText } from './reference-list-text.ts';
import { writeRange } from './range-text.ts';

const WIDE = { lineWidth: 0 };

type Row = Partial<Record<Column, string | number | null | undefined>>;

/** A plan as CSV, which `readPlanCsv` reads as the same plan. */
export function planAsCsv({ plan, title, period, settings, profiles }: PlanContent): string {
  const about: Row = { plan, title, from: period.from, to: period.to, 'level bands': settings.levelBands.join(' | ') };
  const rows = profiles.flatMap((profile) => rowsOf(profile).map((row) => Object.assign(row, about)));
  const lines = (rows.length === 0 ? [about] : rows).map((row) => csvLine(COLUMNS.map((column) => cell(row[column]))));
  return `\uFEFF${csvLine(COLUMNS)}${lines.join('')}`;
}

/** A plan as YAML, which `readPlan` reads as the same plan. */
export function planAsYaml(content: PlanContent): string {
  const { plan, title, period, settings, profiles, networkAgreements, crosswalks, referenceLists } = content;
  const { from, to } = period;
  const list = networkAgreements.map(agreementFields);
  return stringify(
    {
      plan,
      title,
      period: { from, to },
      settings,
      profiles: profiles.map(profileFields),
      ...(list.length > 0 && { networkAgreements: list }),
      ...(crosswalks.length > 0 && { crosswalks: crosswalks.map(crosswalkFields) }),
      ...(referenceLists.length > 0 && { referenceLists: referenceLists.map(listFields) }),
    },
    WIDE,
  );
}

/** The text of a plan with another list; all else of it stays as it was written. */
export function withNetworkAgreements(yaml: string, agreements: readonly NetworkAgreement[]): string {
  const document = parseDocument(yaml, { schema: 'failsafe' });
  if (agreements.length === 0) document.delete('networkAgreements');
  else document.set('networkAgreements', document.createNode(agreements.map(agreementFields)));
  return document.toString(WIDE);
}

/** The text of a plan with other crosswalks; all else of it stays as it was written. */
export function withCrosswalks(yaml: string, crosswalks: readonly Crosswalk[]): string {
  const document = parseDocument(yaml, { schema: 'failsafe' });
  if (crosswalks.length === 0) document.delete('crosswalks');
  else document.set('crosswalks', document.createNode(crosswalks.map(crosswalkFields)));
  return document.toString(WIDE);
}

/**
 * The text of a plan with other reference lists; all else of it stays as it was written, but for the profiles of which
 * it is told against what they are measured: by code, a list or nothing.
 */
export function withReferenceLists(
  yaml: string,
  lists: readonly ReferenceList[],
  measured: ReadonlyMap<string, string | null>,
): string {
  const document = parseDocument(yaml, { schema: 'failsafe' });
  if (lists.length === 0) document.delete('referenceLists');
  else document.set('referenceLists', document.createNode(lists.map(listFields)));
  const profiles: unknown = document.get('profiles');
  for (const profile of isSeq(profiles) ? profiles.items : [profiles]) {
    if (!isMap(profile)) continue;
    const against = measured.get(String(profile.get('code')));
    if (against === null) profile.delete('measuredAgainst');
    else if (against !== undefined) profile.set('measuredAgainst', against);
  }
  return document.toString(WIDE);
}

/** A rule is a line: a plan of a thousand rules is still read in no time. */
function crosswalkFields({ from, to, rules }: Crosswalk): object {
  return { from, to, rules: `${rules.map(ruleText).join('\n')}\n` };
}

function listFields({ code, name, titles }: ReferenceList): object {
  return { code, name, titles: `${titles.map(titleText).join('\n')}\n` };
}

function agreementFields({ code, cluster, kind, text, opgaven, measuredBy, actions }: NetworkAgreement): object {
  const measure = Object.entries(measuredBy ?? {}).filter(([, value]) => value !== null && value.length > 0);
  return {
    code,
    cluster,
    kind,
    text,
    ...(opgaven.length > 0 && { opgaven }),
    ...(measure.length > 0 && { measuredBy: Object.fromEntries(measure) }),
    ...(actions.length > 0 && { actions }),
  };
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
export function cell(value: Row[Column]): string | number | null {
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
