import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import Pdf from 'pdfkit';

const MARGIN = 48;
/** Room for the headers of a table above a page on which it goes on. */
const HEADERS = 20;
const require = createRequire(import.meta.url);
const REGULAR =
  require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf');
const BOLD =
  require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf');
const SIZES = { H1: 22, H2: 14, P: 11 } as const;

/** A table that is read aloud as one; pdfkit's types do not know of it. */
interface TaggedTable extends PDFKit.Mixins.TableOptions {
  readonly structParent: PDFKit.PDFStructureElement;
}

/** What a document is, besides what is in it. */
export interface DocumentAbout {
  readonly title: string;
  /** As PDF and HTML name it (BCP 47). */
  readonly locale: string;
  /** What stands at the foot of a page. */
  readonly page: (number: number, of: number) => string;
}

export interface Table {
  readonly columns: readonly string[];
  /** In points; `*` takes what is left of a landscape A4. */
  readonly widths: readonly (number | '*')[];
  /** The first cell of a row is its header. */
  readonly rows: Iterable<readonly string[]>;
}

/**
 * A tagged PDF that is read aloud well: with a title, a language, headings, tables whose headers are marked as such,
 * embedded fonts and page numbers. The pages stay in memory until their number is known.
 */
export class TaggedDocument {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;

  private constructor(private readonly about: DocumentAbout) {
    this.#pdf = new Pdf({
      size: 'A4',
      layout: 'landscape',
      margins: { top: MARGIN + HEADERS, bottom: MARGIN, left: MARGIN, right: MARGIN },
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: about.locale,
      bufferPages: true,
      info: { Title: about.title },
    });
    this.#root = this.#pdf.struct('Document');
    this.#pdf.addStructure(this.#root);
  }

  /** A document that is written while it is read; an error of whoever writes it ends it with that error. */
  static written(about: DocumentAbout, write: (document: TaggedDocument) => Promise<void>): PDFKit.PDFDocument {
    const document = new TaggedDocument(about);
    document.say('H1', about.title);
    write(document)
      .then(() => document.end())
      .catch((error: unknown) => document.#pdf.destroy(error as Error));
    return document.#pdf;
  }

  paragraph(text: string): void {
    this.say('P', text);
  }

  /** Begins a part; others are served before it. */
  async heading(text: string): Promise<void> {
    await setImmediate();
    this.#pdf.moveDown();
    // A heading would stand alone at the foot of a page.
    if (this.#pdf.y > this.#pdf.page.height - MARGIN - 90) this.#pdf.addPage();
    this.say('H2', text);
  }

  table({ columns, widths, rows }: Table): void {
    const pdf = this.#pdf;
    const looks = {
      columnStyles: [...widths],
      defaultStyle: { border: 0.5, borderColor: '#8a8f8d', padding: 4 },
    } satisfies PDFKit.Mixins.TableOptions;
    const headers = columns.map((text) => header(text, 'Column'));
    pdf.font(REGULAR).fontSize(9);
    const tagged: TaggedTable = { structParent: this.#root, ...looks };
    const made = pdf.table(tagged);
    const top = pdf.y;
    made.row(headers);
    const height = pdf.y - top;
    // Shown again where the table goes on, outside what is read aloud: that has them once for all of its rows.
    const repeat = (): void => {
      pdf.markContent('Artifact', { type: 'Pagination', attached: ['Top'] });
      pdf
        .table({ ...looks, position: { x: MARGIN, y: pdf.page.margins.top - height } })
        .row(headers)
        .end();
      pdf.endMarkedContent();
    };
    pdf.on('pageAdded', repeat);
    for (const [first = '', ...rest] of rows) made.row([header(first, 'Row'), ...rest]);
    pdf.off('pageAdded', repeat);
    made.end();
  }

  private say(tag: keyof typeof SIZES, text: string): void {
    const font = tag === 'P' ? REGULAR : BOLD;
    this.#root.add(this.#pdf.struct(tag, {}, () => this.#pdf.font(font).fontSize(SIZES[tag]).text(text).moveDown(0.5)));
  }

  /** Numbers the pages, outside what is read aloud, and closes the document. */
  private end(): void {
    const pdf = this.#pdf;
    this.#root.end();
    const { count } = pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      pdf.switchToPage(page);
      pdf.page.margins.bottom = 0;
      pdf.markContent('Artifact', { type: 'Pagination' });
      pdf
        .font(REGULAR)
        .fontSize(9)
        .text(this.about.page(page + 1, count), MARGIN, pdf.page.height - MARGIN + 14, { lineBreak: false });
      pdf.endMarkedContent();
      pdf.page.margins.bottom = MARGIN;
    }
    pdf.end();
  }
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
