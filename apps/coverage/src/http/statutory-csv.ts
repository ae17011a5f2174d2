import { csvLine } from '#libs/kernel';
import { countsOf, type StatutoryCounts, type StatutoryReport } from '../queries/statutory-report.ts';

const HEAD = [
  'year',
  'on',
  'participant',
  'name',
  'data as of',
  'known from',
  'category',
  'titles',
  'copies',
  'titles added',
  'copies added',
  'titles withdrawn',
  'copies withdrawn',
  'requested elsewhere filled',
  'requested elsewhere unfilled',
];

/** A line for each participant and category, and one for all categories together, which has the requests. */
export function csvOfStatutoryReport({ year, on, participants }: StatutoryReport): string {
  const lines = participants.flatMap(({ isil, name, dataAsOf, knownFrom, categories, requested }) => {
    const about = [year, on, isil, name, dataAsOf, knownFrom];
    return [
      ...(categories ?? []).map((it) => csvLine([...about, it.category, ...counts(it), null, null])),
      csvLine([
        ...about,
        'all',
        ...(categories === null ? Array<null>(6).fill(null) : counts(countsOf(categories))),
        requested?.filled ?? null,
        requested?.unfilled ?? null,
      ]),
    ];
  });
  return `\uFEFF${csvLine(HEAD)}${lines.join('')}`;
}

function counts(it: StatutoryCounts): (number | null)[] {
  return [it.titles, it.copies, it.addedTitles, it.addedCopies, it.withdrawnTitles, it.withdrawnCopies];
}
