import { Refusal } from '#libs/kernel';
import { isDateFormat } from './dates.ts';
import { readXmlPart } from './sax.ts';

/** Which file in a zip makes it a workbook. */
export const WORKBOOK = 'xl/workbook.xml';

/** Reads one file in the workbook, by its name; nothing when there is none. */
export type ReadPart = (name: string) => AsyncIterable<Uint8Array> | undefined;

export interface Sheet {
  readonly name: string;
  /** Its file in the workbook. */
  readonly part: string;
}

/** What has to be known of a workbook before a sheet of it can be read (ECMA-376, SpreadsheetML). */
export interface Workbook {
  /** Those that are not hidden, in their order. */
  readonly sheets: readonly Sheet[];
  /** Texts that cells point at. */
  readonly texts: readonly string[];
  /** Styles that show a number as a date. */
  readonly dateStyles: ReadonlySet<number>;
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean;
}

/** Texts are kept in memory as long as a sheet is read: bytes of them at most, each with what it costs by itself. */
const TEXTS_LIMIT = 60_000_000;
const TEXT_COST = 40;

export async function readWorkbook(read: ReadPart): Promise<Workbook> {
  const targets = await targetsIn(read);
  const { sheets, from1904 } = await sheetsIn(read, targets);
  return { sheets, from1904, texts: await textsIn(read), dateStyles: await dateStylesIn(read) };
}

async function targetsIn(read: ReadPart): Promise<Map<string, string>> {
  const part = 'xl/_rels/workbook.xml.rels';
  const targets = new Map<string, string>();
  await readXmlPart(read(part) ?? none(), part, {
    open(name, of) {
      if (name === 'Relationship') targets.set(of('Id'), inWorkbook(of('Target')));
    },
  });
  return targets;
}

/** Targets are told from the root of the file (`/xl/…`) or from the workbook. */
function inWorkbook(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function sheetsIn(
  read: ReadPart,
  targets: ReadonlyMap<string, string>,
): Promise<Pick<Workbook, 'sheets' | 'from1904'>> {
  const part = WORKBOOK;
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXmlPart(read(part) ?? none(), part, {
    open(name, of) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(of('date1904'));
      const target = name === 'sheet' && of('state') === '' ? targets.get(of('r:id')) : undefined;
      if (target !== undefined) sheets.push({ name: of('name'), part: target });
      else if (name === 'sheet' && of('state') === 'visible') {
        sheets.push({ name: of('name'), part: targets.get(of('r:id')) ?? '' });
      }
    },
  });
  return { sheets, from1904 };
}

async function textsIn(read: ReadPart): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  const texts: string[] = [];
  let text = '';
  let cost = 0;
  let phonetic = false;
  await readXmlPart(read(part) ?? none(), part, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
    },
    close(name, value) {
      if (name === 't' && !phonetic) text += value;
      if (name === 'rPh') phonetic = false;
      if (name !== 'si') return;
      texts.push(text);
      cost += text.length + TEXT_COST;
      if (cost > TEXTS_LIMIT) throw tooLarge();
    },
  });
  return texts;
}

async function dateStylesIn(read: ReadPart): Promise<Set<number>> {
  const part = 'xl/styles.xml';
  const formats = new Map<string, string>();
  const dates = new Set<number>();
  let styles = -1;
  await readXmlPart(read(part) ?? none(), part, {
    open(name, of) {
      if (name === 'numFmt') formats.set(of('numFmtId'), of('formatCode'));
      if (name === 'cellXfs') styles = 0;
      if (name !== 'xf' || styles < 0) return;
      const format = of('numFmtId');
      if (isDateFormat(Number(format), formats.get(format))) dates.add(styles);
      styles++;
    },
    close(name) {
      if (name === 'cellXfs') styles = -1;
    },
  });
  return dates;
}

function tooLarge(): Refusal {
  return new Refusal(
    'xlsx.too-large',
    'There is more text in the workbook than can be read from one. Save the sheet as CSV (UTF-8) and deliver that; a CSV may be of any size',
  );
}

async function* none(): AsyncGenerator<never> {}
