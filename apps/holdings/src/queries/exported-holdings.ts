import type { LiteraryForm, Material, Scheme } from '#libs/contracts';
import { type Identifier, identifierIn, type TitleId, type TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Details, KeptItem } from '../model/description.ts';

/** What a participant has of a title, with everything that the network knows of the title. */
export interface ExportedHolding {
  readonly title: TitleId;
  readonly keys: readonly TitleKey[];
  readonly identifiers: readonly Identifier[];
  /** The participant's own numbers for it, of all its sources. */
  readonly localIds: readonly string[];
  /** Its copies with where they are, as far as its records tell. */
  readonly items: readonly KeptItem[];
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
  readonly description: {
    readonly title: string;
    readonly contributor?: string;
    readonly year?: number;
    readonly material: Material;
    readonly language: string;
    readonly audience: string;
    readonly form?: LiteraryForm;
    readonly classifications: readonly { readonly scheme: Scheme; readonly notation: string }[];
  };
  readonly details: Details;
}

/** What does this participant have, `limit` titles after this one? */
export async function exportedHoldings(
  em: EntityManager,
  isil: string,
  after: TitleId,
  limit: number,
): Promise<ExportedHolding[]> {
  const rows = await em.execute<Omit<ExportedHolding, 'identifiers'>[]>(
    `select h.title_id::text as title,
            array(select key::text from unnest(t.keys) key where key < 7000000000000000000) as keys,
            array(select r.local_id from record r where r.title_id = t.id and r.participant = h.participant
                   order by r.source, r.local_id) as "localIds",
            coalesce((select json_agg(item order by r.source, r.local_id, place)
                        from record r, json_array_elements((r.details::json) -> 'items') with ordinality i (item, place)
                       where r.title_id = t.id and r.participant = h.participant and r.details is not null), '[]') as items,
            h.copies, h.extant, h.on_order as "onOrder", d.description::json as description,
            coalesce(d.details, '{}')::json as details
       from participant p
       join holding h on h.participant = p.number
       join title t on t.id = h.title_id
       join record d on d.title_id = t.id and d.record_key = t.described_by
      where p.isil = ? and h.title_id > ?::bigint
      order by h.title_id limit ?`,
    [isil, after, limit],
  );
  return rows.map((row) => Object.assign(row, { identifiers: row.keys.flatMap((key) => identifierIn(key) ?? []) }));
}
