import { type RetentionNote, type RetentionNotesQuestion } from '#libs/contracts';
import { isbn, isbnKey } from '#libs/kernel';
import { MarcFields, MarcSplitter } from '#libs/marc';
import { Answers, askOf } from '#libs/messaging';
import { isbnOf } from '#libs/records';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type Person, RunningHoldings } from './running.ts';

const [OWN, OTHER] = ['NL-0800010000', 'NL-0800020000'];
const manager: Person = { roles: ['collection-manager'], participant: OWN };
const other: Person = { roles: ['collection-manager'], participant: OTHER };
const FILE = `/participants/${OWN}/holdings/file`;
const HEADER =
  'id;isbn;titel;auteur;jaar;uitgever;deel;materiaal;taal;fictie;nbc;exemplaren;aanwezig;besteld;vestiging;plaatskenmerk;conditie';
const KEPT = isbnKey(isbn(isbnOf(1))!);

/** More titles than are written at a time. */
const MANY = Array.from({ length: 1_203 }, (_, i) => `m${i};${isbnOf(i + 10)};Boek ${i};;;;;;;;;1;1;0;;;`);

/** What agreements answers here: one promise, about one title of one participant. */
@Controller()
class Promised {
  @Answers(askOf('agreements', 'retention-notes'))
  answer(@Payload() { participant, keys }: RetentionNotesQuestion): RetentionNote[] {
    if (participant !== OWN || !keys.includes(KEPT)) return [];
    const note = [['a', 'committed to retain'] as const, ['d', '20401231'] as const, ['5', OWN] as const];
    return [{ key: KEPT, active: true, until: '2040-12-31', policy: 'PLUS', fields: [['583', '1 ', note]] }];
  }
}

let service: RunningHoldings;

beforeAll(async () => {
  service = await RunningHoldings.start([Promised]);
  await service.knows(OWN, OTHER);
  const lines = [
    `1;${isbnOf(1)}|${isbnOf(2)};"De ""gouden""; appel";Kievit, Bo;2001;Bruna;;boek;nl;ja;24.10;3;2;1;Centrum;Roman KIEV;gevlekt`,
    `1;${isbnOf(1)}|${isbnOf(2)};"De ""gouden""; appel";Kievit, Bo;2001;Bruna;;boek;nl;ja;24.10;1;1;0;Oost;Magazijn;`,
    `2;${isbnOf(3)};Reeks;;2002;Querido;Deel 2;boek;de;nee;;1;1;0;;;`,
    `3;${isbnOf(4)};Besteld;;2026;Querido;;boek;nl;;;0;0;2;;;`,
    ...MANY,
  ];
  await service.deliver(OWN, 'catalogus', [HEADER, ...lines].join('\n'));
});

afterAll(async () => {
  await service?.stop();
});

async function written(format: string): Promise<Buffer> {
  const response = await service.fetch(`${FILE}?format=${format}`, { as: manager });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** What each title counts, whoever has it. */
async function holdingsOf(isil: string): Promise<Record<string, string>> {
  const rows = await service.em.execute<{ title: string; counts: string }[]>(
    `select h.title_id::text as title, concat_ws('/', copies, extant, on_order) as counts
       from holding h join participant p on p.number = h.participant where p.isil = ?`,
    [isil],
  );
  return Object.fromEntries(rows.map(({ title, counts }) => [title, counts]));
}

/** What is told of the copies of the first title; their order tells nothing. */
async function copiesOf(isil: string): Promise<unknown> {
  const response = await service.fetch(`/titles/${KEPT}/records`, { as: manager });
  const { items } = (await response.json()) as { items: { participant: string; items: object[] }[] };
  return items
    .find(({ participant }) => participant === isil)
    ?.items.map((it) => JSON.stringify(it))
    .toSorted();
}

describe('a file of what a participant holds', () => {
  it('has a line for each title and place of its copies, with what is to be kept', async () => {
    const lines = (await written('csv')).toString().trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 4 + MANY.length);
    expect(lines[0]).toMatch(/^\uFEFFid;isbn;ppn/);
    const title = `1;${isbnOf(1)}|${isbnOf(2)};;;;;"De ""gouden""; appel";Kievit, Bo;2001;Bruna;;;book;dut;unknown;fiction;24.10;;;`;
    expect(lines.filter((line) => line.startsWith('1;'))).toEqual([
      `${title};3;2;1;Centrum;Roman KIEV;gevlekt;2040-12-31;PLUS`,
      `${title};1;1;0;Oost;Magazijn;;2040-12-31;PLUS`,
    ]);
  });

  it('has a record of MARC 21 for each title, with its copies and field 583', async () => {
    const splitter = new MarcSplitter();
    const records = [...splitter.push(await written('marc')), ...splitter.end()];
    expect(records).toHaveLength(3 + MANY.length);
    const fields = new MarcFields([1, 3, 8, 20, 84, 100, 245, 264, 583, 852]);
    const first = records.find((raw) => {
      fields.open(raw);
      return fields.control(1) === '1';
    });
    if (first === undefined) throw new Error('The first title is not there');
    fields.open(first);
    const all = (tag: number, code: string): string[] => fields.all(tag).map((it) => fields.subfield(it, code));
    expect(fields.control(3)).toBe(OWN);
    expect(fields.control(8)).toHaveLength(40);
    expect(fields.control(8)[33]).toBe('1');
    expect(all(20, 'a').toSorted()).toEqual([isbnOf(1), isbnOf(2)].toSorted());
    expect(all(245, 'a')).toEqual(['De "gouden"; appel']);
    expect(all(583, 'd')).toEqual(['20401231']);
    expect(fields.all(245).map((it) => fields.indicator(it, 2))).toEqual(['3']);
    expect(all(852, 'z')).toEqual(['', '', '', 'VERMIST', 'BESTELD']);
    expect(all(852, 'b')).toEqual(['Centrum', 'Centrum', 'Oost', 'Centrum', 'Centrum']);
    expect(all(852, 'h')).toEqual(['Roman KIEV', 'Roman KIEV', 'Magazijn', 'Roman KIEV', 'Roman KIEV']);
    expect(all(852, 'q')).toEqual(['gevlekt', 'gevlekt', '', 'gevlekt', 'gevlekt']);
  });

  it.each(['csv', 'xlsx', 'marc', 'marcxml'])(
    'can be delivered by another as it is, %s, and comes to the same',
    async (format) => {
      const run = await service.deliver(OTHER, format, await written(format));
      expect(run).toMatchObject({ records: 3 + MANY.length, rejected: 0 });
      expect(await holdingsOf(OTHER)).toEqual(await holdingsOf(OWN));
      expect(await copiesOf(OTHER)).toEqual(await copiesOf(OWN));
      const undo = await service.fetch(`/imports/${String(run['id'])}/undo`, { as: other, method: 'POST' });
      expect(undo.status).toBe(202);
      await eventually(async () => expect(await holdingsOf(OTHER)).toEqual({}));
    },
  );

  it('is for its own participant, and of one that is known', async () => {
    expect((await service.fetch(`${FILE}?format=csv`, { as: other })).status).toBe(403);
    expect((await service.fetch(`${FILE}?format=csv`)).status).toBe(401);
    expect((await service.fetch(`${FILE}?format=pdf`, { as: manager })).status).toBe(422);
    const nobody = await service.fetch('/participants/NL-0800099999/holdings/file?format=csv', {
      as: { roles: ['plan-owner'] },
    });
    expect(nobody.status).toBe(404);
  });

  it('is refused as a whole when nobody can say what was promised', async () => {
    await service.agreements.stop();
    const response = await service.fetch(`${FILE}?format=marc`, { as: manager });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'agreements.unavailable' });
  }, 60_000);
});
