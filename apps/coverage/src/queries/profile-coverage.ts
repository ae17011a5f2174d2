import type { LocalisedName } from '#libs/contracts';
import type { Day, Isil } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { measuredLevel, referenceOf } from '../model/measured-level.ts';
import { readPlan } from '../model/plan-text.ts';
import { listNumberOf } from '../model/reference-list.ts';
import { atOneMoment } from './at-one-moment.ts';
import { CellRow, cells } from './cells.ts';
import { collectionPlan } from './collection-plans.ts';
import { TranslatedRow, translatedInto } from './crosswalks.ts';
import { flags, FlagsRequest } from './flags.ts';
import { FlagRow, NameRow, ProfileRow } from './rows.ts';

class ProfileHolder extends CellRow {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly dataAsOf!: Day | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Whole level, 0 to 5, by the share of the reference',
  })
  readonly measuredLevel!: number | null;
  @ApiProperty({ description: 'Titles of the reference that it holds' }) readonly inReference!: number;
}

/** What levels in a profile are measured by. */
class ReferenceRow {
  @ApiProperty({ type: String, nullable: true, description: 'The code of a list; null: what the network has' })
  readonly list!: string | null;
  @ApiProperty({ type: NameRow, nullable: true }) readonly name!: LocalisedName | null;
  @ApiProperty() readonly titles!: number;
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
  @ApiProperty({ type: ReferenceRow }) readonly reference!: ReferenceRow;
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
    const content = readPlan(plan.yaml);
    const list = content.referenceLists.find((it) => it.code === profile.measuredAgainst);
    const having = await cells(tx, on, code);
    const reference = referenceOf(profile, content, {
      titles,
      held: new Map(having.map((cell) => [cell.participant, cell.titles])),
      listed: await listed(tx, listNumberOf(content, profile)),
    });
    return Object.assign({}, profile, {
      on,
      titles,
      translated: await translatedInto(tx, {
        profile: place + 1,
        profiles: plan.profiles.length,
        crosswalks: content.crosswalks,
      }),
      reference: { list: list?.code ?? null, name: list?.name ?? null, titles: reference.titles },
      holders,
      participants: having.map((cell) => {
        const inReference = reference.held.get(cell.participant) ?? 0;
        return Object.assign(cell, { name: cell.participant, dataAsOf: null }, about.get(cell.participant), {
          inReference,
          measuredLevel: reference.titles === 0 ? null : measuredLevel(inReference, reference.titles, plan.levelBands),
        });
      }),
      shared,
      flags: (await flags(tx, open)).items,
    });
  });
}

/** Titles of a list, by its number, that each participant holds. */
async function listed(em: EntityManager, number: number | null): Promise<ReadonlyMap<Isil, number>> {
  const rows = await em.execute<{ isil: Isil; titles: number }[]>(
    `select i.isil, s.titles::float8 as titles from participant_statistics s
       join participant i on i.number = s.participant where s.profile = ?`,
    [number],
  );
  return new Map(rows.map(({ isil, titles }) => [isil, titles]));
}
