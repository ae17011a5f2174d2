import { AUDIENCES, MATERIALS, SCHEMES } from '#libs/contracts';
import { ACTIVITIES, LEVELS, Refusal, type Activity, type Day } from '#libs/kernel';
import { boundKey, type ClassificationRange, mistakeInBound, type Scope } from '#libs/scopes';
import type { PlanContent, Profile, Target } from './collection-plan.ts';
import { crosswalksAt } from './crosswalk-text.ts';
import { networkAgreementsAt } from './network-agreement-text.ts';
import { codeOf, dayAt, nameAt, present, refuseDoubles } from './plan-values.ts';
import { NETWORK, type ReferenceList } from './reference-list.ts';
import { referenceListsAt } from './reference-list-text.ts';
import { type Mistakes, type Place, readYaml } from './yaml-place.ts';

const LEVEL_BANDS = [1, 21, 41, 61, 81];
const EXAMPLES = {
  plan: 'plan: landelijk / title: … / period: … / profiles: …',
  period: '{ from: 2026-01-01, to: 2029-12-31 }',
  profile: '{ code: muziek, name: { nl: Muziek }, scope: …, targets: … }',
  range: "{ scheme: nbc, prefix: '24' }, { scheme: nur, from: '300', to: '349' }, { scheme: ddc, notation: '780' }",
  target: '{ level: 3b, participants: { min: 2, max: 4 }, titles: { min: 1000 } }',
};

interface Defaults {
  readonly overlapThreshold: number | null;
  readonly enoughHolders: number | null;
}

/** Reads a plan as its owner writes it. Refuses with every mistake at once, each with its line and what to do. */
export function readPlan(text: string): PlanContent {
  return planAt(readYaml(text));
}

/** The plan at a place, whatever was read to get there; it may be of a text that has no room for its reference lists. */
export function planAt(
  { root, mistakes }: { root: Place | undefined; mistakes: Mistakes },
  lists: readonly ReferenceList[] = [],
): PlanContent {
  const content = root === undefined ? undefined : planOf(root, lists);
  if (content === undefined || mistakes.found.length > 0) throw invalid('plan', mistakes);
  return content;
}

/** Tells every mistake of a text at once. */
export function invalid(what: string, { found }: Mistakes): Refusal {
  const count = found.length;
  const first = found[0];
  return new Refusal(
    'collection-plan.invalid',
    `The ${what} has ${count} mistake${count === 1 ? '' : 's'} and was not stored; mend and send it again. First, ${first?.at ?? 'line 1'}: ${first?.message ?? 'it is empty'}`,
    found,
  );
}

function planOf(root: Place, lists: readonly ReferenceList[]): PlanContent | undefined {
  const given = root.fields(
    ['plan', 'title', 'period', 'settings?', 'profiles', 'networkAgreements?', 'crosswalks?', 'referenceLists?'],
    EXAMPLES.plan,
  );
  const plan = given.plan === undefined ? undefined : codeOf(given.plan);
  const title = given.title?.text();
  const period = given.period === undefined ? undefined : periodOf(given.period);
  const settings = given.settings?.fields(
    ['levelBands?', 'overlapThreshold?', 'enoughHolders?'],
    '{ enoughHolders: 3 }',
  );
  const defaults = {
    overlapThreshold: share(settings?.overlapThreshold),
    enoughHolders: settings?.enoughHolders?.whole(1) ?? null,
  };
  const levelBands = settings?.levelBands === undefined ? LEVEL_BANDS : bandsOf(settings.levelBands);
  const referenceLists = given.referenceLists === undefined ? lists : referenceListsAt(given.referenceLists);
  const references = [...new Set([NETWORK, ...referenceLists.map(({ code }) => code)])];
  const profiles = (given.profiles?.list() ?? []).map((place) => ({
    place,
    profile: profileOf(place, defaults, references),
  }));
  refuseDoubles(profiles.map(({ place, profile }) => ({ place, code: profile?.code })));
  const read = profiles.map(({ profile }) => profile).filter((profile) => profile !== undefined);
  const codes = read.map(({ code }) => code);
  const networkAgreements =
    given.networkAgreements === undefined ? [] : networkAgreementsAt(given.networkAgreements, codes);
  const crosswalks = given.crosswalks === undefined ? [] : crosswalksAt(given.crosswalks);
  if (plan === undefined || title === undefined || period === undefined || levelBands === undefined) return undefined;
  return {
    plan,
    title,
    period,
    settings: { levelBands },
    profiles: read,
    networkAgreements,
    crosswalks,
    referenceLists,
  };
}

function periodOf(place: Place): { from: Day; to: Day } | undefined {
  const given = place.fields(['from', 'to'], EXAMPLES.period);
  const from = given.from === undefined ? undefined : dayAt(given.from);
  const to = given.to === undefined ? undefined : dayAt(given.to);
  if (from === undefined || to === undefined) return undefined;
  if (from <= to) return { from, to };
  return place.wrong('period-backwards', { from, to });
}

function bandsOf(place: Place): number[] | undefined {
  const bands = place.list().map((item) => item.percent() ?? 0);
  const ascending = bands.every((bound, at) => at === 0 || bound > bands[at - 1]!);
  if (bands.length === 5 && ascending) return bands;
  return place.wrong('level-bands-expected');
}

function profileOf(place: Place, defaults: Defaults, references: readonly string[]): Profile | undefined {
  const given = place.fields(['code', 'name', 'scope', 'measuredAgainst?', 'targets?'], EXAMPLES.profile);
  const code = given.code === undefined ? undefined : codeOf(given.code);
  const name = nameAt(given.name);
  const scope = given.scope === undefined ? undefined : scopeOf(given.scope);
  const measuredAgainst = given.measuredAgainst?.oneOf(references, 'reference-unknown') ?? null;
  const targets = given.targets === undefined ? [] : targetsOf(given.targets, defaults);
  if (code === undefined || name === undefined || scope === undefined) return undefined;
  return { code, name, scope, measuredAgainst, targets };
}

function scopeOf(place: Place): Scope {
  const given = place.fields(
    ['classification?', 'material?', 'language?', 'audience?'],
    "{ classification: [{ scheme: nbc, prefix: '24' }], language: [dut] }",
  );
  const { classification, material, language, audience } = given;
  if (Object.keys(given).length === 0) place.wrong('scope-empty');
  return {
    classification: present(classification?.list().map(rangeOf)),
    material: present(material?.list().map((item) => item.oneOf(MATERIALS, 'material-unknown'))),
    language: present(language?.list().map(languageOf)),
    audience: present(audience?.list().map((item) => item.oneOf(AUDIENCES, 'audience-unknown'))),
  };
}

function languageOf(place: Place): string | undefined {
  const code = place.text();
  if (code === undefined || /^[a-z]{3}$/.test(code)) return code;
  return place.wrong('language-malformed', { written: code });
}

function rangeOf(place: Place): ClassificationRange | undefined {
  const given = place.fields(['scheme', 'prefix?', 'notation?', 'from?', 'to?'], EXAMPLES.range);
  const scheme = given.scheme?.oneOf(SCHEMES, 'scheme-unknown');
  if (scheme === undefined) return undefined;
  const bound = (it: Place | undefined): string | undefined => {
    const text = it?.text();
    const mistake = text === undefined ? null : mistakeInBound(scheme, text);
    return mistake === null ? text : it?.wrong('notation-malformed', mistake);
  };
  const shape = Object.keys(given)
    .filter((name) => name !== 'scheme')
    .toSorted()
    .join('+');
  const [prefix, notation, from, to] = [given.prefix, given.notation, given.from, given.to].map(bound);
  if (shape === 'prefix') return prefix === undefined ? undefined : { scheme, prefix };
  if (shape === 'notation') return notation === undefined ? undefined : { scheme, notation };
  if (shape !== 'from+to') return place.wrong('range-incomplete', { example: EXAMPLES.range });
  if (from === undefined || to === undefined) return undefined;
  if (boundKey(scheme, from) <= boundKey(scheme, to)) return { scheme, from, to };
  return place.wrong('range-backwards', { from, to });
}

function targetsOf(place: Place, defaults: Defaults): Target[] {
  const given = place.fields(
    ACTIVITIES.map((activity) => `${activity}?` as const),
    `collect: ${EXAMPLES.target}`,
  );
  return ACTIVITIES.flatMap((activity) => {
    const at = given[activity];
    const target = at === undefined ? undefined : targetOf(at, activity, defaults);
    return target === undefined ? [] : [target];
  });
}

function targetOf(place: Place, activity: Activity, defaults: Defaults): Target | undefined {
  const given = place.fields(
    ['level', 'participants?', 'titles?', 'retained?', 'overlapThreshold?', 'enoughHolders?'],
    EXAMPLES.target,
  );
  const level = given.level?.oneOf(LEVELS, 'level-unknown');
  const participants = given.participants?.fields(['min?', 'max?'], '{ min: 2, max: 4 }');
  const minimum = participants?.min?.whole(0) ?? null;
  const maximum = participants?.max?.whole(1) ?? null;
  if (minimum !== null && maximum !== null && minimum > maximum)
    given.participants?.wrong('minimum-above-maximum', { minimum, maximum });
  const minimumTitles = given.titles?.fields(['min'], '{ min: 1000 }').min?.whole(1) ?? null;
  const minimumRetained = given.retained?.fields(['min'], '{ min: 2 }').min?.whole(1) ?? null;
  if (activity !== 'preserve') given.retained?.wrong('retained-misplaced', { activity });
  const inherited = activity === 'collect' ? defaults : { overlapThreshold: null, enoughHolders: null };
  const overlapThreshold = share(given.overlapThreshold) ?? inherited.overlapThreshold;
  const enoughHolders = given.enoughHolders?.whole(1) ?? inherited.enoughHolders;
  if (level === undefined) return undefined;
  return {
    activity,
    level,
    minimumParticipants: minimum,
    maximumParticipants: maximum,
    minimumTitles,
    minimumRetained,
    overlapThreshold,
    enoughHolders,
  };
}

function share(place: Place | undefined): number | null {
  const percent = place?.percent();
  return percent === undefined ? null : percent / 100;
}
