import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, type Person, request } from './calling.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const owner: Person = { sub: 'Petra', roles: ['plan-owner'] };
const esra: Person = { sub: 'Esra', roles: ['collection-manager'], participant: A };
const gerda: Person = { sub: 'Gerda', roles: ['collection-manager'], participant: B };
const PLAN = '/collection-plans/voorbeeld/1';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());
beforeEach(async () => {
  await coverage.forget();
  await post('/collection-plans', EXAMPLE_PLAN);
});

const post = (url: string, body: string | object = {}, as = owner): Promise<Answer> =>
  request(coverage, 'POST', url, { as, body });
const get = (url: string, as = owner): Promise<Answer> => request(coverage, 'GET', url, { as });
const open = (until = '2026-06-30'): Promise<Answer> => post(`${PLAN}/consult`, { until });

async function said(text: string, as = esra, profile: string | null = 'muziek'): Promise<string> {
  const { body } = await post(`${PLAN}/comments`, { participant: as.participant, profile, text }, as);
  return String(body['id']);
}

describe('consultation on a draft', () => {
  it('is opened, moved and closed, with who and when kept', async () => {
    expect(await open()).toMatchObject({
      status: 200,
      body: { state: 'consultation', consultedUntil: '2026-06-30', comments: { all: 0, unanswered: 0 } },
    });
    await open('2026-07-31');
    await open('2026-07-31');
    const { body } = await post(`${PLAN}/close-consultation`);
    expect(body).toMatchObject({ state: 'draft', consultedUntil: null });
    expect(body['consultation']).toMatchObject([
      { what: 'opened', until: '2026-06-30', by: 'Petra' },
      { what: 'moved', until: '2026-07-31', by: 'Petra' },
      { what: 'closed', until: null, by: 'Petra' },
    ]);
  });

  it.each([
    [{ until: '2026-05-31' }, 409],
    [{ until: '2026-06-31' }, 422],
    [{}, 422],
  ])('is not opened with %j', async (body, status) => {
    expect(await post(`${PLAN}/consult`, body)).toMatchObject({ status });
    expect((await get(PLAN)).body).toMatchObject({ state: 'draft', consultation: [] });
  });

  it('is of no version that is not there', async () => {
    expect(await post('/collection-plans/voorbeeld/9/consult', { until: '2026-06-30' })).toMatchObject({ status: 404 });
  });
});

describe('a comment', () => {
  it('is kept with the profile, the participant and who wrote it, until it is answered', async () => {
    await open();
    const id = await said('  Het niveau is te hoog.  ');
    expect((await get(`${PLAN}/comments`, gerda)).body).toMatchObject({
      items: [
        {
          id,
          profile: 'muziek',
          participant: { isil: A },
          text: 'Het niveau is te hoog.',
          by: 'Esra',
          at: expect.stringContaining('2026-06-01'),
          state: 'unanswered',
          mine: false,
          answered: null,
        },
      ],
      next: null,
    });
    expect((await get(PLAN)).body).toMatchObject({ comments: { all: 1, unanswered: 1 } });
    expect(await post(`/plan-comments/${id}/answer`, { answer: 'declined', text: 'De norm blijft.' })).toMatchObject({
      status: 200,
      body: { state: 'declined', answered: { answer: 'declined', text: 'De norm blijft.', by: 'Petra' } },
    });
    expect((await get(PLAN)).body).toMatchObject({ comments: { all: 1, unanswered: 0 } });
    expect(await post(`/plan-comments/${id}/withdraw`, {}, esra)).toMatchObject({ status: 409 });
  });

  it.each([
    ['of a profile that is not there', { participant: A, profile: 'film', text: 'x' }, 404],
    ['that says nothing', { participant: A, text: ' ' }, 422],
    ['of nobody', { text: 'x' }, 422],
  ])('%s is refused', async (_what, body, status) => {
    await open();
    expect(await post(`${PLAN}/comments`, body, esra)).toMatchObject({ status });
    expect((await get(`${PLAN}/comments`)).body).toEqual({ items: [], next: null });
  });

  it('is not asked on a draft, nor after the last day', async () => {
    const body = { participant: A, text: 'x' };
    expect(await post(`${PLAN}/comments`, body, esra)).toMatchObject({
      status: 409,
      body: { code: 'consultation.not-open' },
    });
    await open();
    coverage.clock.moveTo('2026-07-01');
    expect(await post(`${PLAN}/comments`, body, esra)).toMatchObject({
      status: 409,
      body: { code: 'consultation.over', parameters: { until: '2026-06-30' } },
    });
    await open('2026-07-01');
    expect(await post(`${PLAN}/comments`, body, esra)).toMatchObject({ status: 201 });
  });

  it('is listed page by page and narrowed down', async () => {
    await open();
    const withdrawn = await said('een');
    const accepted = await said('twee', gerda);
    await said('drie', esra, null);
    await post(`/plan-comments/${withdrawn}/withdraw`, {}, esra);
    await post(`/plan-comments/${accepted}/answer`, { answer: 'accepted', text: 'Eens' });
    const texts = async (query: string): Promise<string[]> =>
      ((await get(`${PLAN}/comments?${query}`)).body['items'] as { text: string }[]).map(({ text }) => text).toSorted();
    expect(await texts('state=unanswered')).toEqual(['drie']);
    expect(await texts('state=withdrawn')).toEqual(['een']);
    expect(await texts('state=accepted')).toEqual(['twee']);
    expect(await texts(`participant=${A}`)).toEqual(['drie', 'een']);
    expect(await texts('profile=')).toEqual(['drie']);
    expect(await texts('profile=muziek')).toEqual(['een', 'twee']);
    const paged: string[] = [];
    let after = '';
    do {
      const { items, next } = (await get(`${PLAN}/comments?limit=1${after}`)).body as {
        items: { text: string }[];
        next: string | null;
      };
      paged.push(...items.map(({ text }) => text));
      after = next === null ? '' : `&after=${next}`;
    } while (after !== '');
    expect(paged.toSorted()).toEqual(['drie', 'een', 'twee']);
    expect((await get(PLAN)).body).toMatchObject({ comments: { all: 2, unanswered: 1 } });
  });

  it('is of no version that is not there', async () => {
    const none = '/collection-plans/voorbeeld/9/comments';
    const answers = await Promise.all([get(none), get(`${none}.csv`), post(none, { participant: A, text: 'x' }, esra)]);
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(
      Array.from({ length: 3 }, () => [404, 'collection-plan.unknown']),
    );
  });

  it('is a line of the file for spreadsheets', async () => {
    await open();
    const id = await said('=1+1');
    await post(`/plan-comments/${id}/answer`, { answer: 'accepted', text: 'Eens; dank' });
    const [head, line, end] = (await get(`${PLAN}/comments.csv`)).text.split('\r\n');
    expect(head).toContain('profile;participant;participant name;comment');
    const at = '2026-06-01T12:00:00.000Z';
    expect(line).toBe(`${id};muziek;${A};${A};'=1+1;Esra;${at};accepted;"Eens; dank";Petra;${at};`);
    expect(end).toBe('');
  });

  it('is answered or withdrawn, never both, however much at once', async () => {
    await open();
    for (let round = 0; round < 8; round++) {
      const id = await said(`ronde ${round}`);
      const both = await Promise.all([
        post(`/plan-comments/${id}/answer`, { answer: 'accepted', text: 'Eens' }),
        post(`/plan-comments/${id}/withdraw`, {}, esra),
      ]);
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    }
  });

  it('is written before the consultation closes or refused, however much at once', async () => {
    for (let round = 0; round < 5; round++) {
      await open();
      const [, ...written] = await Promise.all([
        post(`${PLAN}/close-consultation`),
        ...['a', 'b', 'c'].map((text) => post(`${PLAN}/comments`, { participant: A, text }, esra)),
      ]);
      for (const { status, body } of written) expect([201, 'consultation.not-open']).toContain(body['code'] ?? status);
      expect((await get(PLAN)).body).toMatchObject({ state: 'draft' });
    }
  });
});

describe('adopting a version with comments that are not answered', () => {
  it('goes on, tells how many, and lets them be answered afterwards', async () => {
    await open();
    const id = await said('Te hoog');
    expect(await post(`${PLAN}/adopt`)).toMatchObject({
      status: 200,
      body: { state: 'adopted', consultedUntil: null, comments: { all: 1, unanswered: 1 } },
    });
    expect(await post(`${PLAN}/comments`, { participant: A, text: 'x' }, esra)).toMatchObject({ status: 409 });
    expect(await open()).toMatchObject({ status: 409, body: { code: 'consultation.decided' } });
    expect(await post(`/plan-comments/${id}/answer`, { answer: 'declined', text: 'Te laat' })).toMatchObject({
      status: 200,
    });
    expect((await get(PLAN)).body).toMatchObject({ comments: { all: 1, unanswered: 0 } });
  });
});
