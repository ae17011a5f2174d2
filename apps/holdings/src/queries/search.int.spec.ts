import { isbnOf } from '#libs/records';
import { placeOf } from '#libs/platform';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { writeEntries } from '../searching/write-entries.ts';
import { verify } from './verify.ts';
import { type Search, search, type SearchPage } from './search.ts';

const LINDEBURG = 'NL-0800000001';
const RIVIERDAL = 'NL-0800000002';
const HEADER = 'id;isbn;ppn;titel;auteur;jaar;nbc;taal;materiaal;exemplaren';

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { holdAbove: 1 });
  await imports.participant(LINDEBURG);
  await imports.participant(RIVIERDAL);
  await deliver(LINDEBURG, [
    `1;${isbnOf(1)};;De aanslag;Mulisch, Harry;1982;18.10;nl;boek;3`,
    `2;${isbnOf(2)};;De ontdekking van de hemel;Mulisch, Harry;1992;18.10;nl;boek;1`,
    `3;${isbnOf(3)};;Na de aanslag : een kroniek;Jönsson, Özlem;2004;15.70;nl;boek;1`,
    `4;${isbnOf(4)};;The assault;Mulisch, Harry;1985;18.10;en;boek;1`,
    `5;;123456789;100% goed \\ 'fout' "anders";Çelik, Björn;2010;77.40;nl;boek;2`,
    `6;${isbnOf(6)};;Het;King, Stephen;1986;18.11;nl;boek;1`,
    `7;${isbnOf(7)};;Kronik;;2001;;nl;boek;1`,
    `8;${isbnOf(8)};;Kroniek van toen;;2001;;nl;boek;1`,
  ]);
  await deliver(RIVIERDAL, [
    `1;${isbnOf(1)};;De aanslag;Mulisch, Harry;1982;18.10;nl;boek;2`,
    ...Array.from(
      { length: 25 },
      (_, at) => `${at + 10};${isbnOf(at + 10)};;Vogels ${at + 1};Wulp;2001;42.60;nl;boek;1`,
    ),
  ]);
}, 120_000);

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

async function deliver(participant: string, lines: readonly string[], header = HEADER): Promise<void> {
  const run = await imports.deliver([header, ...lines].join('\n'), { participant });
  expect(run).toMatchObject({ state: 'done', rejected: 0 });
  while ((await writeEntries(imports.em, 10)) > 0);
}

async function find(sought: Partial<Search>, limit = 50, after?: string): Promise<SearchPage> {
  return search(
    imports.em.fork(),
    { q: '', scheme: 'nbc', ...sought },
    { limit, ...(after !== undefined && { after }) },
  );
}

async function titles(sought: Partial<Search>): Promise<string[]> {
  return (await find(sought)).items.map(({ title }) => title);
}

async function parts(q: string): Promise<unknown> {
  return (await find({ q })).items.map(({ title, part }) => [title, part]);
}

describe('searching by identifier', () => {
  it('finds the title with who holds it', async () => {
    expect(await find({ q: isbnOf(1) })).toEqual({
      items: [
        {
          id: expect.stringMatching(/^1\d{18}$/),
          title: 'De aanslag',
          part: null,
          contributor: 'Mulisch, Harry',
          year: 1982,
          material: 'book',
          language: 'dut',
          classifications: [{ scheme: 'nbc', notation: '18.10' }],
          identifiers: [{ kind: 'isbn', value: isbnOf(1) }],
          holders: [
            { participant: LINDEBURG, name: LINDEBURG, copies: 3, extant: 3, onOrder: 0 },
            { participant: RIVIERDAL, name: RIVIERDAL, copies: 2, extant: 2, onOrder: 0 },
          ],
        },
      ],
      next: null,
      found: 1,
      more: false,
    });
  });

  it('finds a PPN, and nothing where the rest is narrowed down away', async () => {
    expect(await titles({ q: 'ppn:123456789' })).toHaveLength(1);
    expect(await titles({ q: 'ppn:123456789', holder: RIVIERDAL })).toEqual([]);
    expect(
      await titles({ q: isbnOf(1), notation: '18', holder: RIVIERDAL, language: 'dut', material: 'book' }),
    ).toHaveLength(1);
    expect(await titles({ q: isbnOf(1), notation: '15' })).toEqual([]);
  });
});

describe('searching by words', () => {
  it('tells the parts of a work apart, and finds a part by what it is called', async () => {
    const other = 'NL-0800004000';
    await imports.participant(other);
    await deliver(
      other,
      [
        `a;${isbnOf(401)};;De zeven zusters van Ommen;Riley;2014;24.50;nl;boek;1;Deel 1`,
        `b;${isbnOf(402)};;De zeven zusters van Ommen;Riley;2015;24.50;nl;boek;1;De stormzuster`,
      ],
      `${HEADER};deel`,
    );
    expect(await parts('zusters ommen')).toHaveLength(2);
    expect(await parts('zusters ommen deel 1')).toEqual([['De zeven zusters van Ommen', 'Deel 1']]);
    expect(await parts('stormzustr')).toEqual([['De zeven zusters van Ommen', 'De stormzuster']]);
  });

  it('finds titles that have all of them, of title, contributor and year, in whatever order and spelling', async () => {
    expect(await titles({ q: 'HARRY aanslag mulisch' })).toEqual(['De aanslag']);
    expect(await titles({ q: 'jonsson ozlem kroniek' })).toEqual(['Na de aanslag : een kroniek']);
    expect(await titles({ q: 'mulisch 1985' })).toEqual(['The assault']);
    expect(await titles({ q: 'mulisch vogels' })).toEqual([]);
  });

  it.each(['aanslah', 'aanslg', 'aanslaag', 'aanlsag', 'bulisch aanslag', 'mulich ontdeking'])(
    'forgives a mistake in each word: %s',
    async (q) => {
      expect((await titles({ q }))[0]).toMatch(/aanslag|ontdekking/);
    },
  );

  it('has the best first: called so, then begins so, then shorter', async () => {
    expect(await titles({ q: 'de aanslag' })).toEqual(['De aanslag', 'Na de aanslag : een kroniek']);
    expect(await titles({ q: 'mulisch' })).toEqual(['The assault', 'De aanslag', 'De ontdekking van de hemel']);
  });

  it('finds words as they were typed before what may have been meant', async () => {
    expect(await titles({ q: 'kroniek' })).toEqual(['Kroniek van toen', 'Na de aanslag : een kroniek', 'Kronik']);
  });

  it('comes in pages without gaps or doubles', async () => {
    const whole = await titles({ q: 'vogels wulp' });
    expect(new Set(whole).size).toBe(25);
    const seen: string[] = [];
    for (let after: string | undefined | null; after !== null;) {
      const page = await find({ q: 'vogels wulp' }, 4, after);
      expect(page.found).toBe(25);
      seen.push(...page.items.map(({ title }) => title));
      after = page.next;
    }
    expect(seen).toEqual(whole);
  });

  it('can be narrowed down by material, language, notation and holder', async () => {
    expect(await titles({ q: 'mulisch', language: 'eng' })).toEqual(['The assault']);
    expect(await titles({ q: 'mulisch', material: 'sound' })).toEqual([]);
    expect(await titles({ q: 'aanslag', notation: '15.' })).toEqual(['Na de aanslag : een kroniek']);
    expect(await titles({ q: 'aanslag', notation: '18', scheme: 'nur' })).toEqual([]);
    expect(await titles({ q: 'mulisch', holder: RIVIERDAL })).toEqual(['De aanslag']);
  });

  it('needs no words where a notation is given', async () => {
    expect(await titles({ notation: '18.1' })).toEqual([
      'Het',
      'The assault',
      'De aanslag',
      'De ontdekking van de hemel',
    ]);
  });
});

describe('what nobody expects to be typed', () => {
  it.each(['', ' ', '%', '\\', "'", '"', '*', ':*', '&|!()', '\u0000', '😀', '?', "' or 1=1 --"])(
    'is answered: %j',
    async (q) => {
      expect((await find({ q })).items).toEqual([]);
    },
  );

  it.each(['a'.repeat(5_000), 'boek '.repeat(1_000), Array.from({ length: 900 }, (_, at) => `wort${at}`).join(' ')])(
    'is answered however long it is',
    async (q) => {
      expect((await find({ q })).items).toEqual([]);
    },
  );

  it('is answered when it is only words that nearly every title has', async () => {
    expect(await titles({ q: 'het' })).toEqual(['Het']);
    expect((await titles({ q: 'de' }))[0]).toBe('De aanslag');
    expect(await titles({ q: 'van de het een' })).toEqual([]);
  });

  it('finds signs in titles, and in notations, for what they are', async () => {
    expect(await titles({ q: `100% 'fout' \\ "anders"` })).toHaveLength(1);
    expect(await titles({ notation: `18'\\%:*` })).toEqual([]);
  });

  it.each(['nonsense', placeOf('nonsense', '1')])('refuses a place that is none: %s', async (after) => {
    await expect(find({ q: 'de' }, 10, after)).rejects.toMatchObject({ code: 'page.malformed' });
  });
});

describe('the search entries', () => {
  it('follow the titles: renamed, gone', async () => {
    const library = 'NL-0800000003';
    await imports.participant(library);
    await deliver(library, [`1;${isbnOf(70)};;Eerste naam;Zandloper;2020;;nl;boek;1`]);
    expect(await titles({ q: 'zandloper' })).toEqual(['Eerste naam']);
    await deliver(library, [`1;${isbnOf(70)};;Tweede naam;Zandloper;2020;;nl;boek;1`]);
    expect(await titles({ q: 'eerste naam' })).toEqual([]);
    expect(await titles({ q: 'zandloper' })).toEqual(['Tweede naam']);
    await deliver(library, [`2;${isbnOf(71)};;Iets anders;;2020;;nl;boek;1`]);
    expect(await titles({ q: 'zandloper' })).toEqual([]);
  });

  it('are held against the titles by verify, which tells those that are wrong, missing or of nothing', async () => {
    const em = imports.em.fork();
    expect(await verify(em)).toMatchObject({ equal: true, differences: [] });
    await em.begin();
    await em.execute(`update search_entry set words = 'other' where title = 'het'`);
    await em.execute(`delete from search_entry where title = 'kronik'`);
    await em.execute(`insert into search_entry values (1999999999999999999, 'a', '', null, 'a')`);
    expect((await verify(em)).differences).toHaveLength(3);
    await em.execute(`insert into search_due select title_id from search_entry where title in ('het', 'a')`);
    expect((await verify(em)).differences).toHaveLength(1);
    await em.rollback();
  });
});
