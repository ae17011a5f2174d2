import type { Value } from '#libs/spreadsheet';
import { STATUTORY_CATEGORIES, UNKNOWN_CATEGORIES } from '../model/statutory-category.ts';
import {
  countsOf,
  flowsKnownFrom,
  type StatutoryCounts,
  type StatutoryParticipantRow,
  type StatutoryReport,
} from '../queries/statutory-report.ts';
import { dayIn, type ReportTable, type WordedReport } from './report-tables.ts';
import type { ReportLanguage } from './report-words.ts';
import { STATUTORY_WORDS, type StatutoryWords } from './statutory-words.ts';

const NOT_KNOWN = '–';
const KNOWN = STATUTORY_CATEGORIES.filter((it) => !UNKNOWN_CATEGORIES.includes(it));

export function wordedStatutory(report: StatutoryReport, language: ReportLanguage): WordedReport {
  const words = STATUTORY_WORDS[language];
  const { participants } = report;
  return {
    title: words.title(report.year),
    words,
    said: saidOf(report, words),
    tables: [
      countsTable(participants, words),
      ...(participants.length > 1 ? [participantsTable(participants, words)] : []),
      ...(participants.some(({ requested }) => requested === null) ? [] : [requestsTable(participants, words)]),
    ],
  };
}

function saidOf(report: StatutoryReport, words: StatutoryWords): string[] {
  const { participants } = report;
  const day = dayIn(words);
  const number = new Intl.NumberFormat(words.locale);
  const [one] = participants;
  const unknown = countsOf(participants.flatMap((it) => it.unknown ?? []));
  const all = countsOf(participants.flatMap(({ categories }) => categories ?? []));
  const later = participants.filter(({ categories }) => categories === null);
  const from = flowsKnownFrom(report);
  return [
    participants.length === 1 && one !== undefined ? words.of(one.name) : words.ofAll(participants.length),
    words.made(day(report.madeOn), day(report.on)),
    ...(participants.length === 1 && one?.dataAsOf ? [words.asOf(one.name, day(one.dataAsOf))] : []),
    words.categories,
    words.unknown(number.format(unknown.copies), number.format(all.copies)),
    ...(from === null ? [] : [words.flows(day(from))]),
    ...(later.length === 0 ? [] : [words.notKnown(later.map(({ name }) => name).join(', '))]),
    words.loans,
    ...(participants.some(({ requested }) => requested === null) ? [words.unanswered] : []),
    words.requestedFrom,
  ];
}

function countsTable(participants: readonly StatutoryParticipantRow[], words: StatutoryWords): ReportTable {
  const rows = participants.flatMap(({ categories }) => categories ?? []);
  const of = (some: typeof STATUTORY_CATEGORIES | typeof UNKNOWN_CATEGORIES): StatutoryCounts =>
    countsOf(rows.filter(({ category }) => some.includes(category)));
  const categories = STATUTORY_CATEGORIES.map((it) => row(words.category[it], of([it])));
  return {
    name: words.counts,
    columns: words.countColumns,
    widths: ['*', 70, 80, 80, 100, 100, 120],
    rows:
      rows.length === 0
        ? []
        : [...categories, row(words.allUnknown, of(UNKNOWN_CATEGORIES)), row(words.total, countsOf(rows))],
  };
}

function row(name: string, it: StatutoryCounts): Value[] {
  const flows = [it.addedTitles, it.addedCopies, it.withdrawnTitles, it.withdrawnCopies];
  return [name, it.titles, it.copies, ...flows.map((count) => count ?? NOT_KNOWN)];
}

function participantsTable(participants: readonly StatutoryParticipantRow[], words: StatutoryWords): ReportTable {
  const day = dayIn(words);
  return {
    name: words.participants,
    columns: words.participantColumns,
    widths: ['*', 90, 70, 70, 70, 70, 70, 70, 70],
    rows: participants.map(({ name, dataAsOf, categories, unknown }) => [
      name,
      dataAsOf === null ? words.never : day(dataAsOf),
      ...KNOWN.map((it) => categories?.find(({ category }) => category === it)?.copies ?? NOT_KNOWN),
      unknown?.copies ?? NOT_KNOWN,
      categories === null ? NOT_KNOWN : countsOf(categories).copies,
    ]),
  };
}

function requestsTable(participants: readonly StatutoryParticipantRow[], words: StatutoryWords): ReportTable {
  return {
    name: words.requests,
    columns: words.requestColumns,
    widths: ['*', 110, 110, 110],
    rows: participants.flatMap(({ name, requested }) =>
      requested === null ? [] : [[name, requested.filled, requested.unfilled, requested.filled + requested.unfilled]],
    ),
  };
}
