import { isbnKey, type TitleKey } from '#libs/kernel';
import { isbnOf } from '#libs/records';
import { freshDatabase, type FreshDatabase } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Imports } from '../../test/importing.ts';
import { migrations } from '../migrations/index.ts';
import { ownKey } from '../model/keys.ts';
import { recordComparison } from '../queries/record-comparison.ts';
import { titleDecisions } from '../queries/title-decisions.ts';
import { verify } from '../queries/verify.ts';

const [OWN, OTHER, THIRD] = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003'];
const anybody = { id: 'kb', name: 'Plan owner', participants: 'all' } as const;
const HEADER = 'id;isbn;titel;jaar;uitgever;exemplaren';

let database: FreshDatabase;
let imports: Imports;

beforeAll(async () => {
  database = await freshDatabase('holdings', migrations);
  imports = await Imports.over(database.orm, { chunk: 3 });
  for (const isil of [OWN, OTHER, THIRD]) await imports.participant(isil);
});

afterAll(async () => {
  await imports?.stop();
  await database?.drop();
});

beforeEach(async () => {
  await imports.empty();
});

/** Three libraries have book 1 under one number, and one of them book 2 besides. */
async function heldByThree(): Promise<void> {
  await imports.deliver(`${HEADER}\na;${isbnOf(1)};Een;2001;Bruna;1\nb;${isbnOf(2)};Twee;2002;Bruna;2`, {
    participant: OWN,
  });
  await imports.deliver(`${HEADER}\nc;${isbnOf(1)};Een;2001;Bruna;3`, { participant: OTHER });
  await imports.deliver(`${HEADER}\nd;${isbnOf(1)};Iets anders;1999;Meulenhoff;4`, { participant: THIRD });
  await imports.forget();
}

function title(number: number): TitleKey {
  return isbnKey(isbnOf(number));
}

function record(participant: string, localId: string): TitleKey {
  return ownKey(participant, 'catalogue', localId);
}

async function sound(): Promise<void> {
  expect(await verify(imports.em.fork())).toMatchObject({ equal: true, differences: [] });
}

function same(by: Parameters<Imports['decisions']['same']>[2] = anybody): Promise<{ id: string; title: string }> {
  return imports.decisions.same([title(2), title(1)], 'Het tweede nummer is van de herdruk', by);
}

function apart(...records: TitleKey[]): Promise<{ id: string; title: string }> {
  return imports.decisions.apart(title(1), records, 'De uitgever gaf het nummer twee keer uit', anybody);
}

describe('deciding that titles are the same', () => {
  it('merges them, adds their holdings up, and tells so as a load would', async () => {
    await heldByThree();
    const { id, title: merged } = await same();
    expect(merged).toBe(title(1));
    expect(await imports.holdings()).toEqual({
      [`${OWN} ${title(1)}`]: '3/3/0',
      [`${OTHER} ${title(1)}`]: '3/3/0',
      [`${THIRD} ${title(1)}`]: '4/4/0',
    });
    expect(await imports.said()).toMatchObject([
      { type: 'titles-merged.v1', data: { run: id, merges: [{ from: title(2), into: title(1) }] } },
      {
        type: 'titles-changed.v1',
        data: { run: id, titles: expect.arrayContaining([expect.objectContaining({ gone: true })]) },
      },
      { type: 'holdings-changed.v1', data: { participant: OWN, run: id } },
    ]);
    await sound();
  });

  it('holds for what is delivered later, and for a record that goes and comes back', async () => {
    await heldByThree();
    await same();
    await imports.deliver(`${HEADER}\na;${isbnOf(1)};Een;2001;Bruna;1`, { participant: OWN, mode: 'full' });
    await imports.deliver(`${HEADER}\ne;${isbnOf(2)};Twee;2002;Bruna;1`, { participant: OTHER, mode: 'delta' });
    expect(Object.keys(await imports.titles())).toEqual([title(1)]);
    await sound();
  });

  it('ends when it is taken back, which a second time says nothing', async () => {
    await heldByThree();
    const before = await imports.state();
    const { id } = await same();
    await imports.forget();
    await imports.decisions.takeBack(id, 'Toch twee boeken', anybody);
    expect(await imports.state()).toEqual(before);
    expect((await imports.said())[0]).toMatchObject({
      type: 'titles-split.v1',
      data: { splits: [{ from: title(1), into: [title(1), title(2)] }] },
    });
    const said = (await imports.said()).length;
    await imports.decisions.takeBack(id, 'Nog eens', anybody);
    expect(await imports.said()).toHaveLength(said);
    expect((await titleDecisions(imports.em.fork(), { limit: 9 })).items).toMatchObject([
      { id, kind: 'same', by: 'Plan owner', takenBack: { by: 'Plan owner', reason: 'Toch twee boeken' } },
    ]);
    await sound();
  });

  it('is for whoever has one of them', async () => {
    await heldByThree();
    const stranger = { id: 's', name: 'S', participants: ['NL-0800000009'] };
    await expect(same(stranger)).rejects.toMatchObject({ code: 'title.not-yours' });
    const { id } = await same({ id: 'o', name: 'O', participants: [OWN] });
    await expect(imports.decisions.takeBack(id, 'Nee', stranger)).rejects.toMatchObject({ code: 'decision.not-yours' });
    await imports.decisions.takeBack(id, 'Ja', { id: 'p', name: 'P', participants: [OWN] });
    expect(Object.keys(await imports.titles())).toHaveLength(2);
  });

  it('refuses a title that merged meanwhile, so that of two who decide at once one is told', async () => {
    await heldByThree();
    const outcomes = await Promise.allSettled([same(), same()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((it) => it.status === 'rejected')).toMatchObject({ reason: { code: 'title.unknown' } });
    await sound();
  });
});

describe('deciding that records are a title of their own', () => {
  it('splits the title, and keeps them apart when their library delivers them anew', async () => {
    await heldByThree();
    const mine = record(THIRD, 'd');
    const { title: made } = await apart(mine);
    expect(made).toBe(mine);
    expect((await imports.said())[0]).toMatchObject({
      type: 'titles-split.v1',
      data: { splits: [{ from: title(1) }] },
    });
    await imports.deliver(`${HEADER}\nd;${isbnOf(1)};Iets anders;1999;Meulenhoff;9`, { participant: THIRD });
    expect((await imports.titles())[mine]).toEqual([`${THIRD}/d`]);
    expect((await imports.holdings())[`${THIRD} ${mine}`]).toBe('9/9/0');
    await sound();
  });

  it('comes back to what was delivered last, not to what was when it was decided', async () => {
    await heldByThree();
    const { id } = await apart(record(THIRD, 'd'));
    await imports.deliver(`${HEADER}\nd;${isbnOf(2)};Iets anders;1999;Meulenhoff;4`, { participant: THIRD });
    await imports.decisions.takeBack(id, 'De bibliotheek heeft het verbeterd', anybody);
    expect((await imports.titles())[title(2)]).toEqual([`${OWN}/b`, `${THIRD}/d`]);
    await sound();
  });

  it('refuses all records, records of another title, and those of another library', async () => {
    await heldByThree();
    const all = [record(OWN, 'a'), record(OTHER, 'c'), record(THIRD, 'd')];
    await expect(apart(...all)).rejects.toMatchObject({ code: 'decision.nothing-left' });
    await expect(apart(record(OWN, 'b'))).rejects.toMatchObject({ code: 'record.not-of-title' });
    const by = { id: 'o', name: 'O', participants: [OWN] };
    await expect(imports.decisions.apart(title(1), [record(THIRD, 'd')], 'Waarom', by)).rejects.toMatchObject({
      code: 'record.not-yours',
      parameters: { record: 'd', participant: THIRD },
    });
    expect(await imports.said()).toEqual([]);
  });

  it('refuses what another decision keeps together, and changes nothing then', async () => {
    await imports.deliver(`${HEADER}\na;;Een;;;1\nb;;Twee;;;1`, { participant: OWN });
    const [one, other] = [record(OWN, 'a'), record(OWN, 'b')];
    const { title: joined } = await imports.decisions.same([one, other], 'Een boek', anybody);
    const before = await imports.state();
    await expect(imports.decisions.apart(joined, [one], 'Nee', anybody)).rejects.toMatchObject({
      code: 'decision.other-keeps-together',
    });
    expect(await imports.state()).toEqual(before);
    await sound();
  });
});

describe('a decision', () => {
  it('is kept with what it did and told, or not at all', async () => {
    await heldByThree();
    const before = await imports.state();
    await imports.em.fork().execute(`
      create function no_outbox() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$;
      create trigger no_outbox before insert on outbox for each row execute function no_outbox()`);
    await expect(same()).rejects.toThrow(/full/);
    await imports.em.fork().execute(`drop trigger no_outbox on outbox; drop function no_outbox()`);
    expect(await imports.state()).toEqual(before);
    expect(await imports.decided()).toBe(0);
    await sound();
  });

  it('may come between the chunks of a run that is under way', async () => {
    await heldByThree();
    const lines = Array.from({ length: 60 }, (_, i) => `x${i};${isbnOf(i % 7)};Boek ${i % 7};2001;Bruna;1`);
    const run = imports.deliver([HEADER, ...lines].join('\n'), { participant: OTHER, mode: 'delta' });
    const { id } = await same();
    const mine = await apart(record(THIRD, 'd'));
    expect(await run).toMatchObject({ state: 'done', added: 60 });
    await sound();
    expect(await imports.projected().then(({ holdings }) => Object.keys(holdings).length)).toBeGreaterThan(0);
    await imports.decisions.takeBack(id, 'Terug', anybody);
    await imports.decisions.takeBack(mine.id, 'Terug', anybody);
    await sound();
  });

  it('is in the explanation of two records, and its taking back too', async () => {
    await heldByThree();
    const [one, other] = [record(OWN, 'b'), record(OTHER, 'c')];
    const em = imports.em.fork();
    expect(await recordComparison(em, one, other)).toMatchObject({
      same: false,
      reasons: [{ kind: 'no-number-shared' }, { kind: 'description-differs', fields: ['title', 'year'] }],
      records: [{ localId: 'b' }, { localId: 'c' }],
    });
    const { id } = await same();
    expect(await recordComparison(em, one, other)).toMatchObject({
      same: true,
      links: [{ from: one, to: other, by: { kind: 'decision' } }],
      decisions: [{ id, reason: 'Het tweede nummer is van de herdruk' }],
    });
    const mine = await apart(record(THIRD, 'd'));
    expect(await recordComparison(em, one, record(THIRD, 'd'))).toMatchObject({
      same: false,
      reasons: [{ kind: 'set-apart', record: record(THIRD, 'd') }, {}, { kind: 'description-differs' }],
      decisions: [{ id: mine.id }],
    });
    await expect(recordComparison(em, one, record(THIRD, 'z'))).rejects.toMatchObject({ code: 'record.unknown' });
  });
});
