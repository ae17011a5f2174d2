import { workbookOf } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';
import type { LoanRequest } from '../../model/loan-request.ts';
import type { Told } from '../rejected.ts';
import { loanRequestsInFile } from './in-file.ts';

const ISBN = '9780306406157';
const KEY = `100000${ISBN}`;
const RIVIERDAL = 'NL-0800010000';
const HEAD = 'id;isbn;profiel;datum;bereik;uitkomst;deelnemer;aantal';

async function read(content: string | Buffer, participant: string | null = RIVIERDAL): Promise<Told<LoanRequest>> {
  const bytes = Buffer.from(content as string);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
  }
  const told: Told<LoanRequest>[] = [];
  for await (const some of loanRequestsInFile(pieces(), { participant, today: '2026-11-24' })) told.push(some);
  return Object.assign({}, told[0]!, {
    found: told.flatMap(({ found }) => found),
    rejected: told.flatMap(({ rejected }) => rejected),
  });
}

const REQUEST = {
  participant: RIVIERDAL,
  about: { key: KEY },
  on: '2026-11-20',
  scope: 'national',
  outcome: 'unfilled',
  count: 1,
  isNamed: true,
};

describe('a file of loan requests', () => {
  it.each([
    ['our own words', `id,identifier,day,scope,outcome\n17,${ISBN},2026-11-20,national,unfilled\n`],
    ['Dutch words', `Aanvraagnummer;ISBN;Datum;Bereik;Uitkomst\n17;0-306-40615-2;20-11-2026;Landelijk;Niet vervuld\n`],
    ['a count and who asked', `${HEAD}\n17;${ISBN};;20261120;landelijk;niet-geleverd;nl-0800010000;1\n`],
    [
      'a workbook',
      workbookOf({
        Blad1: [
          ['id', 'isbn', 'datum', 'bereik', 'uitkomst'],
          [17, { number: ISBN, style: 0 }, { number: '46346', style: 1 }, 'landelijk', 'onvervuld'],
        ],
      }),
    ],
  ])('is read: with %s', async (_what, content) => {
    const { found, rejected } = await read(content);
    expect(rejected).toEqual([]);
    expect(found).toMatchObject([{ place: 'line 2', what: REQUEST }]);
  });

  it('has requests for a title by its PPN, and for a profile', async () => {
    const { found } = await read(
      `ppn;profiel;datum;bereik;uitkomst\n123456789;;2026-11-20;provincie;vervuld\n;muziek;2026-11-20;organisatie;vervuld\n`,
    );
    expect(found).toMatchObject([
      { what: { about: { key: '2000000000123456789' }, scope: 'province', outcome: 'filled', isNamed: false } },
      { what: { about: { profile: 'muziek' }, scope: 'organisation', outcome: 'filled' } },
    ]);
  });

  it.each([
    ['title', `1;123;;2026-11-20;landelijk;vervuld;;`, 'identifier.invalid'],
    ['title that a spreadsheet cut', `1;9,78904E+12;;2026-11-20;landelijk;vervuld;;`, 'identifier.invalid'],
    ['neither title nor profile', `1;;;2026-11-20;landelijk;vervuld;;`, 'loan-request.subject-malformed'],
    ['both', `1;${ISBN};muziek;2026-11-20;landelijk;vervuld;;`, 'loan-request.subject-malformed'],
    ['day', `1;${ISBN};;gisteren;landelijk;vervuld;;`, 'loan-request.day-unreadable'],
    ['month for a day', `1;${ISBN};;2026-11;landelijk;vervuld;;`, 'loan-request.day-unreadable'],
    ['day that is none', `1;${ISBN};;31-02-2026;landelijk;vervuld;;`, 'loan-request.day-unreadable'],
    ['day to come', `1;${ISBN};;2027-01-01;landelijk;vervuld;;`, 'loan-request.not-yet'],
    ['scope', `1;${ISBN};;2026-11-20;wereld;vervuld;;`, 'loan-request.scope-malformed'],
    ['outcome', `1;${ISBN};;2026-11-20;landelijk;constructor;;`, 'loan-request.outcome-malformed'],
    ['participant', `1;${ISBN};;2026-11-20;landelijk;vervuld;wij;`, 'isil.malformed'],
    ['count', `1;${ISBN};;2026-11-20;landelijk;vervuld;;een`, 'loan-request.count-malformed'],
  ])('gives back a line with a wrong %s, and takes the others', async (_what, line, code) => {
    const { found, rejected, wrapping } = await read(`${HEAD}\n${line}\n2;${ISBN};;2026-11-20;landelijk;vervuld;;2\n`);
    expect(rejected).toMatchObject([{ place: 'line 2', code }]);
    expect(found).toMatchObject([{ place: 'line 3', what: { count: 2 } }]);
    const mended = `${wrapping.before}${wrapping.told(rejected[0]!.piece, 'wat er mis is').toString()}`;
    expect(mended).toBe(`\uFEFF${HEAD};problem\r\n${line};wat er mis is\r\n`);
    await expect(read(mended)).resolves.toMatchObject({ rejected: [{ place: 'line 2', code }] });
  });

  it('says whose requests they are, line by line or as a whole', async () => {
    const line = `isbn;datum;bereik;uitkomst\n${ISBN};2026-11-20;landelijk;vervuld\n`;
    await expect(read(line, null)).resolves.toMatchObject({ rejected: [{ code: 'loan-request.participant-missing' }] });
  });

  it.each([
    [
      'names no columns',
      `${ISBN};2026-11-20\n`,
      { code: 'loan-request.columns-missing', parameters: { missing: 'isbn, day, scope, outcome' } },
    ],
    ['does not say what was asked for', 'datum;bereik;uitkomst\n', { parameters: { missing: 'isbn' } }],
    ['is empty', '', { code: 'upload.malformed' }],
    ['is a zip file cut short', Buffer.from('PK\u0003\u0004'), { code: 'archive.truncated' }],
  ])('is refused when it %s', async (_what, content, refusal) => {
    await expect(read(content)).rejects.toMatchObject(refusal);
  });
});
