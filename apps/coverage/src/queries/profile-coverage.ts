import type { Day } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { measuredLevel } from '../model/measured-level.ts';
import { readPlan } from '../model/plan-text.ts';
import { atOneMoment } from './at-one-moment.ts';
import { CellRow, cells } from './cells.ts';
import { collectionPlan } from './collection-plans.ts';
import { TranslatedRow, translatedInto } from './crosswalks.ts';
import { flags, FlagsRequest } from './flags.ts';
import { FlagRow, ProfileRow } from './rows.ts';

class ProfileHolder extends CellRow {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly dataAsOf!: Day | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: "Whole level, 0 to 5, by the share of the network's titles",
  })
  readonly measuredLevel!: number | null;
}

class HeldBy {
  @ApiProperty({ description: 'Held by so many participants' }) readonly holders!: number;
  @ApiProperty() readonly titles!: number;
}

class SharedTitles {
  @ApiProperty() readonly one!: string;
  @ApiProperty() readonly other!: string;
  @ApiProperty() readonly titles!: number;
}

/** One profile: what the plan wants of it, who has what of it, and what is to be said of it. */
export class ProfileCoverage extends ProfileRow {
  @ApiProperty({ format: 'date' }) readonly on!: Day;
  @ApiProperty() readonly titles!: number;
  @ApiProperty({ type: TranslatedRow, description: 'Of these titles, those that are in it by a crosswalk alone' })
  readonly translated!: TranslatedRow;
  @ApiProperty({ type: [HeldBy] }) readonly holders!: readonly HeldBy[];
  @ApiProperty({ type: [ProfileHolder] }) readonly participants!: readonly ProfileHolder[];
  @ApiProperty({ type: [SharedTitles], description: 'Of those who have an agreement for it' })
  readonly shared!: readonly SharedTitles[];
  @ApiProperty({ type: [FlagRow], description: 'The open flags, at most 500' }) readonly flags!: readonly FlagRow[];
}

/** How is this profile covered? */
export function profileCoverage(em: EntityManager, code: string, on: Day): Promise<ProfileCoverage | null> {
  return atOneMoment(em, async (tx) => {
    const plan = await collectionPlan(tx, 'current');
    const place = plan?.profiles.findIndex((profile) => profile.code === code) ?? -1;
    const profile = plan?.profiles[place];
    if (plan === null || profile === undefined) return null;
    const holders = await tx.execute<HeldBy[]>(
      `select holders, titles::float8 as titles from holders_histogram where profile = ? and titles > 0 order by holders`,
      [place + 1],
    );
    const shared = await tx.execute<SharedTitles[]>(
      `select a.isil as one, b.isil as other, s.titles::float8 as titles from pair_statistics s
         join participant a on a.number = s.one join participant b on b.number = s.other
        where s.profile = ? and s.titles > 0 order by s.titles desc, a.isil, b.isil`,
      [place + 1],
    );
    const known = await tx.execute<{ isil: string; name: string; dataAsOf: Day | null }[]>(
      `select isil, coalesce(name, isil) as name, data_as_of::text as "dataAsOf" from participant`,
    );
    const about = new Map(known.map((it) => [it.isil, it]));
    const open = Object.assign(new FlagsRequest(), { profile: code, state: 'open', limit: 500 });
    const titles = holders.reduce((sum, it) => sum + it.titles, 0);
    return Object.assign({}, profile, {
      on,
      titles,
      translated: await translatedInto(tx, {
        profile: place + 1,
        profiles: plan.profiles.length,
        crosswalks: readPlan(plan.yaml).crosswalks,
      }),
      holders,
      participants: (await cells(tx, on, code)).map((cell) =>
        Object.assign(cell, { name: cell.participant, dataAsOf: null }, about.get(cell.participant), {
          measuredLevel: titles === 0 ? null : measuredLevel(cell.titles, titles, plan.levelBands),
        }),
      ),
      shared,
      flags: (await flags(tx, open)).items,
    });
  });
}
