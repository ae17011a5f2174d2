import type { Isil } from '#libs/kernel';
import { XML_END, XML_START } from '#libs/marc';
import type { EntityManager } from '@mikro-orm/postgresql';
import { commitmentAsCsv, CSV_HEAD } from '../formats/commitments-in-csv.ts';
import { commitmentsAsMarc, commitmentsAsMarcXml } from '../formats/commitments-in-marc.ts';
import type { DeliveredCommitment } from '../model/delivered-commitment.ts';
import type { RetentionCommitment } from '../model/retention-commitment.ts';
import { commitmentsWhere } from '../store/retention-commitments.ts';

const PAGE = 1000;

/** All commitments of a participant, or of everybody, as lines of a spreadsheet; page by page. */
export async function* commitmentsCsv(em: EntityManager, participant: Isil | null): AsyncGenerator<string> {
  yield `\uFEFF${CSV_HEAD}`;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await commitmentsWhere(
      em,
      'where (?::text is null or participant = ?) and id > ?::uuid order by id limit ?',
      [participant, participant, after, PAGE],
    );
    yield page.map((commitment) => commitmentAsCsv(delivered(commitment))).join('');
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}

/** Those about titles as MARC 21 with field 583, a record per title. A promise about a profile has no record to stand in. */
export async function* commitmentsMarc(em: EntityManager, participant: Isil | null): AsyncGenerator<Buffer> {
  for await (const titles of perTitle(em, participant)) yield Buffer.concat(titles.map(commitmentsAsMarc));
}

/** The same as MARCXML. */
export async function* commitmentsMarcXml(em: EntityManager, participant: Isil | null): AsyncGenerator<string> {
  yield XML_START;
  for await (const titles of perTitle(em, participant)) yield titles.map(commitmentsAsMarcXml).join('');
  yield XML_END;
}

/** The commitments about titles, those about one title together; some titles at a time. */
async function* perTitle(em: EntityManager, participant: Isil | null): AsyncGenerator<DeliveredCommitment[][]> {
  let after = '0';
  for (;;) {
    const page = await commitmentsWhere(
      em,
      `where (?::text is null or participant = ?) and key in (
         select distinct key from retention_commitment
          where key > ?::bigint and (?::text is null or participant = ?) order by key limit ?)
       order by key, id`,
      [participant, participant, after, participant, participant, PAGE],
    );
    const titles = Map.groupBy(page, ({ subject }) => subject);
    yield Array.from(titles.values(), (some) => some.map(delivered));
    if (titles.size < PAGE) return;
    after = page.at(-1)?.subject ?? after;
  }
}

/** A commitment as a file tells of it. */
export function delivered({
  id,
  participant,
  about,
  from,
  terms,
  state,
  since,
  successor,
  reason,
}: RetentionCommitment): DeliveredCommitment {
  const became = state === 'active' ? null : { state, on: since ?? from ?? '', successor, reason };
  return { id, promise: { participant, about, from, terms }, became };
}
