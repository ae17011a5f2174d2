import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import type { Day } from '#libs/kernel';
import Pdf from 'pdfkit';
import type { ConvenantLine, PlanPeriod } from '../queries/convenant.ts';
import { CONVENANT_WORDS, type ConvenantLanguage, type ConvenantWords } from './convenant-words.ts';

const MARGIN = 48;
/** Room for the headers of a table above a page on which it goes on. */
const HEADERS = 20;
const require = createRequire(import.meta.url);
const REGULAR =
  require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf');
const BOLD =
  require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf');
/** In points; the first takes what is left of a landscape A4. */
const WIDTHS = ['*', 84, 32, 32, 104, 100, 132];

/** What every table looks like. */
const LOOKS = {
  columnStyles: WIDTHS,
  defaultStyle: { border: 0.5, borderColor: '#8a8f8d', padding: 4 },
} satisfies PDFKit.Mixins.TableOptions;

/** A table that is read aloud as one; pdfkit's types do not know of it. */
interface TaggedTable extends PDFKit.Mixins.TableOptions {
  readonly structParent: PDFKit.PDFStructureElement;
}

/** What the document is made of. */
export interface Convenant {
  readonly period: PlanPeriod;
  readonly lines: readonly ConvenantLine[];
  readonly madeOn: Day;
}

/**
 * The joint agreement of a plan period as a tagged PDF: with a title, a language, headings, tables whose headers are marked
 * as such, embedded fonts and page numbers. Written participant by participant, so that others are served between; the
 * pages stay in memory until their number is known. A line takes about 6 ms and 4 kB.
 */
export function convenantAsPdf(convenant: Convenant, language: ConvenantLanguage): PDFKit.PDFDocument {
  const words = CONVENANT_WORDS[language];
  const title = words.title(convenant.period.title);
  const document = new Pdf({
    size: 'A4',
    layout: 'landscape',
    margins: { top: MARGIN + HEADERS, bottom: MARGIN, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: words.locale,
    bufferPages: true,
    info: { Title: title },
  });
  write(document, convenant, words, language).catch((error: unknown) => document.destroy(error as Error));
  return document;
}

async function write(
  document: PDFKit.PDFDocument,
  { period, lines, madeOn }: Convenant,
  words: ConvenantWords,
  language: ConvenantLanguage,
): Promise<void> {
  const day = dayIn(words);
  const participants = [...Map.groupBy(lines, ({ participant }) => participant).values()];
  const root = document.struct('Document');
  document.addStructure(root);
  const say = (tag: 'H1' | 'H2' | 'P', size: number, text: string): void => {
    const font = tag === 'P' ? REGULAR : BOLD;
    root.add(document.struct(tag, {}, () => document.font(font).fontSize(size).text(text).moveDown(0.5)));
  };
  say('H1', 22, words.title(period.title));
  say('P', 11, words.about(day(period.from), day(period.to)));
  say('P', 11, words.made(day(madeOn)));
  say('P', 11, lines.length === 0 ? words.none : words.sums(lines.length, participants.length));
  for (const [place, kept] of participants.entries()) {
    await setImmediate();
    if (place > 0) document.moveDown();
    keepTogether(document);
    say('H2', 14, `${kept[0]?.participantName ?? ''} (${kept[0]?.participant ?? ''})`);
    table(document, root, kept, period, words, language);
  }
  root.end();
  number(document, words);
  document.end();
}

function table(
  document: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  lines: readonly ConvenantLine[],
  period: PlanPeriod,
  words: ConvenantWords,
  language: ConvenantLanguage,
): void {
  const day = dayIn(words);
  document.font(REGULAR).fontSize(9);
  const tagged: TaggedTable = { structParent: root, ...LOOKS };
  const made = document.table(tagged);
  const top = document.y;
  made.row(headersOf(words));
  const height = document.y - top;
  const repeat = (): void => repeatHeaders(document, words, height);
  document.on('pageAdded', repeat);
  for (const line of lines) {
    const name = period.profiles.get(line.profile);
    const called = (language === 'en' ? name?.en : undefined) ?? name?.nl ?? '';
    made.row([
      header(`${line.profile} ${called}`.trim(), 'Row'),
      words.activity[line.activity],
      line.level,
      line.goalLevel ?? '–',
      `${line.titles} / ${line.copies}`,
      kept(line.retainUntil),
      words.until(day(line.from), day(line.to)),
    ]);
  }
  document.off('pageAdded', repeat);
  made.end();

  function kept(until: string | null): string {
    if (until === null) return '–';
    return until === 'indefinite' ? words.indefinite : day(until);
  }
}

/** Shows the headers again where a table goes on, outside what is read aloud: that has them once for all of its rows. */
function repeatHeaders(document: PDFKit.PDFDocument, words: ConvenantWords, height: number): void {
  document.markContent('Artifact', { type: 'Pagination', attached: ['Top'] });
  document
    .table({ ...LOOKS, position: { x: MARGIN, y: document.page.margins.top - height } })
    .row(headersOf(words))
    .end();
  document.endMarkedContent();
}

function headersOf({ columns }: ConvenantWords) {
  return columns.map((text) => header(text, 'Column'));
}

function header(text: string, scope: 'Column' | 'Row') {
  return {
    text,
    type: 'TH' as const,
    scope,
    font: { src: BOLD },
    ...(scope === 'Column' && { backgroundColor: '#e4ece9' }),
  };
}

/** Begins a new page where a heading would stand alone at the foot of one. */
function keepTogether(document: PDFKit.PDFDocument): void {
  if (document.y > document.page.height - MARGIN - 90) document.addPage();
}

/** Numbers the pages, outside what is read aloud. */
function number(document: PDFKit.PDFDocument, words: ConvenantWords): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    const y = document.page.height - MARGIN + 14;
    document
      .font(REGULAR)
      .fontSize(9)
      .text(words.page(page + 1, count), MARGIN, y, { lineBreak: false });
    document.endMarkedContent();
    document.page.margins.bottom = MARGIN;
  }
}

function dayIn({ locale }: ConvenantWords): (day: Day) => string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
