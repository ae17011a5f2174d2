import { LANGUAGE_COVERAGES, type LanguageCoverage } from '#libs/contracts';
import { ACTIVITIES, type Activity, type Day, type Level } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { highest } from '../model/responsible.ts';

/** What one participant has of one profile, and what it is responsible for. */
export class CellRow {
  @ApiProperty() readonly profile!: string;
  @ApiProperty() readonly participant!: string;
  @ApiProperty() readonly titles!: number;
  @ApiProperty() readonly copies!: number;
  @ApiProperty() readonly extant!: number;
  @ApiProperty() readonly onOrder!: number;
  @ApiProperty({ type: String, nullable: true, description: 'AC' }) readonly level!: Level | null;
  @ApiProperty({ type: String, nullable: true, description: 'CL' }) readonly currentLevel!: Level | null;
  @ApiProperty({ type: String, nullable: true, description: 'GL' }) readonly goalLevel!: Level | null;
  @ApiProperty({ enum: LANGUAGE_COVERAGES, isArray: true, description: 'Declared with its agreements' })
  readonly languages!: readonly LanguageCoverage[];
  @ApiProperty({ enum: ACTIVITIES, isArray: true }) readonly activities!: readonly Activity[];
}

type Held = Pick<CellRow, 'profile' | 'participant' | 'titles' | 'copies' | 'extant' | 'onOrder'>;
type Agreed = Pick<CellRow, 'profile' | 'participant' | 'currentLevel' | 'goalLevel'> & {
  level: Level;
  activity: Activity;
  languageCoverage: LanguageCoverage | null;
};

/** The cells with anything in them, of one profile or of all of the plan in force. */
export async function cells(em: EntityManager, on: Day, profile: string | null = null): Promise<CellRow[]> {
  const held = await em.execute<Held[]>(
    `select pp.code as profile, i.isil as participant, s.titles::float8 as titles, s.copies::float8 as copies,
            s.extant::float8 as extant, s.on_order::float8 as "onOrder"
       from participant_statistics s join participant i on i.number = s.participant
       join projection on true
       join plan_profile pp on pp.plan = projection.plan and pp.version = projection.plan_version and pp.number = s.profile
      where (s.titles > 0 or s.copies > 0 or s.on_order > 0) and (?::text is null or pp.code = ?)
      order by pp.number, i.isil`,
    [profile, profile],
  );
  const agreed = await em.execute<Agreed[]>(
    `select a.profile, i.isil as participant, a.activity, a.level, a.current_level as "currentLevel", a.goal_level as "goalLevel",
            a.language_coverage as "languageCoverage"
       from agreement a join participant i on i.number = a.participant
      where ?::date between a.valid_from and a.valid_to and (?::text is null or a.profile = ?)`,
    [on, profile, profile],
  );
  const agreements = Map.groupBy(agreed, place);
  const holdings = new Map(held.map((it) => [place(it), it]));
  const places = new Map([...held, ...agreed].map((it) => [place(it), it]));
  return [...places].map(([at, { profile: code, participant }]) => {
    const { titles = 0, copies = 0, extant = 0, onOrder = 0 } = holdings.get(at) ?? {};
    const theirs = agreements.get(at) ?? [];
    return {
      profile: code,
      participant,
      titles,
      copies,
      extant,
      onOrder,
      level: highest(theirs.map(({ level }) => level)),
      currentLevel: highest(theirs.map(({ currentLevel }) => currentLevel)),
      goalLevel: highest(theirs.map(({ goalLevel }) => goalLevel)),
      languages: LANGUAGE_COVERAGES.filter((it) => theirs.some(({ languageCoverage }) => languageCoverage === it)),
      activities: ACTIVITIES.filter((activity) => theirs.some((it) => it.activity === activity)),
    };
  });
}

function place({ profile, participant }: { profile: string; participant: string }): string {
  return `${profile} ${participant}`;
}
