import type { AdoptedCrosswalk, Fields, LocalisedName } from '#libs/contracts';
import type { Day, Isil } from '#libs/kernel';
import { type Crosswalk, type Facets, type Scope, scopeMatcher, type ScopeMatcher, UNCLASSIFIED } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT_PLAN } from './profiles.ts';

/** A profile of the plan in force, with who answers for it on a day. */
export interface ProfileInForce {
  readonly code: string;
  readonly name: LocalisedName;
  /** `null` where the plan does not say. */
  readonly enoughHolders: number | null;
  /** Responsible for collecting it, in ascending order. */
  readonly responsible: readonly Isil[];
  /** Promised to keep what they have of it. */
  readonly keepers: readonly Isil[];
}

interface Row {
  readonly profiles: readonly (Omit<ProfileInForce, 'responsible' | 'keepers'> & { readonly scope: Scope | null })[];
  readonly crosswalks: readonly Fields<AdoptedCrosswalk>[];
  readonly responsible: Readonly<Record<string, readonly Isil[]>> | null;
  readonly keepers: Readonly<Record<string, readonly Isil[]>> | null;
}

/** The scopes, and the crosswalks to them, that titles were looked for in last, made ready to use: they change when another plan is adopted. */
let kept: { readonly scopes: string; readonly numbersOf: ScopeMatcher } | undefined;

/** The profiles of the plan in force on a day, and to which of them a title belongs. */
export class ProfilesInForce {
  private readonly byCode: ReadonlyMap<string, ProfileInForce>;
  /** Everybody who is responsible for a profile or keeps what it has of one. */
  readonly answering: readonly Isil[];

  constructor(
    profiles: readonly ProfileInForce[],
    /** The profiles whose scopes are known, as `numbersOf` numbers them. */
    private readonly scoped: readonly string[],
    private readonly numbersOf: ScopeMatcher,
  ) {
    this.byCode = new Map(profiles.map((profile) => [profile.code, profile]));
    this.answering = [...new Set(profiles.flatMap(({ responsible, keepers }) => [...responsible, ...keepers]))];
  }

  get(code: string): ProfileInForce | undefined {
    return this.byCode.get(code);
  }

  /** The profiles that a title belongs to; none when no profile covers it. */
  of(title: Facets): readonly ProfileInForce[] {
    return this.numbersOf(title).flatMap((number) => this.get(this.scoped[number - 1] ?? '') ?? []);
  }
}

/** Which profiles are there, who is responsible for them, and who keeps what it has of them? */
export async function profilesInForce(em: EntityManager, on: Day): Promise<ProfilesInForce> {
  const [row] = await em.execute<Row[]>(
    `select (select coalesce(jsonb_agg(jsonb_build_object(
                      'code', it ->> 'code', 'name', it -> 'name', 'scope', it -> 'scope',
                      'enoughHolders', (select target -> 'enoughHolders' from jsonb_array_elements(it -> 'targets') target
                                         where target ->> 'activity' = 'collect')) order by place), '[]')
               from jsonb_array_elements(current.profiles) with ordinality as every (it, place)) as profiles,
            current.crosswalks,
            (select jsonb_object_agg(profile, participants)
               from (select profile, jsonb_agg(distinct participant order by participant) as participants from agreement
                      where activity = 'collect' and ?::date between valid_from and valid_to group by profile) r) as responsible,
            (select jsonb_object_agg(profile, participants)
               from (select profile, jsonb_agg(distinct participant order by participant) as participants
                       from retention_commitment
                      where profile is not null and state = 'active'
                        and coalesce(valid_from, ?::date) <= ?::date and coalesce(until, ?::date) >= ?::date
                      group by profile) k) as keepers
       from (${CURRENT_PLAN}) current`,
    [on, on, on, on, on],
  );
  if (row === undefined) return new ProfilesInForce([], [], () => [UNCLASSIFIED]);
  const { responsible, keepers } = row;
  const profiles = row.profiles.map(({ code, name, enoughHolders }) => ({
    code,
    name,
    enoughHolders,
    responsible: responsible?.[code] ?? [],
    keepers: keepers?.[code] ?? [],
  }));
  const scoped = row.profiles.flatMap(({ code, scope }) => (scope === null ? [] : [{ code, scope }]));
  const scopes = JSON.stringify([scoped, row.crosswalks]);
  if (kept?.scopes !== scopes) kept = { scopes, numbersOf: scopeMatcher(scoped, row.crosswalks.map(crosswalkOf)) };
  const codes = scoped.map(({ code }) => code);
  return new ProfilesInForce(profiles, codes, kept.numbersOf);
}

function crosswalkOf({ from, to, rules }: Fields<AdoptedCrosswalk>): Crosswalk {
  return { from, to, rules: rules.map((rule) => ({ from: rule.from, upTo: rule.upTo ?? null, to: rule.to })) };
}
