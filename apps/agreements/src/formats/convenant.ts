import type { Day } from '#libs/kernel';
import { TaggedDocument } from '#libs/pdf';
import type { ConvenantLine, PlanPeriod } from '../queries/convenant.ts';
import { CONVENANT_WORDS, type ConvenantLanguage, type ConvenantWords } from './convenant-words.ts';

/** What the document is made of. */
export interface Convenant {
  readonly period: PlanPeriod;
  readonly lines: readonly ConvenantLine[];
  readonly madeOn: Day;
}

/**
 * The joint agreement of a plan period as a tagged PDF, participant by participant. A line takes about 6 ms and 4 kB.
 */
export function convenantAsPdf({ period, lines, madeOn }: Convenant, language: ConvenantLanguage): PDFKit.PDFDocument {
  const words = CONVENANT_WORDS[language];
  const { locale, page, columns } = words;
  const day = dayIn(words);
  const participants = [...Map.groupBy(lines, ({ participant }) => participant).values()];
  return TaggedDocument.written({ title: words.title(period.title), locale, page }, async (document) => {
    document.paragraph(words.about(day(period.from), day(period.to)));
    document.paragraph(words.made(day(madeOn)));
    document.paragraph(lines.length === 0 ? words.none : words.sums(lines.length, participants.length));
    for (const kept of participants) {
      await document.heading(`${kept[0]?.participantName ?? ''} (${kept[0]?.participant ?? ''})`);
      document.table({
        columns,
        widths: ['*', 84, 32, 32, 104, 100, 132],
        rows: kept.map((line) => rowOf(line, period, words, language)),
      });
    }
  });
}

function rowOf(
  line: ConvenantLine,
  period: PlanPeriod,
  words: ConvenantWords,
  language: ConvenantLanguage,
): readonly string[] {
  const day = dayIn(words);
  const name = period.profiles.get(line.profile);
  const called = (language === 'en' ? name?.en : undefined) ?? name?.nl ?? '';
  return [
    `${line.profile} ${called}`.trim(),
    words.activity[line.activity],
    line.level,
    line.goalLevel ?? '–',
    `${line.titles} / ${line.copies}`,
    keptUntil(line.retainUntil, words),
    words.until(day(line.from), day(line.to)),
  ];
}

function keptUntil(until: string | null, words: ConvenantWords): string {
  if (until === null) return '–';
  return until === 'indefinite' ? words.indefinite : dayIn(words)(until);
}

function dayIn({ locale }: ConvenantWords): (day: Day) => string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
