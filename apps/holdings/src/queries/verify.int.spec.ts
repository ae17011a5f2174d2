import type { WorkProgress } from '#libs/platform';
import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { writeEntries } from '../searching/write-entries.ts';
import { takeApplyLock } from '../importing/apply/work-tables.ts';
import { type VerifiedPart, verify } from './verify.ts';

const LINDEBURG = 'NL-0800000001';
const RIVIERDAL = 'NL-0800000002';

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { holdAbove: 1 });
  await imports.participant(LINDEBURG);
  await imports.participant(RIVIERDAL);
  await deliver(LINDEBURG, [
    `1;${isbnOf(1)};De aanslag;1982;Bruna;2`,
    `2;${isbnOf(2)};De ontdekking van de hemel;1992;Bruna;1`,
    `3;;Het huis;2001;Bruna;1`,
    `4;${isbnOf(4)}|${isbnOf(5)};Nooit meer slapen;1966;Bruna;1`,
  ]);
  await deliver(RIVIERDAL, [
    `1;${isbnOf(1)};De aanslag;1982;Bruna;1`,
    `2;${isbnOf(5)};Nooit meer slapen;1966;Bruna;1`,
    `3;${isbnOf(6)};Het huis;2001;Bruna;1`,
    `4;;De avonden;1947;;1`,
  ]);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

async function deliver(participant: string, lines: readonly string[]): Promise<void> {
  const file = ['id;isbn;titel;jaar;uitgever;exemplaren', ...lines].join('\n');
  expect(await imports.deliver(file, { participant })).toMatchObject({ state: 'done', rejected: 0 });
  while ((await writeEntries(imports.em, 10)) > 0);
}

/** The differences, by whole titles of at most so many records at a time, once something was damaged. */
async function afterDamage(damage: string, atATime: number): Promise<string[]> {
  const em: EntityManager = imports.em.fork();
  await em.begin();
  try {
    await em.execute(damage);
    return [...(await verify(em, { atATime })).differences];
  } finally {
    await em.rollback();
  }
}

const titleOf = (name: string): string => `(select id from title t join record r on r.title_id = t.id
  and r.record_key = t.described_by where r.description like '%${name}%')`;

describe('verify, while titles and holdings change', () => {
  it('does not wait for what is being applied', async () => {
    const applying: EntityManager = imports.em.fork();
    await applying.begin();
    try {
      await takeApplyLock(applying);
      expect(await verify(imports.em.fork())).toMatchObject({ equal: true });
    } finally {
      await applying.rollback();
    }
  });

  it('compares everything as it was when it began', async () => {
    const changing: EntityManager = imports.em.fork();
    await changing.begin();
    await changing.execute(`lock table past_holding in access exclusive mode`);
    let changed: Promise<unknown> | undefined;
    const say = ({ part }: WorkProgress<VerifiedPart>): void => {
      // Past holdings can be read once this is committed.
      if (part === 'history') {
        changed = changing
          .execute(
            `insert into past_holding (title_id, participant, since, until, copies, extant, on_order)
             select title_id, participant, since, since + 1000000, 1, 1, 0 from holding limit 1`,
          )
          .then(() => changing.commit());
      }
    };
    try {
      expect(await verify(imports.em.fork(), { say })).toMatchObject({ equal: true });
      await changed;
      expect((await verify(imports.em.fork())).differences).toContainEqual(
        expect.stringMatching(/^What NL-\d+ held of title \d+ before overlaps$/),
      );
    } finally {
      await imports.em.fork().execute(`delete from past_holding`);
    }
  });
});

describe.each([1, 2, 3, 20_000])('verify, %i records at a time', (atATime) => {
  it('finds nothing wrong with what was imported', async () => {
    expect(await verify(imports.em.fork(), { atATime })).toMatchObject({
      equal: true,
      records: 8,
      titles: 5,
      differences: [],
    });
  });

  it('finds a record that is kept in another title than it belongs to', async () => {
    const moved = `update record set title_id = ${titleOf('hemel')} where title_id = ${titleOf('aanslag')}
       and participant = (select number from participant where isil = '${RIVIERDAL}')`;
    expect(await afterDamage(moved, atATime)).toContainEqual(
      expect.stringMatching(/^Record \d+ is kept in title \d+ and belongs to \d+$/),
    );
  });

  it('finds a key that leads from one title to another', async () => {
    const led = `insert into title_alias select ${titleOf('hemel')}, ${titleOf('aanslag')}`;
    expect(await afterDamage(led, atATime)).toContainEqual(
      expect.stringMatching(/^Titles \d+ and \d+ are one by \d+$/),
    );
  });

  it('finds a description that makes one title of two', async () => {
    const described = `update record set description_key = (select description_key from record where keys = '{}'
        and description like '%Het huis%') where description like '%hemel%'`;
    expect(await afterDamage(described, atATime)).toContainEqual(
      expect.stringMatching(/^Titles \d+ and \d+ are one by \d+$/),
    );
  });

  it('finds a holding that is not the sum of its records', async () => {
    const miscounted = `update holding set copies = copies + 1 where title_id = ${titleOf('avonden')}`;
    expect(await afterDamage(miscounted, atATime)).toHaveLength(1);
  });
});
