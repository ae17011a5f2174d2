import { isbnKey, ppnKey, recordKey, type TitleKey } from '#libs/kernel';
import { type Delivery, GROUPS, isbnOf, isilOf, type Plan, type Row, type Step } from './inputs.ts';

/** The targets of the plan that the test loads; the oracle judges by these numbers. */
export const TARGET = { level: '2b', participants: { min: 1, max: 1 }, titles: 6, overlap: 0.3, enough: 2 } as const;
export const SOURCE = 'main';

const RANKED = ['1b', '2b', '3b', '4'];

interface Title {
  readonly id: TitleKey;
  readonly keys: ReadonlySet<TitleKey>;
  readonly group: string;
  /** Per participant: copies, extant, on order. */
  readonly holdings: Map<number, [number, number, number]>;
}

export interface Expected {
  /** `isil title copies extant onOrder`, sorted. */
  readonly holdings: string[];
  /** Per group: titles that somebody holds; under `''` what no profile covers. */
  readonly titles: Record<string, number>;
  /** `kind profile activity subject`, sorted. */
  readonly flags: string[];
}

/** What must be true after all accepted inputs, by plain reasoning over them and nothing else. */
export function expected(steps: readonly Step[]): Expected {
  const titles = titlesOf(recordsOf(steps.filter((it) => it.kind === 'delivery')));
  const plans = steps.filter((it) => it.kind === 'plan');
  return { holdings: holdingsOf(titles), titles: countsOf(titles), flags: flagsOf(titles, plans) };
}

type Sent = Row & { participant: number; own: TitleKey };

function recordsOf(deliveries: readonly Delivery[]): Sent[] {
  const held = new Map<string, Sent>();
  for (const { participant, mode, rows } of deliveries) {
    if (mode === 'full') {
      for (const [place, sent] of held) if (sent.participant === participant) held.delete(place);
    }
    for (const row of rows) {
      const own = recordKey(`${isilOf(participant)}\u001f${SOURCE}`, row.localId);
      held.set(`${participant} ${row.localId}`, { ...row, participant, own });
    }
  }
  return [...held.values()];
}

/** Records that share an identifier, directly or through others, are one title: grown from each record until nothing joins. */
function titlesOf(records: readonly Sent[]): Title[] {
  const left = new Set(records);
  const titles: Title[] = [];
  for (const first of records) {
    if (!left.delete(first)) continue;
    const members = [first];
    const keys = new Set(identifiersOf(first));
    for (let grown = true; grown;) {
      grown = false;
      for (const other of left) {
        const theirs = identifiersOf(other);
        if (!theirs.some((key) => keys.has(key))) continue;
        left.delete(other);
        members.push(other);
        for (const key of theirs) keys.add(key);
        grown = true;
      }
    }
    titles.push(titleOf(members, keys));
  }
  return titles;
}

function identifiersOf({ isbns, ppn }: Row): TitleKey[] {
  return [...isbns.map((book) => isbnKey(isbnOf(book))), ...(ppn === null ? [] : [ppnKey(String(100_000_000 + ppn))])];
}

function titleOf(members: readonly Sent[], keys: ReadonlySet<TitleKey>): Title {
  const byOwn = members.toSorted((one, other) => (one.own < other.own ? -1 : 1));
  const id = [...keys].sort()[0] ?? byOwn[0]!.own;
  const group = GROUPS.find((it) => byOwn[0]!.nbc.startsWith(it)) ?? '';
  const holdings = new Map<number, [number, number, number]>();
  for (const { participant, copies, extant, onOrder } of members) {
    const [c, e, o] = holdings.get(participant) ?? [0, 0, 0];
    holdings.set(participant, [c + copies, e + Math.min(extant, copies), o + onOrder]);
  }
  return { id, keys, group, holdings };
}

function holdingsOf(titles: readonly Title[]): string[] {
  return titles
    .flatMap(({ id, holdings }) => [...holdings].map(([who, numbers]) => [isilOf(who), id, ...numbers].join(' ')))
    .sort();
}

function countsOf(titles: readonly Title[]): Record<string, number> {
  return Object.fromEntries(['', ...GROUPS].map((group) => [group, titles.filter((it) => it.group === group).length]));
}

function flagsOf(titles: readonly Title[], plans: readonly Plan[]): string[] {
  const flags = GROUPS.flatMap((group, profile) => flagsOfProfile(titles, plans, group, profile));
  return [...flags, ...plannedTitles(titles, plans)].sort();
}

function flagsOfProfile(titles: readonly Title[], plans: readonly Plan[], group: string, profile: number): string[] {
  const agreed = plans.filter((it) => it.profile === profile && it.decision === 'accept');
  const responsible = [...new Set(agreed.map(({ participant }) => participant))].sort((a, b) => a - b);
  const best = responsible.map((who) =>
    Math.max(...agreed.filter((it) => it.participant === who).map((it) => RANKED.indexOf(it.level))),
  );
  const wanted = RANKED.indexOf(TARGET.level);
  const atLevel = best.filter((rank) => rank >= wanted).length;
  const inGroup = titles.filter((it) => it.group === group);
  const found = [
    responsible.length === 0 && 'gap.unowned',
    responsible.length > 0 && Math.max(...best) < wanted && 'gap.level',
    atLevel < TARGET.participants.min && 'gap.redundancy',
    inGroup.length < TARGET.titles && 'gap.volume',
    atLevel === 1 && 'risk.single-holder',
    atLevel > TARGET.participants.max && 'overlap.responsibility',
  ];
  const flags = found.filter((kind) => kind !== false).map((kind) => `${kind} p${group} collect `);
  for (const [at, one] of responsible.entries()) {
    for (const other of responsible.slice(at + 1)) {
      const has = (who: number) => inGroup.filter(({ holdings }) => holdings.has(who));
      const shared = has(one).filter(({ holdings }) => holdings.has(other)).length;
      const smaller = Math.min(has(one).length, has(other).length);
      if (smaller > 0 && shared / smaller > TARGET.overlap) {
        flags.push(`overlap.holdings p${group} collect ${isilOf(one)}+${isilOf(other)}`);
      }
    }
  }
  return flags;
}

function plannedTitles(titles: readonly Title[], plans: readonly Plan[]): string[] {
  const standing = plans.filter(({ decision }) => decision !== 'return');
  const named = standing.flatMap((plan) => plan.titles.map((book) => ({ plan, key: isbnKey(isbnOf(book)) })));
  const subjects = Map.groupBy(named, ({ key }) => titles.find((it) => it.keys.has(key))?.id ?? key);
  return [...subjects].flatMap(([subject, naming]) => {
    const planners = new Set(naming.map(({ plan }) => plan.participant));
    const holdings = titles.find(({ id }) => id === subject)?.holdings ?? new Map<number, [number, number, number]>();
    const having = [...holdings.keys()];
    const superfluous = [...planners].some((who) => having.filter((it) => it !== who).length >= TARGET.enough);
    if (planners.size < 2 && !superfluous) return [];
    const first = Math.min(...naming.map(({ plan }) => plan.profile));
    return [`overlap.planned-title p${GROUPS[first] ?? ''} collect ${subject}`];
  });
}
