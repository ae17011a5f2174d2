import type { Day, TitleId } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { Holder } from './titles.ts';
import { utc } from './utc.ts';

/** Who held a title on a day. */
export class HoldersThen {
  @ApiProperty({ description: 'At the end of which day (UTC)' }) readonly on!: Day;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The moment from which this is kept; null: nothing is yet',
  })
  readonly knownFrom!: string | null;
  @ApiProperty({ type: [Holder] }) readonly holders!: Holder[];
}

/** What a participant had of a title for some time. */
export class PastHolding extends Holder {
  @ApiProperty({ description: 'The title that it was then: records may have come from another since' })
  readonly title!: TitleId;
  @ApiProperty({ type: String, nullable: true, description: 'From when; null: from before this is kept' })
  readonly from!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Until when; null: it is so now' })
  readonly until!: string | null;
}

/** More than every change that there will be. */
const NOW = '9223372036854775807';

/**
 * What participants had of a title (given twice, then once) and when. A title was also whatever its records were in before they
 * went along to it, for as long as they were there; and so of records that are gone, until then.
 */
const LASTED = `
  with member as (
    select source, record_key, ${NOW} as upto from record where title_id = ?::bigint
    union all
    select source, record_key, until from past_record where gone and title_id = ?::bigint
  ), earlier as (
    select m.source, m.record_key, m.upto, p.title_id, p.until, p.gone,
           max(p.until) filter (where p.gone) over member as began,
           lag(p.until) over (member order by p.until) as since
      from member m join past_record p on p.source = m.source and p.record_key = m.record_key and p.until < m.upto
    window member as (partition by m.source, m.record_key, m.upto)
  ), part as (
    select title_id, min(since) as since, max(until) as until
      from (select ?::bigint as title_id, 0 as since, ${NOW} as until
            union all
            select title_id, coalesce(since, 0), until from earlier where not gone and until > coalesce(began, 0)) lived
     group by title_id
  ), lasted as (
    select h.title_id, h.participant, greatest(h.since, part.since) as since, least(h.until, part.until) as until,
           h.copies, h.extant, h.on_order
      from part
     cross join lateral (
       select title_id, participant, since, until, copies, extant, on_order from past_holding p
        where p.title_id = part.title_id
       union all
       select h.title_id, participant, h.since, ${NOW}, copies, extant, on_order
         from (select distinct participant from record r where r.title_id = part.title_id) who
         join holding h using (participant) where h.title_id = part.title_id
     ) h
     where h.since < part.until and h.until > part.since
  )`;

/** Who held this title at the end of a day, as far as the network had been told by then? */
export async function holdersOn(em: EntityManager, title: TitleId, on: Day): Promise<HoldersThen> {
  const [moment] = await em.execute<{ version: string; knownFrom: string | null }[]>(
    `select coalesce((select version from applied_change where at < (?::date + 1)::timestamp at time zone 'UTC'
                       order by at desc, version desc limit 1), -1)::text as version,
            ${utc('(select min(at) from applied_change)')} as "knownFrom"`,
    [on],
  );
  const { version = '-1', knownFrom = null } = moment ?? {};
  const holders = await em.execute<Holder[]>(
    `${LASTED}
     select p.isil as participant, p.name, sum(copies)::int as copies, sum(extant)::int as extant,
            sum(on_order)::int as "onOrder"
       from lasted join participant p on p.number = participant
      where since <= ? and until > ?
      group by p.isil, p.name order by p.isil`,
    [title, title, title, version, version],
  );
  return { on, knownFrom, holders };
}

/** What did participants have of this title, and when? What changed last comes first. */
export async function historyOf(
  em: EntityManager,
  title: TitleId,
  { after, limit }: PageRequest,
): Promise<Page<PastHolding>> {
  const [since = NOW, place = '0'] = valuesOf(after, 2) ?? [];
  if (!/^\d{1,19}$/.test(since) || !/^\d{1,9}$/.test(place)) throw malformedPlace(since);
  const rows = await em.execute<(PastHolding & { since: string; place: string })[]>(
    `${LASTED}, numbered as (
       select *, row_number() over (partition by since order by title_id, participant) as place from lasted
     )
     select title_id::text as title, p.isil as participant, p.name, copies, extant, on_order as "onOrder",
            ${utc('began.at')} as "from", ${utc('ended.at')} as until, since::text as since, place::text as place
       from numbered n
       join participant p on p.number = n.participant
       left join applied_change began on began.version = n.since
       left join applied_change ended on ended.version = n.until
      where (-n.since, n.place) > (-?::bigint, ?::bigint)
      order by n.since desc, n.place limit ?`,
    [title, title, title, since, place, limit + 1],
  );
  const page = pageOf(rows, limit, (last) => placeOf(last.since, last.place));
  return { ...page, items: page.items.map(({ since: _since, place: _place, ...row }) => row) };
}
