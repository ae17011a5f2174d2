import { type Material, MATERIALS } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { unknownFlag } from '../store/follow-ups.ts';
import { keepingOf } from '../store/retained-titles.ts';
import { atOneMoment } from './at-one-moment.ts';
import { ConcernedRow } from './rows.ts';

/** A title that fewer participants keep than the plan asks. */
export class ShortTitleRow {
  @ApiProperty() readonly id!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: String, nullable: true }) readonly contributor!: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly year!: number | null;
  @ApiProperty({ enum: MATERIALS }) readonly material!: Material;
  @ApiProperty({ description: 'Participants that have an extant copy' }) readonly holders!: number;
  @ApiProperty({ type: [ConcernedRow], description: 'Who of them committed to keep it' })
  readonly keptBy!: readonly ConcernedRow[];
}

interface About {
  readonly kind: string;
  readonly number: number | null;
}

/**
 * Which titles does a flag of too few retained copies count, on the day that it was judged for? By their ids; none once it
 * is cleared.
 */
export function shortTitles(
  em: EntityManager,
  flag: string,
  { after, limit }: PageRequest,
): Promise<Page<ShortTitleRow>> {
  const [from] = valuesOf(after, 1) ?? ['0'];
  return atOneMoment(em, async (tx) => {
    const [about] = await tx.execute<About[]>(
      `select f.kind, pp.number
         from flag f left join projection j on (j.plan, j.plan_version) = (f.plan, f.plan_version) and f.cleared_at is null
         left join plan_profile pp on pp.plan = j.plan and pp.version = j.plan_version and pp.code = f.profile
        where f.id = ?`,
      [flag],
    );
    if (about === undefined) throw unknownFlag(flag);
    if (about.kind !== 'gap.preservation') {
      throw new Refusal('flag.not-about-titles', `Flag ${flag} (${about.kind}) has no list of titles`);
    }
    if (about.number === null) return { items: [], next: null };
    const rows = await tx.execute<ShortTitleRow[]>(
      `with page as materialized (
         select t.id as title
           from title t, projection j
          where t.id > ?::bigint and ? = any(t.profiles) and not t.gone
            and exists (select from holding h join lasting l using (participant) where h.title = t.id and h.copies > 0)
            and not exists (
              select from retained_title r where r.title = t.id and r.profile = ? and r.days @> j.assessed_on)
          order by t.id limit ?),
       kept as (${keepingOf('select title from page')}
         select w.title, (select count(distinct l.survivor)::int from holding h join lasting l using (participant)
                  where h.title = w.title and h.copies > 0 and h.extant > 0) as holders,
                (select coalesce(jsonb_agg(jsonb_build_object('isil', i.isil, 'name', coalesce(i.name, i.isil)) order by i.isil), '[]')
                   from keeping k join participant i on i.number = k.participant
                  where k.title = w.title and k.days @> (select assessed_on from projection)) as kept_by
           from wanted w)
       select t.id::text, t.title, t.contributor, t.year, t.material, k.holders, k.kept_by as "keptBy"
         from kept k join title t on t.id = k.title
        order by t.id`,
      [from, about.number, about.number, limit + 1],
    );
    return pageOf(rows, limit, (last) => placeOf(last.id));
  });
}
