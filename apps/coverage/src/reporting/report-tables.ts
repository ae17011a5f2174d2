import type { LocalisedName } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import type { Value } from '#libs/spreadsheet';
import type { CoverageReport, ReportedProfile } from '../queries/coverage-report.ts';
import { type FileWords, REPORT_WORDS, type ReportLanguage, type ReportWords } from './report-words.ts';

/** A table of a report, whatever it is written in. */
export interface ReportTable {
  readonly name: string;
  /** What is said before it, in a document. */
  readonly lead?: string;
  readonly columns: readonly string[];
  /** In points; `*` takes what is left of a landscape A4. */
  readonly widths: readonly (number | '*')[];
  readonly rows: readonly (readonly Value[])[];
}

/** A report in words and tables. */
export interface WordedReport {
  readonly title: string;
  readonly words: FileWords;
  readonly said: readonly string[];
  readonly tables: readonly ReportTable[];
}

export function worded(report: CoverageReport, language: ReportLanguage): WordedReport {
  const words = REPORT_WORDS[language];
  const day = dayIn(words);
  const name = ({ nl, en }: LocalisedName): string => (language === 'en' ? (en ?? nl) : nl);
  const { plan, profiles, kinds, participants, open } = report;
  const met = profiles.filter(({ openGaps }) => openGaps === 0).length;
  return {
    title: words.title(plan.title),
    words,
    said: [
      words.period(day(report.from), day(report.to)),
      words.made(day(report.madeOn), day(report.on)),
      ...(report.knownFrom < report.from ? [] : [words.known(day(report.knownFrom))]),
      words.met(met, profiles.length),
      words.uncertain(numberIn(words).format(report.unclassified)),
      ...(plan.crosswalks.length === 0 ? [words.noCrosswalk] : translation(report, words)),
      words.method,
    ],
    tables: [
      {
        name: words.profiles,
        columns: words.profileColumns,
        widths: ['*', 64, 63, 62, 165, 42, 65, 61, 55, 45],
        rows: profiles.flatMap((profile) => targetRows(profile, name(profile.name), words)),
      },
      {
        name: words.kinds,
        columns: words.kindColumns,
        widths: ['*', 110, 80, 80, 110],
        rows: kinds.map(({ kind, before, raised, cleared, after }) => [
          words.kind[kind],
          before,
          raised,
          cleared,
          after,
        ]),
      },
      {
        name: words.participants,
        columns: words.participantColumns,
        widths: ['*', 90, 90, 62, 56, 70, 64, 90],
        rows: participants.map((it) => [
          it.name,
          it.isil,
          it.dataAsOf === null ? words.never : day(it.dataAsOf),
          it.agreements,
          it.profiles,
          it.added,
          it.withdrawn,
          it.openFlags,
        ]),
      },
      {
        name: words.open,
        lead: words.listed(open.length),
        columns: words.openColumns,
        widths: ['*', 130, 52, 90, 190, 76],
        rows: open.map((flag) => [
          `${flag.profile} ${name(flag.profileName)}`,
          words.kind[flag.kind],
          words.severity[flag.severity],
          flag.activity === null ? '' : words.activity[flag.activity],
          flag.participants.map((it) => it.name).join(', '),
          day(new Date(flag.raisedAt).toISOString().slice(0, 10)),
        ]),
      },
    ],
  };
}

/** Which crosswalks titles were counted by, and how many came into a profile by these alone. */
function translation({ plan, translated }: CoverageReport, words: ReportWords): string[] {
  const ways = plan.crosswalks.map(({ from, to, rules }) => words.way(from.toUpperCase(), to.toUpperCase(), rules));
  return [
    words.crosswalks(ways, plan.version, plan.adoptedOn === null ? null : dayIn(words)(plan.adoptedOn)),
    words.translated(numberIn(words).format(translated)),
  ];
}

/** A row for each activity that the plan wants something of. */
function targetRows(
  { code, titles, translated, added, withdrawn, openGaps, targets }: ReportedProfile,
  name: string,
  words: ReportWords,
): Value[][] {
  return targets.map(({ activity, level, minimum, maximum, responsible }) => [
    `${code} ${name}`,
    words.activity[activity],
    level,
    minimum === null && maximum === null ? '–' : [minimum ?? 0, maximum].filter((it) => it !== null).join('–'),
    responsible.length === 0 ? words.nobody : responsible.map((it) => `${it.name} (${it.level})`).join(', '),
    titles ?? '–',
    translated,
    added,
    withdrawn,
    openGaps,
  ]);
}

export function dayIn({ locale }: FileWords): (day: Day) => string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}

function numberIn({ locale }: FileWords): Intl.NumberFormat {
  return new Intl.NumberFormat(locale);
}
