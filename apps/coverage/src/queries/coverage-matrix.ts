import type { LocalisedName } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import { slicesOf } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { atOneMoment } from './at-one-moment.ts';
import { CellRow, cells } from './cells.ts';
import { collectionPlan } from './collection-plans.ts';
import { NameRow, TargetRow } from './rows.ts';

class MatrixPlan {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({ format: 'date' }) readonly to!: string;
}

class MatrixProfile {
  @ApiProperty() readonly code!: string;
  @ApiProperty({ type: NameRow }) readonly name!: LocalisedName;
  @ApiProperty({ type: [TargetRow] }) readonly targets!: readonly TargetRow[];
  @ApiProperty({ description: 'Distinct titles that the network holds' }) readonly titles!: number;
  @ApiProperty({ description: 'Of these, those that are in it by a crosswalk alone' }) readonly translated!: number;
  @ApiProperty() readonly openFlags!: number;
}

class MatrixParticipant {
  @ApiProperty() readonly isil!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly dataAsOf!: Day | null;
}

class Unclassified {
  @ApiProperty({ description: 'Titles held that no profile covers' }) readonly titles!: number;
}

/** What is there by a crosswalk, not by a notation that the library gave itself. */
class Translated {
  @ApiProperty({ description: 'Titles held that are in a profile by a crosswalk alone' }) readonly titles!: number;
}

class Importing {
  @ApiProperty() readonly participant!: string;
  @ApiProperty({ format: 'uuid' }) readonly run!: string;
}

/** Profiles by participants, on a day, with what makes the figures uncertain. */
export class MatrixRow {
  @ApiProperty({ type: MatrixPlan, nullable: true }) readonly plan!: MatrixPlan | null;
  @ApiProperty({ format: 'date' }) readonly on!: Day;
  @ApiProperty({ type: [MatrixProfile] }) readonly profiles!: readonly MatrixProfile[];
  @ApiProperty({ type: [MatrixParticipant] }) readonly participants!: readonly MatrixParticipant[];
  @ApiProperty({ type: [CellRow] }) readonly cells!: readonly CellRow[];
  @ApiProperty({ type: Unclassified }) readonly unclassified!: Unclassified;
  @ApiProperty({ type: Translated }) readonly translated!: Translated;
  @ApiProperty({ type: [Importing], description: 'Loads under way, not counted yet' })
  readonly importing!: readonly Importing[];
}

/** Who has what of which profile, and who is responsible for it? */
export function coverageMatrix(em: EntityManager, on: Day): Promise<MatrixRow> {
  return atOneMoment(em, async (tx) => {
    const plan = await collectionPlan(tx, 'current');
    const titles = await tx.execute<{ profile: number; titles: number }[]>(
      `select profile, sum(titles)::float8 as titles from holders_histogram group by profile`,
    );
    const flags = await tx.execute<{ profile: string; open: number }[]>(
      `select profile, count(*)::int as open from flag where cleared_at is null group by profile`,
    );
    const participants = await tx.execute<MatrixParticipant[]>(
      `select isil, coalesce(name, isil) as name, data_as_of::text as "dataAsOf" from participant order by 2, 1`,
    );
    const importing = await tx.execute<Importing[]>(
      `select i.isil as participant, r.run::text as run from run r join participant i on i.number = r.participant
        where not r.finished order by r.number`,
    );
    const held = new Map(titles.map((it) => [it.profile, it.titles]));
    const open = new Map(flags.map((it) => [it.profile, it.open]));
    const { code, version, title, from, to, profiles = [] } = plan ?? {};
    const { numberOf } = slicesOf(profiles.length);
    return {
      plan: plan === null ? null : ({ code, version, title, from, to } as MatrixPlan),
      on,
      profiles: profiles.map(({ code: profile, name, targets }, place) => ({
        code: profile,
        name,
        targets,
        titles: held.get(place + 1) ?? 0,
        translated: held.get(numberOf({ profile: place + 1, rule: 0 })) ?? 0,
        openFlags: open.get(profile) ?? 0,
      })),
      participants,
      cells: plan === null ? [] : await cells(tx, on),
      unclassified: { titles: held.get(0) ?? 0 },
      translated: { titles: held.get(numberOf({ profile: 0, rule: 0 })) ?? 0 },
      importing,
    };
  });
}
