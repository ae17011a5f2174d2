import { workbookOf } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADOPTED, draft, knowProfiles, PROPOSAL, registerBoth, submitted } from './given.ts';
import { NIEUWLAND, nieuwland, type Person, rivierdal, RunningAgreements, START } from './running.ts';

const HELD = '9780306406157';
const FREE = '9789021434049';
const OTHER = '9783161484100';
const PLANNED = '9781861972712';
const DRAFTED = '9780470059029';

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
  await registerBoth(service);
  await knowProfiles(service);
  const scope = { classification: [{ scheme: 'nur', prefix: '66' }], material: [], language: [], audience: [] };
  const targets = [{ activity: 'collect', level: '3b', enoughHolders: 1 }];
  const profiles = [Object.assign({}, ADOPTED.profiles[0], { scope, targets }), ADOPTED.profiles[1]];
  await service.em.execute('update collection_plan set profiles = ?::jsonb', [JSON.stringify(profiles)]);
  await service.em.execute(`insert into title (id, version, title, gone) values (?, 1, 'Information theory', false)`, [
    `100000${HELD}`,
  ]);
  await service.em.execute('insert into holding values (?, ?, 1, 1, 0, 1)', [`100000${HELD}`, NIEUWLAND]);
  await submitted(service, naming(PLANNED));
  await draft(service, naming(DRAFTED));
}, START);

afterAll(async () => {
  await service.stop();
});

/** A plan of Rivierdal that names a title. */
function naming(identifier: string): object {
  const line = { profile: 'talen', activity: 'collect', level: '3b', titles: 1, copies: 1, named: [{ identifier }] };
  return { ...PROPOSAL, lines: [line] };
}

async function send(path: string, payload: string | Buffer, as: Person = nieuwland) {
  const token = await service.surroundings.issuer.token({ sub: 'somebody', ...as });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
  return service.app.inject({ method: 'POST', url: path, headers, payload });
}

function product(isbn: string, title: string, nur: string): string {
  return `<Product><RecordReference>${isbn}</RecordReference>
    <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>${isbn}</IDValue></ProductIdentifier>
    <DescriptiveDetail><ProductForm>BC</ProductForm>
      <TitleDetail><TitleType>01</TitleType><TitleElement><TitleText>${title}</TitleText></TitleElement></TitleDetail>
      <Subject><SubjectSchemeIdentifier>32</SubjectSchemeIdentifier><SubjectCode>${nur}</SubjectCode></Subject>
    </DescriptiveDetail></Product>`;
}

const OFFER = `<ONIXMessage release="3.0">${product(HELD, 'Bekend', '661')}${product(FREE, 'Muziek', '662')}
  ${product(OTHER, 'Roman', '301')}${product(PLANNED, 'Gepland', '663')}${product(DRAFTED, 'Concept', '664')}</ONIXMessage>`;

describe('a list that is sent as a file', () => {
  it.each([
    ['text', `${HELD}\n${FREE} Muziek\n`],
    ['CSV', `ISBN;Titel\n${HELD};\n${FREE};Muziek\n`],
    [
      'a workbook',
      workbookOf({
        Lijst: [
          ['ISBN', 'Titel'],
          [Number(HELD), null],
          [Number(FREE), 'Muziek'],
        ],
      }),
    ],
    ['ONIX', `<ONIXMessage release="3.0">${product(HELD, 'x', '301')}${product(FREE, 'Muziek', '301')}</ONIXMessage>`],
  ])('is checked title by title: %s', async (_what, content) => {
    const answer = await send('/purchase-checks/file', content, rivierdal);
    expect(answer.json()).toMatchObject({
      items: [
        { identifier: HELD, title: 'Information theory', holders: 1 },
        { identifier: FREE, title: 'Muziek', known: false, advice: 'buy' },
      ],
      unreadable: [],
    });
  });

  it('finds the profile of what nobody knows by what the list says of it', async () => {
    const answer = await send('/purchase-checks/file', OFFER);
    expect(answer.json()).toMatchObject({
      profiles: [{ code: 'muziek' }],
      items: [{ profiles: [] }, { profiles: ['muziek'] }, { profiles: [] }, {}, {}],
    });
  });

  it('is answered as CSV, with words, and with what could not be read', async () => {
    const content = `${HELD}\n9780306406158\n`;
    const answer = await send('/purchase-checks/file?format=csv&profile=muziek', content, rivierdal);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, first, second] = answer.body.split('\r\n');
    expect(head?.startsWith('\uFEFFregel;isbn;titel;')).toBe(true);
    expect(first).toContain(`1;ISBN ${HELD};Information theory;;;leen;genoeg andere bibliotheken`);
    expect(second).toContain('2;9780306406158;;;;niet te lezen;');
    const english = await send('/purchase-checks/file?format=csv&language=en', content, rivierdal);
    expect(english.body).toContain(';buy;other libraries have it, but not enough;');
  });

  it.each([
    ['nothing', '\n', 409, 'list.empty'],
    ['too much', 'ocn:1\n'.repeat(5001), 413, 'list.too-large'],
    ['broken XML', '<ONIXMessage><Product>', 400, 'onix.malformed'],
  ])('is refused with %s in it', async (_what, content, status, code) => {
    const answer = await send('/purchase-checks/file', content);
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { code }]);
  });
});

function titlesOf(body: { profiles: { code: string | null; titles: { identifier: string }[] }[] }) {
  return body.profiles.map(({ code, titles }) => [code, titles.map(({ identifier }) => identifier)]);
}

describe('what nobody bought of an offer', () => {
  it('is the offer less everything that is held or planned, by profile', async () => {
    const answer = await send('/supplier-offers/unbought', OFFER);
    expect(answer.json()).toMatchObject({ offered: 5, unbought: 3 });
    expect(titlesOf(answer.json())).toEqual([
      ['muziek', [FREE, DRAFTED]],
      [null, [OTHER]],
    ]);
  });

  it('leaves out what is in your own drafts, which others know nothing of', async () => {
    const answer = await send('/supplier-offers/unbought', OFFER, rivierdal);
    expect(titlesOf(answer.json())).toEqual([
      ['muziek', [FREE]],
      [null, [OTHER]],
    ]);
  });

  it('is answered as CSV, a line for each title and profile', async () => {
    const answer = await send('/supplier-offers/unbought?format=csv', OFFER, rivierdal);
    expect(answer.body.split('\r\n').slice(1, 3)).toEqual([
      `muziek;Muziek;2;ISBN ${FREE};Muziek;;`,
      `;geen profiel;3;ISBN ${OTHER};Roman;;`,
    ]);
  });

  it('takes offers longer than a list to check', async () => {
    const offer = `ISBN;NUR\n${Array.from({ length: 12_000 }, (_, at) => `ocn:${at + 1};661`).join('\n')}`;
    const answer = await send('/supplier-offers/unbought', offer);
    expect(answer.json()).toMatchObject({ offered: 12_000, unbought: 12_000 });
  }, 60_000);
});
