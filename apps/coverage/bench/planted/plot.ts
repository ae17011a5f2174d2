import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  type Fact,
  type FlagKind,
  type LanguageCoverage,
  RetentionCommitmentsChangedV1,
  type TitleState,
  WithdrawalDecidedV1,
  type WithdrawalItemState,
} from '#libs/contracts';
import { addDays, type Activity, type Day, type Isil, type Level } from '#libs/kernel';
import type { Random } from '#libs/records';

/** Who plans and promises; no two of them in one plot do the same by accident. */
const RESPONSIBLE = isils('NL-02', 30);
/** Who has the titles besides, and promises nothing. */
const HOLDERS = isils('NL-01', 40);
/** Everyone who plans and promises was two until yesterday, so that a part of what it has is told under another name. */
export const MERGED = new Map(RESPONSIBLE.map((isil) => [isil, isil.replace('NL-02', 'NL-03')]));
const PLAN = { from: '2026-01-01', to: '2099-12-31' } as const;

/** What one has of a title. */
export interface Having {
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
}

/** A flag that has to be there, with those of its figures that were planted. */
export interface Planted {
  readonly kind: FlagKind;
  readonly profile: string;
  readonly activity: Activity | null;
  readonly subject: string;
  readonly participants: readonly Isil[];
  readonly evidence: Readonly<Record<string, unknown>>;
}

interface Agreed {
  readonly current?: Level;
  readonly coverage?: LanguageCoverage;
  readonly from?: Day;
  readonly to?: Day;
  readonly titles?: number;
}

interface Dispose {
  readonly key: string;
  readonly copies: number;
  readonly state?: WithdrawalItemState['state'];
}

/** A profile of the plan with titles of its own, in which something is planted or just not. */
export class Plot {
  readonly facts: Fact[] = [];
  readonly planted: Planted[] = [];
  /** What the plan wants of it, as YAML. */
  wants = '';
  /** The identifiers on the reference list of the plan that has its code, if there is one. */
  list: readonly string[] = [];
  readonly titles: TitleState[] = [];
  private readonly held: Map<Isil, Having>[] = [];
  private readonly people: Isil[];
  private things = 0;

  constructor(
    readonly number: number,
    readonly size: number,
    readonly today: Day,
    readonly random: Random,
    private readonly newTitle: () => number,
  ) {
    this.people = shuffled(RESPONSIBLE, random);
    for (let title = 0; title < size; title++) this.grow();
  }

  get code(): string {
    return `p${this.notation}`;
  }

  /** One of NBC, each as long as the others, so that none is a part of another. */
  get notation(): string {
    return `${10 + Math.floor(this.number / 100)}.${String(this.number % 100).padStart(2, '0')}`;
  }

  get yesterday(): Day {
    return addDays(this.today, -1);
  }

  /** Some more of those who can promise, in the order in which flags name them. */
  some(count: number): Isil[] {
    return this.people.splice(0, count).toSorted();
  }

  /** One more title, held by two to five. */
  grow(): number {
    const number = this.newTitle();
    this.titles.push({
      id: keyOf('1', number),
      keys: [keyOf('1', number), keyOf('2', number)],
      title: `Titel ${number}`,
      material: 'book',
      language: this.random.pick(['dut', 'eng']),
      audience: 'adult',
      classifications: [{ scheme: 'nbc', notation: this.notation }],
    });
    this.held.push(new Map());
    const title = this.titles.length - 1;
    this.heldBy(title, 2 + this.random.below(4));
    return title;
  }

  id(title: number): string {
    return this.titles[title]!.id;
  }

  /** The identifier of the other key by which a title goes. */
  identifier(title: number): string {
    return `ppn:${this.alias(title).slice(2).replace(/^0+/, '').padStart(9, '0')}`;
  }

  /** The other key by which a title goes. */
  alias(title: number): string {
    return this.titles[title]!.keys[1]!;
  }

  /** Gives a title to so many others, in the place of who had it. Gives who they are. */
  heldBy(title: number, count: number): Isil[] {
    const holders = shuffled(HOLDERS, this.random).slice(0, count);
    this.held[title] = new Map(holders.map((isil) => [isil, copies(1 + this.random.below(3))]));
    return holders.toSorted();
  }

  gives(title: number, isil: Isil, having: Having = copies(1)): void {
    this.held[title]!.set(isil, having);
  }

  takesAll(title: number): void {
    this.held[title]!.clear();
  }

  /** By holder, what it has of which titles. */
  holdings(): Map<Isil, (Having & { title: string })[]> {
    const rows = this.held.flatMap((holders, title) =>
      [...holders].map(([isil, having]) => ({
        isil: this.toldUnder(isil),
        row: Object.assign({ title: this.id(title) }, having),
      })),
    );
    return new Map(
      [...Map.groupBy(rows, ({ isil }) => isil)].map(([isil, some]) => [isil, some.map(({ row }) => row)]),
    );
  }

  private toldUnder(isil: Isil): Isil {
    const former = MERGED.get(isil);
    return former !== undefined && this.random.chance(30) ? former : isil;
  }

  agrees(isil: Isil, activity: Activity, level: Level, { current, coverage, from, to, titles = 0 }: Agreed = {}): void {
    this.facts.push(
      AgreementChangedV1.of({
        agreement: this.thing('a'),
        version: 1,
        participant: isil,
        profile: this.code,
        activity,
        level,
        from: from ?? PLAN.from,
        to: to ?? PLAN.to,
        titles,
        copies: 0,
        plan: this.thing('b'),
        named: [],
        ...(current === undefined ? {} : { currentLevel: current }),
        ...(coverage === undefined ? {} : { languageCoverage: coverage }),
      }),
    );
  }

  /** Two at a level until the plan ends: nobody's alone, and no gap. */
  isOwned(activity: Activity, level: Level): Isil[] {
    const owners = this.some(2);
    for (const isil of owners) this.agrees(isil, activity, level);
    return owners;
  }

  plans(isil: Isil, keys: readonly string[], decision?: 'withdrawn'): void {
    const plan = this.thing('c');
    this.facts.push(
      AcquisitionPlanSubmittedV1.of({
        plan,
        version: 1,
        participant: isil,
        name: `Plan ${plan}`,
        ...PLAN,
        lines: [
          {
            line: this.thing('d'),
            profile: this.code,
            activity: 'collect',
            level: '2a',
            titles: keys.length,
            copies: keys.length,
            named: keys.map((key) => ({ key, identifier: key })),
          },
        ],
      }),
    );
    if (decision !== undefined)
      this.facts.push(AcquisitionPlanDecidedV1.of({ plan, version: 2, participant: isil, decision }));
  }

  disposes(isil: Isil, items: readonly Dispose[]): void {
    this.facts.push(
      WithdrawalDecidedV1.of({
        withdrawal: this.thing('e'),
        participant: isil,
        items: items.map(({ key, copies: going, state = 'free' }) => ({
          item: this.thing('f'),
          version: 1,
          key,
          copies: going,
          advice: 'free' as const,
          state,
          remaining: 0,
          minimum: 1,
        })),
      }),
    );
  }

  keeps(isil: Isil, about: { key: string } | { profile: string }, until?: Day): void {
    this.facts.push(
      RetentionCommitmentsChangedV1.of({
        commitments: [
          {
            commitment: this.thing('9'),
            version: 1,
            participant: isil,
            policy: 'proef',
            state: 'active',
            ...about,
            ...(until === undefined ? {} : { until }),
          },
        ],
      }),
    );
  }

  plant(
    kind: FlagKind,
    activity: Activity | null,
    about: Partial<Omit<Planted, 'kind' | 'profile' | 'activity'>>,
  ): void {
    const { subject = '', participants = [], evidence = {} } = about;
    this.planted.push({ kind, profile: this.code, activity, subject, participants, evidence });
  }

  private thing(kind: string): string {
    const place = `${String(this.number).padStart(6, '0')}${String(++this.things).padStart(6, '0')}`;
    return `${kind.repeat(8)}-0000-4000-8000-${place}`;
  }
}

export function copies(count: number): Having {
  return { copies: count, extant: count, onOrder: 0 };
}

export const MISSING: Having = { copies: 1, extant: 0, onOrder: 0 };
export const ORDERED: Having = { copies: 0, extant: 0, onOrder: 1 };

function isils(prefix: string, count: number): Isil[] {
  return Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(8, '0')}`);
}

/** In no order, as hashes are. */
function keyOf(first: string, number: number): string {
  return `${first}${String((number * 7_919) % 1_000_000_007).padStart(18, '0')}`;
}

function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  const rest = [...values];
  return values.map(() => rest.splice(random.below(rest.length), 1)[0]!);
}
