import type { LocalisedName } from '#libs/contracts';
import { type Activity, type Day, type Isil, type Level, Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';

/** The plan whose period the agreements are about, with what its profiles are called. */
export interface PlanPeriod {
  readonly title: string;
  readonly from: Day;
  readonly to: Day;
  readonly profiles: ReadonlyMap<string, LocalisedName>;
}

/** One agreement, as the joint agreement lists it. */
export interface ConvenantLine {
  readonly participant: Isil;
  readonly participantName: string;
  readonly profile: string;
  readonly activity: Activity;
  readonly level: Level;
  readonly goalLevel: Level | null;
  readonly titles: number;
  readonly copies: number;
  readonly retainUntil: string | null;
  readonly from: Day;
  readonly to: Day;
}

/** Which period is it about: that of the named plan, else of the adopted plan that begins last? */
export async function planPeriod(em: EntityManager, plan: string | undefined): Promise<PlanPeriod> {
  const [row] = await em.execute<(Omit<PlanPeriod, 'profiles'> & { named: { code: string; name: LocalisedName }[] })[]>(
    `select title, valid_from::text as "from", valid_to::text as "to",
            (select coalesce(jsonb_agg(jsonb_build_object('code', profile ->> 'code', 'name', profile -> 'name')), '[]')
               from jsonb_array_elements(profiles) profile) as named
       from collection_plan where ?::text is null or code = ?
      order by valid_from desc, version desc, code desc limit 1`,
    [plan ?? null, plan ?? null],
  );
  if (row === undefined) {
    const which = plan === undefined ? 'No collection plan' : `No version of collection plan ${plan}`;
    throw new Refusal('collection-plan.unknown', `${which} is adopted as far as is known here`);
  }
  const { title, from, to, named } = row;
  return { title, from, to, profiles: new Map(named.map(({ code, name }) => [code, name])) };
}

/** What was agreed for any part of a period? By the names of the participants, then by profile. */
export function agreedIn(em: EntityManager, { from, to }: Pick<PlanPeriod, 'from' | 'to'>): Promise<ConvenantLine[]> {
  return em.execute<ConvenantLine[]>(
    `select agreement.participant, participant.name as "participantName", agreement.profile, agreement.activity,
            agreement.level, agreement.goal_level as "goalLevel", agreement.titles, agreement.copies,
            agreement.retain_until as "retainUntil", agreement.valid_from::text as "from",
            agreement.valid_to::text as "to"
       from agreement join participant on participant.isil = agreement.participant
      where agreement.valid_from <= ?::date and agreement.valid_to >= ?::date
      order by participant.name, participant.isil, agreement.profile, agreement.activity, agreement.valid_from,
               agreement.id`,
    [to, from],
  );
}
