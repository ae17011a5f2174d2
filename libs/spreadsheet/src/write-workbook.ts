import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { WORKBOOK } from './workbook.ts';

/** A value in a cell: a number that can be counted with, or text that stays as it is, such as an ISBN. */
export type Value = string | number | null;

/** A list of a workbook that is to be written. */
export interface Listing {
  /** At most 28 characters, without any of `[]:*?/\`. */
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: AsyncIterable<readonly (readonly Value[])[]> | Iterable<readonly (readonly Value[])[]>;
}

/** Rows that a sheet can have, with that of the names. */
const SHEET_ROWS = 1_048_576;
/** Characters that a cell can have. */
const CELL_LIMIT = 32_767;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * An Excel workbook (ECMA-376, SpreadsheetML) with a sheet for each list, written while it is read: memory does not grow
 * with it. What does not fit in a sheet goes on in another. An error of a list ends the workbook with that error.
 */
export function writeWorkbook(listings: readonly Listing[], sheetRows = SHEET_ROWS): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream.pipe(new PassThrough());
  fill(zip, out, listings, sheetRows - 1).catch((error: Error) => out.destroy(error));
  return out;
}

async function fill(zip: ZipFile, out: Readable, listings: readonly Listing[], room: number): Promise<void> {
  const names: string[] = [];
  for (const { name, head, rows } of listings) {
    const sheets = sheetsOf(head, rows, room);
    try {
      for (let part = 1; !sheets.done(); part++) {
        names.push(part === 1 ? name : `${name} ${part}`);
        await add(zip, out, `xl/worksheets/sheet${names.length}.xml`, sheets.next());
      }
    } finally {
      await sheets.leave();
    }
  }
  const parts = {
    '[Content_Types].xml': contentTypes(names.length),
    '_rels/.rels': relations([['officeDocument', WORKBOOK]]),
    [WORKBOOK]: workbook(names),
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
  };
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(XML + content), name);
  zip.end();
}

/** Adds a part and waits until it was read to its end, so that only one is open at a time; until nobody wants it any more. */
async function add(zip: ZipFile, out: Readable, name: string, content: AsyncGenerator<string>): Promise<void> {
  const part = Readable.from(content, { objectMode: false });
  const left = (): void => void part.destroy();
  out.once('close', left);
  zip.addReadStream(part, name);
  await finished(part);
  out.off('close', left);
}

/** The sheets that the rows of a list take, one after the other: at least one, even where there is no row. */
function sheetsOf(head: readonly string[], rows: Listing['rows'], room: number) {
  const pages = pagesOf(rows);
  let waiting: readonly (readonly Value[])[] = [];
  let begun = false;
  let ended = false;
  async function more(): Promise<void> {
    while (waiting.length === 0 && !ended) {
      const page = await pages.next();
      if (page.done === true) ended = true;
      else waiting = page.value;
    }
  }
  return {
    done: () => begun && ended,
    leave: () => pages.return(undefined),
    async *next(): AsyncGenerator<string> {
      begun = true;
      yield `${XML}${sheetStart(head)}${rowOf(head, 1)}`;
      let number = 0;
      for (await more(); waiting.length > 0 && number < room; await more()) {
        const taken = waiting.slice(0, room - number);
        waiting = waiting.slice(taken.length);
        yield taken.map((values) => rowOf(values, 0)).join('');
        number += taken.length;
      }
      yield `</sheetData><autoFilter ref="A1:${columnName(head.length)}${number + 1}"/></worksheet>`;
    },
  };
}

async function* pagesOf(rows: Listing['rows']): AsyncGenerator<readonly (readonly Value[])[]> {
  yield* rows;
}

function sheetStart(head: readonly string[]): string {
  const columns = head.map((name, at) => {
    const width = Math.min(60, Math.max(10, name.length + 4));
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
  });
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
}

function rowOf(values: readonly Value[], style: number): string {
  return `<row>${values.map((value) => cellOf(value, style)).join('')}</row>`;
}

function cellOf(value: Value, style: number): string {
  if (value === null || value === '') return '<c/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(value.slice(0, CELL_LIMIT))}</t></is></c>`;
}

/** Text without what XML 1.0 cannot hold. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** 1 is `A`, 27 is `AA`. */
function columnName(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return `${rest === 0 ? '' : columnName(rest)}${String.fromCharCode(65 + ((number - 1) % 26))}`;
}

function workbook(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const each = Array.from(
    { length: sheets },
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${WORKBOOK}" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each.join('')}</Types>`;
}

/** Two ways to show a cell: as it is, and as a name of a column. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`;
