import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  HoldingsChangedV1,
  ParticipantChangedV1,
  RetentionCommitmentsChangedV1,
  RunFinishedV1,
  RunStartedV1,
  TitlesChangedV1,
  WithdrawalDecidedV1,
  type Fact,
  type RetentionCommitmentState,
  type TitleState,
} from '#libs/contracts';
import { addDays, LEVELS, type Day } from '#libs/kernel';
import type { DayLedger } from './day-ledger.ts';
import type { PlanContent, Profile, Target } from '../src/model/collection-plan.ts';

/** By participant and title: what it has, and where that counts. */
export type Standing = ReadonlyMap<
  string,
  { readonly copies: number; readonly extant: number; readonly onOrder: number; readonly codes: readonly string[] }
>;

/**
 * What coverage must come to, from what it accepted: loops over plain objects, no counters, nothing remembered between
 * two questions. Shares no code with the service but the type of a plan, and its rules are written down a second time.
 */
export class Oracle {
  plan: PlanContent | null = null;
  /** Profiles in force that come before those of its plan, how many there are in all, and lists before, when others have theirs beside. */
  beside = { before: 0, all: 0, lists: 0 };
  /** Who got what on which day, as far as somebody noted it. */
  ledger: DayLedger | null = null;
  private readonly titles = new Map<string, { version: number; state: TitleState }>();
  private readonly holdings = new Map<
    string,
    { version: number; title: string; participant: string; copies: number; extant: number; onOrder: number }
  >();
  private readonly runs = new Map<string, { finished: boolean; waiting: Fact[] }>();
  private readonly plans = new Map<
    string,
    { version: number; state: string; fact: AcquisitionPlanSubmittedV1 | null }
  >();
  private readonly agreements = new Map<string, AgreementChangedV1>();
  private readonly participants = new Map<string, ParticipantChangedV1>();
  private readonly withdrawals = new Map<
    string,
    { version: number; participant: string; key: string; copies: number; state: string }
  >();

  private readonly commitments = new Map<string, RetentionCommitmentState>();

  accept(fact: Fact): void {
    if (fact instanceof RunStartedV1) {
      if (!this.runs.has(fact.run)) this.runs.set(fact.run, { finished: false, waiting: [] });
    } else if (fact instanceof RunFinishedV1) {
      const run = this.runs.get(fact.run);
      this.runs.set(fact.run, { finished: true, waiting: [] });
      for (const waiting of run?.waiting ?? []) this.take(waiting);
    } else if (fact instanceof TitlesChangedV1 || fact instanceof HoldingsChangedV1) {
      const run = this.runs.get(fact.run);
      if (run !== undefined && !run.finished) run.waiting.push(fact);
      else this.take(fact);
    } else this.take(fact);
  }

  private take(fact: Fact): void {
    if (fact instanceof TitlesChangedV1) {
      for (const state of fact.titles) {
        if ((this.titles.get(state.id)?.version ?? 0) < fact.version)
          this.titles.set(state.id, { version: fact.version, state });
      }
    } else if (fact instanceof HoldingsChangedV1) {
      for (const { title, copies, extant, onOrder } of fact.holdings) {
        const at = `${fact.participant} ${title}`;
        if ((this.holdings.get(at)?.version ?? 0) < fact.version) {
          this.holdings.set(at, {
            version: fact.version,
            title,
            participant: fact.participant,
            copies,
            extant,
            onOrder,
          });
        }
      }
    } else if (fact instanceof WithdrawalDecidedV1) {
      for (const { item, version, key, copies, state } of fact.items) {
        if ((this.withdrawals.get(item)?.version ?? 0) < version)
          this.withdrawals.set(item, { version, participant: fact.participant, key, copies, state });
      }
    } else if (fact instanceof RetentionCommitmentsChangedV1) {
      for (const it of fact.commitments) {
        if ((this.commitments.get(it.commitment)?.version ?? 0) < it.version) this.commitments.set(it.commitment, it);
      }
    } else if (fact instanceof ParticipantChangedV1) {
      if ((this.participants.get(fact.isil)?.version ?? 0) < fact.version) this.participants.set(fact.isil, fact);
    } else if (fact instanceof AgreementChangedV1) {
      if ((this.agreements.get(fact.agreement)?.version ?? 0) < fact.version) this.agreements.set(fact.agreement, fact);
    } else if (fact instanceof AcquisitionPlanSubmittedV1) {
      if ((this.plans.get(fact.plan)?.version ?? 0) < fact.version) {
        this.plans.set(fact.plan, { version: fact.version, state: 'submitted', fact });
      }
    } else if (fact instanceof AcquisitionPlanDecidedV1) {
      const known = this.plans.get(fact.plan);
      if ((known?.version ?? 0) < fact.version) {
        this.plans.set(fact.plan, { version: fact.version, state: fact.decision, fact: known?.fact ?? null });
      }
    }
  }

  /** Whether holdings say anything newer than what was accepted. */
  isNews({ participant, version, holdings }: HoldingsChangedV1): boolean {
    return holdings.some(({ title }) => (this.holdings.get(`${participant} ${title}`)?.version ?? 0) < version);
  }

  /** What of a fact counts as soon as it is accepted: itself, or all that its run held back. */
  countsNow(fact: Fact): Fact[] {
    if (fact instanceof RunFinishedV1) return this.runs.get(fact.run)?.waiting ?? [];
    if (!(fact instanceof TitlesChangedV1 || fact instanceof HoldingsChangedV1)) return [];
    const run = this.runs.get(fact.run);
    return run !== undefined && !run.finished ? [] : [fact];
  }

  /** Codes of what days are kept of: what no profile covers, the profiles, the statutory categories. */
  codes(): string[] {
    return [...this.alwaysCounted(), ...(this.plan?.profiles ?? []).map(({ code }) => code)];
  }

  /** The codes that there are whatever plan is in force. */
  alwaysCounted(): string[] {
    return ['', ...CATEGORIES.map((it) => `statutory ${it}`)];
  }

  private codeOf(number: number): string | undefined {
    if (number <= -2_100_000_000) return undefined;
    if (number <= -2_000_000_000) return `statutory ${CATEGORIES[-2_000_000_000 - number]}`;
    return number === 0 ? '' : this.profileAt(number)?.code;
  }

  private profileAt(number: number): Profile | undefined {
    return this.plan?.profiles[number - 1 - this.beside.before];
  }

  private numberAt(place: number): number {
    return this.beside.before + place + 1;
  }

  /** A book is for youth, adults or who knows, and fiction, not, or who knows; all else is other. */
  private category({ material, audience, form }: TitleState): number {
    const name =
      material === 'book'
        ? `${audience === 'unknown' ? 'unknown' : audience}-${form === undefined ? 'unknown' : form}`
        : 'other';
    return -2_000_000_000 - CATEGORIES.indexOf(name);
  }

  /** Who has what, with the profiles that each title belongs to; those of every title under `* <title>`. */
  standing(on: Day): Standing {
    const profiles = new Map(
      this.live().map(({ id, state }) => [id, this.profilesOf(state).flatMap((number) => this.codeOf(number) ?? [])]),
    );
    return new Map<string, Standing extends ReadonlyMap<string, infer Of> ? Of : never>([
      ...[...profiles].map(([id, of]) => [`* ${id}`, { copies: 0, extant: 0, onOrder: 0, codes: of }] as const),
      ...this.having(on).map(
        (it) => [`${it.participant} ${it.title}`, { ...it, codes: profiles.get(it.title) ?? [] }] as const,
      ),
    ]);
  }

  /** The profiles of a title as things stood. */
  codesBefore(standing: Standing, title: string): readonly string[] {
    return standing.get(`* ${title}`)?.codes ?? [];
  }

  private live(): { id: string; version: number; state: TitleState }[] {
    return [...this.titles].flatMap(([id, it]) => (it.state.gone === true ? [] : [{ id, ...it }]));
  }

  /**
   * Profile numbers of a title, its statutory category far below with under that the lists that it is on, and below zero
   * the slices that it is in by the crosswalk of the plan; this plan's scopes are prefixes and single values only.
   */
  private profilesOf(state: TitleState): number[] {
    return [
      ...this.described(state),
      ...this.listsWith(state).map((place) => -2_100_000_000 - this.beside.lists - place),
    ];
  }

  /** The places of the lists that name a title by any of its keys. */
  private listsWith({ keys }: TitleState): number[] {
    return (this.plan?.referenceLists ?? []).flatMap(({ titles }, place) =>
      titles.some(({ key }) => keys.includes(key)) ? [place] : [],
    );
  }

  private described(state: TitleState): number[] {
    const own = this.covering(state, state.classifications);
    const led = this.led(state);
    const found = this.covering(
      state,
      state.classifications.concat(led.map(({ to }) => ({ scheme: 'nbc' as const, notation: to }))),
    );
    if (found.length === 0) return [this.category(state), 0];
    const width = Math.max(this.beside.all, this.plan?.profiles.length ?? 0) + 1;
    const slices = new Set<number>();
    for (const profile of found.filter((it) => !own.includes(it))) {
      slices.add(-1).add(-1 - profile);
      for (const { to, rule } of led) {
        if (this.covering(state, [{ scheme: 'nbc', notation: to }]).includes(profile))
          slices.add(-1 - profile - rule * width);
      }
    }
    return [this.category(state), ...slices, ...found];
  }

  /** What the rules make of the title's DDC, if it has no NBC of its own: those that say most of the notation. */
  private led({ classifications }: TitleState): { rule: number; to: string }[] {
    if (classifications.some(({ scheme }) => scheme === 'nbc')) return [];
    const rules = (this.plan?.crosswalks[0]?.rules ?? []).map((it, place) =>
      Object.assign({}, it, { rule: place + 1 }),
    );
    return classifications.flatMap(({ scheme, notation }) => {
      if (scheme !== 'ddc') return [];
      const weight = ({ from, upTo }: (typeof rules)[number]): number =>
        2 * Math.min(from.length, (upTo ?? from).length) + (upTo === null ? 1 : 0);
      const fitting = rules.filter(({ from, upTo }) =>
        upTo === null ? notation.startsWith(from) : notation >= from && (notation <= upTo || notation.startsWith(upTo)),
      );
      const most = Math.max(...fitting.map(weight));
      return fitting.filter((it) => weight(it) === most);
    });
  }

  private covering(state: TitleState, classifications: TitleState['classifications']): number[] {
    return (this.plan?.profiles ?? []).flatMap(({ scope }, place) => {
      const subject =
        scope.classification.length === 0 ||
        scope.classification.some((range) =>
          classifications.some(
            (it) => it.scheme === range.scheme && 'prefix' in range && it.notation.startsWith(range.prefix),
          ),
        );
      const facets =
        (scope.material.length === 0 || scope.material.includes(state.material)) &&
        (scope.language.length === 0 || scope.language.includes(state.language)) &&
        (scope.audience.length === 0 || scope.audience.includes(state.audience));
      return subject && facets ? [this.numberAt(place)] : [];
    });
  }

  /** Under whom counts what a participant holds: `null` when nobody goes on for it. */
  lasting(participant: string, on: Day): string | null {
    for (let at: string | undefined = participant, gone = 0; at !== undefined && gone < 9; gone++) {
      const known = this.participants.get(at);
      if (known?.to === undefined || known.to >= on) return at;
      at = known.successor;
    }
    return null;
  }

  /** Who has what, counted under who goes on for each holder. */
  private having(on: Day): { title: string; participant: string; copies: number; extant: number; onOrder: number }[] {
    const sums = new Map<string, ReturnType<Oracle['having']>[number]>();
    for (const { title, participant: holder, copies, extant, onOrder } of this.holdings.values()) {
      const participant = this.lasting(holder, on);
      if (participant === null) continue;
      const sum = sums.get(`${participant} ${title}`);
      sums.set(`${participant} ${title}`, {
        title,
        participant,
        copies: copies + (sum?.copies ?? 0),
        extant: extant + (sum?.extant ?? 0),
        onOrder: onOrder + (sum?.onOrder ?? 0),
      });
    }
    return [...sums.values()];
  }

  private heldIn(
    profile: number,
    on: Day,
  ): { title: string; participant: string; copies: number; extant: number; onOrder: number }[] {
    const titles = new Set(
      this.live().flatMap(({ id, state }) => (this.profilesOf(state).includes(profile) ? [id] : [])),
    );
    return this.having(on).filter(({ title }) => titles.has(title));
  }

  private numbers(): number[] {
    return [...new Set(this.live().flatMap(({ state }) => this.profilesOf(state)))];
  }

  /** The counters. */
  figures(on: Day): Record<'participants' | 'histogram' | 'pairs', string[]> {
    return { participants: this.participantStatistics(on), histogram: this.histogram(on), pairs: this.pairs(on) };
  }

  private participantStatistics(on: Day): string[] {
    return this.numbers()
      .flatMap((profile) => {
        const held = Map.groupBy(this.heldIn(profile, on), ({ participant }) => participant);
        return [...held].flatMap(([participant, rows]) => {
          const sum = (value: (row: (typeof rows)[number]) => number): number =>
            rows.reduce((total, row) => total + value(row), 0);
          const figures = [
            sum(({ copies }) => (copies > 0 ? 1 : 0)),
            sum((it) => it.copies),
            sum((it) => it.extant),
            sum((it) => it.onOrder),
          ];
          return figures.some((it) => it !== 0) ? [[profile, participant, ...figures].join(' ')] : [];
        });
      })
      .toSorted();
  }

  private histogram(on: Day): string[] {
    return this.numbers()
      .flatMap((profile) => {
        const titles = Map.groupBy(
          this.heldIn(profile, on).filter(({ copies }) => copies > 0),
          ({ title }) => title,
        );
        const counts = Map.groupBy(
          [...titles.values()].map((holders) => holders.length),
          (holders) => holders,
        );
        return [...counts].map(([holders, some]) => `${profile} ${holders} ${some.length}`);
      })
      .toSorted();
  }

  private shared(profile: number, one: string, other: string, on: Day): number {
    const of = (participant: string): Set<string> =>
      new Set(
        this.heldIn(profile, on).flatMap((it) => (it.participant === participant && it.copies > 0 ? [it.title] : [])),
      );
    return of(one).intersection(of(other)).size;
  }

  private pairs(on: Day): string[] {
    return (this.plan?.profiles ?? [])
      .flatMap(({ code }, place) => {
        const responsible = [
          ...new Set([...this.agreements.values()].flatMap((it) => (it.profile === code ? [it.participant] : []))),
        ].toSorted();
        return responsible.flatMap((one, at) =>
          responsible.slice(at + 1).flatMap((other) => {
            const titles = this.shared(this.numberAt(place), one, other, on);
            return titles === 0 ? [] : [`${this.numberAt(place)} ${one} ${other} ${titles}`];
          }),
        );
      })
      .toSorted();
  }

  /** What a key means: the title named so, else the newest title that has it, else itself. */
  private meaning(key: string): string {
    const live = this.live();
    if (live.some(({ id }) => id === key)) return key;
    const having = live.filter(({ id, state }) => id !== key && state.keys.includes(key));
    having.sort((a, b) => b.version - a.version || (a.id < b.id ? -1 : 1));
    return having[0]?.id ?? key;
  }

  private planned(on: Day): { subject: string; participant: string; profile: string }[] {
    const codes = new Set(this.plan?.profiles.map(({ code }) => code));
    const fromPlans = [...this.plans].flatMap(([plan, { state, fact }]) =>
      (fact?.lines ?? []).flatMap((line) => {
        const replaced = [...this.agreements.values()].some(
          (it) => it.plan === plan && it.profile === line.profile && it.activity === 'collect',
        );
        const stands = state === 'submitted' || (state === 'accepted' && !replaced);
        return stands && line.activity === 'collect'
          ? line.named.map(({ key }) => ({
              key,
              profile: line.profile,
              participant: fact!.participant,
              to: fact!.to,
            }))
          : [];
      }),
    );
    const fromAgreements = [...this.agreements.values()].flatMap((it) =>
      it.activity === 'collect'
        ? it.named.map(({ key }) => ({ key, profile: it.profile, participant: it.participant, to: it.to }))
        : [],
    );
    return [...fromPlans, ...fromAgreements]
      .filter(({ to, profile }) => to >= on && codes.has(profile))
      .map(({ key, profile, participant }) => ({ subject: this.meaning(key), profile, participant }));
  }

  /** The open flags, each as `kind profile activity subject | participants | figures`. */
  flags(on: Day): string[] {
    return [
      ...this.targetFlags(on),
      ...this.plannedFlags(on),
      ...this.lastCopyFlags(on),
      ...this.mismatchFlags(on),
    ].toSorted();
  }

  private targetFlags(on: Day): string[] {
    return (this.plan?.profiles ?? []).flatMap((profile, place) =>
      profile.targets.flatMap((target) => {
        const raised: string[] = [];
        const flag = (kind: string, subject: string, participants: string[], ...figures: unknown[]): number =>
          raised.push(`${kind} ${profile.code} ${target.activity} ${subject}|${participants.join()}|${figures.join()}`);
        const { people, ac, cl, below, atLevel } = this.responsible(profile.code, target, on);
        const wanted = rank(target.level);
        const held = this.heldIn(this.numberAt(place), on).filter(({ copies }) => copies > 0);
        const titlesOf = (who: string): number => held.filter((it) => it.participant === who).length;

        if (people.length === 0) flag('gap.unowned', '', []);
        else if (below.length > 0) flag('gap.level', '', people, ...below);
        if (target.minimumParticipants !== null && atLevel.length < target.minimumParticipants) {
          flag('gap.redundancy', '', people, atLevel.length);
        }
        const distinct = new Set(held.map(({ title }) => title)).size;
        if (target.minimumTitles !== null && distinct < target.minimumTitles) flag('gap.volume', '', [], distinct);
        if (target.minimumRetained !== null) {
          const short = this.short(this.numberAt(place), target.minimumRetained, on)(on);
          if (short > 0) flag('gap.preservation', '', people, short, distinct);
        }
        for (const { who, figures } of this.undelivered(profile.code, this.numberAt(place), target, on)) {
          flag('gap.undelivered', who, [who], ...figures);
        }
        const ahead = this.ahead(profile.code, this.numberAt(place), target, on);
        if (ahead !== null) flag('gap.upcoming', '', ahead.people, ahead.on, ...ahead.gaps);
        const meeting = people.filter((who) => rank(cl(who) ?? ac(who)) >= wanted);
        const feeding = meeting.filter((who) => cl(who) === null || rank(ac(who)) >= rank(cl(who)!));
        if (meeting.length > 0 && feeding.length <= 1) flag('risk.single-holder', '', meeting);
        if (
          target.activity === 'collect' &&
          target.maximumParticipants !== null &&
          atLevel.length > target.maximumParticipants
        ) {
          flag('overlap.responsibility', '', atLevel, atLevel.length);
        }
        people.forEach((one, at) =>
          people.slice(at + 1).forEach((other) => {
            const [shared, smaller] = [
              this.shared(this.numberAt(place), one, other, on),
              Math.min(titlesOf(one), titlesOf(other)),
            ];
            if (target.overlapThreshold !== null && smaller > 0 && shared / smaller > target.overlapThreshold) {
              flag('overlap.holdings', `${one}+${other}`, [one, other], shared, titlesOf(one), titlesOf(other));
            }
          }),
        );
        return raised;
      }),
    );
  }

  /** Who has fewer titles than what it promised comes to for the days before this one, as far as that can be known. */
  private undelivered(code: string, number: number, { activity }: Target, on: Day) {
    const promises = [...this.agreements.values()].filter(
      (it) => it.profile === code && it.activity === activity && it.titles > 0 && it.from <= on && on <= it.to,
    );
    return [...new Set(promises.map(({ participant }) => participant))].flatMap((who) => {
      const theirs = promises.filter(({ participant }) => participant === who);
      const [profileSince, ownSince] = [this.ledger?.profileSince.get(code), this.ledger?.participantSince.get(who)];
      if (profileSince === undefined || ownSince === undefined || this.lasting(who, on) !== who) return [];
      const since = profileSince > ownSince ? profileSince : ownSince;
      const from = theirs.map((it) => it.from).toSorted()[0]!;
      let due = 0;
      for (const it of theirs) {
        let [over, all] = [0, 0];
        for (let day = it.from; day <= it.to; day = addDays(day, 1)) {
          all++;
          if (day < on) over++;
        }
        due += Math.floor((it.titles * over) / all);
      }
      const { added, withdrawn } = this.ledger!.came(code, who, (day) => day > since && day >= from);
      const held = this.heldIn(number, on).filter((it) => it.participant === who && it.copies > 0).length;
      const have = from > since ? added : Math.max(added, held + withdrawn);
      const promised = theirs.reduce((sum, { titles }) => sum + titles, 0);
      return have >= due ? [] : [{ who, figures: [promised, due, have, from > since ? '' : since] }];
    });
  }

  /** Who is responsible on a day, at which levels, and by what the best of them falls short. */
  private responsible(profile: string, { activity, level }: Target, on: Day) {
    const active = [...this.agreements.values()].filter(
      (it) => it.profile === profile && it.activity === activity && it.from <= on && on <= it.to,
    );
    const people = [...new Set(active.map((it) => it.participant))].toSorted();
    const best = (levels: (string | undefined)[]): string | null =>
      levels.filter((it) => it !== undefined).toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
    const ac = (who: string): string => best(active.filter((it) => it.participant === who).map((it) => it.level))!;
    const cl = (who: string): string | null =>
      best(active.filter((it) => it.participant === who).map((it) => it.currentLevel));
    const [topAc, topCl] = [best(people.map(ac)), best(people.map((who) => cl(who) ?? undefined))];
    const below = [
      ...(topAc !== null && rank(topAc) < rank(level) ? ['AC'] : []),
      ...(topCl !== null && rank(topCl) < rank(level) ? ['CL'] : []),
    ];
    const atLevel = people.filter((who) => rank(ac(who)) >= rank(level));
    return { active, people, ac, cl, below, atLevel };
  }

  /** The first day after this one on which a gap begins, found by living through all days until the plan ends. */
  private ahead(
    profile: string,
    number: number,
    target: Target,
    from: Day,
  ): { on: Day; gaps: string[]; people: string[] } | null {
    const minimum = target.minimumRetained;
    const short = minimum === null ? () => 0 : this.short(number, minimum, from);
    const gapsOn = (day: Day): string[] => {
      const { people, below, atLevel } = this.responsible(profile, target, day);
      return [
        ...(people.length === 0 ? ['gap.unowned'] : []),
        ...(below.length > 0 ? ['gap.level'] : []),
        ...(target.minimumParticipants !== null && atLevel.length < target.minimumParticipants
          ? ['gap.redundancy']
          : []),
        ...(short(day) > 0 ? ['gap.preservation'] : []),
      ];
    };
    const lastEnd =
      [
        ...[...this.agreements.values()].map(({ to }) => to),
        ...[...this.commitments.values()].flatMap(({ until }) => until ?? []),
      ]
        .toSorted()
        .at(-1) ?? from;
    let day = from;
    let gaps = gapsOn(day);
    while (day < this.plan!.period.to && day <= lastEnd) {
      const { active } = this.responsible(profile, target, day);
      const yesterday = day;
      day = addDays(day, 1);
      const before = gaps;
      gaps = gapsOn(day);
      const begun = gaps.filter((kind) => !before.includes(kind));
      if (begun.length === 0) continue;
      const ending = active.filter(({ to }) => to === yesterday).map(({ participant }) => participant);
      const keeping = begun.includes('gap.preservation') ? this.responsible(profile, target, day).people : [];
      return { on: day, gaps: begun, people: [...new Set(ending.concat(keeping))].toSorted() };
    }
    return null;
  }

  /** How many titles of a profile, as they are held now, are kept by fewer than so many on a day. */
  private short(profile: number, minimum: number, now: Day): (on: Day) => number {
    const held = this.heldIn(profile, now).filter(({ copies }) => copies > 0);
    const promised = [...Map.groupBy(held, ({ title }) => title)].map(([title, holders]) => {
      const codes = new Set(this.profilesOf(this.titles.get(title)!.state).map((it) => this.profileAt(it)?.code));
      return holders
        .filter(({ extant }) => extant > 0)
        .map(({ participant }) =>
          [...this.commitments.values()].filter(
            (it) =>
              it.state === 'active' &&
              this.lasting(it.participant, now) === participant &&
              (it.key === undefined ? codes.has(it.profile) : this.meaning(it.key) === title),
          ),
        );
    });
    return (on) =>
      promised.filter((holders) => {
        const keepers = holders.filter((theirs) =>
          theirs.some(({ from, until }) => (from ?? '') <= on && (until === undefined || on <= until)),
        );
        return keepers.length < minimum;
      }).length;
  }

  /** Titles of which nothing that is there would be left once everyone had let go what it disposes of. */
  private lastCopyFlags(on: Day): string[] {
    return this.live().flatMap(({ id, state }) => {
      const [first] = this.profilesOf(state)
        .filter((number) => number >= 0)
        .toSorted((one, other) => one - other);
      const code = this.profileAt(first ?? 0)?.code;
      const held = this.having(on).filter(({ title, extant }) => title === id && extant > 0);
      const going = [...this.withdrawals.values()].filter((it) => it.state === 'free' && this.meaning(it.key) === id);
      const left = held.map(({ participant, extant }) => {
        const copies = going
          .filter((it) => this.lasting(it.participant, on) === participant)
          .reduce((total, it) => total + it.copies, 0);
        return { participant, extant, gone: Math.min(copies, extant) };
      });
      if (code === undefined || left.length === 0 || left.some(({ extant, gone }) => gone < extant)) return [];
      const ordered = left.toSorted((one, other) => (one.participant < other.participant ? -1 : 1));
      const total = ordered.reduce((sum, { extant }) => sum + extant, 0);
      const who = ordered.map(({ participant }) => participant).join();
      return [`risk.last-copy ${code} preserve ${id}|${who}|${total},${ordered.map(({ gone }) => gone).join('+')}`];
    });
  }

  /** Where what somebody says to have is another whole level than what the plan's percentages make of it. */
  private mismatchFlags(on: Day): string[] {
    return (this.plan?.profiles ?? []).flatMap(({ code, measuredAgainst }, place) => {
      const list = this.plan!.referenceLists.findIndex((it) => it.code === measuredAgainst);
      const number = list === -1 ? this.numberAt(place) : -2_100_000_000 - this.beside.lists - list;
      const held = this.heldIn(number, on).filter(({ copies }) => copies > 0);
      const all = this.plan!.referenceLists[list]?.titles.length ?? new Set(held.map(({ title }) => title)).size;
      if (measuredAgainst === null || all === 0) return [];
      const said = [...this.agreements.values()].filter(
        (it) => it.profile === code && it.currentLevel !== undefined && it.from <= on && on <= it.to,
      );
      return [...Map.groupBy(said, ({ participant }) => participant)].flatMap(([who, theirs]) => {
        const declared = theirs.map(({ currentLevel }) => currentLevel!).toSorted((a, b) => rank(b) - rank(a))[0]!;
        const having = held.filter(({ participant }) => participant === who).length;
        let measured = 0;
        for (const bound of this.plan!.settings.levelBands) if ((100 * having) / all >= bound) measured++;
        return declared.startsWith(String(measured))
          ? []
          : [
              `risk.level-mismatch ${code}  ${who}|${who}|${declared},${measured},${having},${all},${list === -1 ? '' : 'of a list'}`,
            ];
      });
    });
  }

  private plannedFlags(on: Day): string[] {
    const order = (this.plan?.profiles ?? []).map(({ code }) => code);
    const live = new Set(this.live().map(({ id }) => id));
    return [...Map.groupBy(this.planned(on), ({ subject }) => subject)].flatMap(([subject, rows]) => {
      const submitters = [...new Set(rows.map(({ participant }) => participant))].toSorted();
      const having = this.having(on).filter(
        (it) => it.title === subject && live.has(subject) && (it.copies > 0 || it.onOrder > 0),
      );
      const enough = rows.some(({ participant, profile }) => {
        const limit =
          this.plan?.profiles.find(({ code }) => code === profile)?.targets.find((it) => it.activity === 'collect')
            ?.enoughHolders ?? null;
        return (
          limit !== null && new Set(having.map((it) => it.participant)).difference(new Set([participant])).size >= limit
        );
      });
      if (submitters.length < 2 && !enough) return [];
      const profile = rows.map((row) => row.profile).toSorted((a, b) => order.indexOf(a) - order.indexOf(b))[0];
      const holders = having
        .filter(({ copies }) => copies > 0)
        .map(({ participant }) => participant)
        .toSorted();
      return [`overlap.planned-title ${profile} collect ${subject}|${submitters.join()}|${holders.join('+')}`];
    });
  }
}

function rank(level: string): number {
  return LEVELS.indexOf(level as (typeof LEVELS)[number]);
}

const CATEGORIES = [
  'youth-fiction',
  'youth-non-fiction',
  'adult-fiction',
  'adult-non-fiction',
  'other',
  'youth-unknown',
  'adult-unknown',
  'unknown-fiction',
  'unknown-non-fiction',
  'unknown-unknown',
];
