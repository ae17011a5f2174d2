import { csvLine, type Isil } from '#libs/kernel';
import { filled } from '../model/demand.ts';
import type { PurchaseAdvice, PurchaseReason } from '../model/purchase-advice.ts';
import type { PlannedRow, PurchaseCheckRow, PurchaseItemRow } from '../queries/purchase-check-rows.ts';
import type { UnboughtRow } from '../queries/unbought-rows.ts';

export const FILE_LANGUAGES = ['nl', 'en'] as const;
export type FileLanguage = (typeof FILE_LANGUAGES)[number];

interface Words {
  readonly head: readonly string[];
  readonly unboughtHead: readonly string[];
  readonly advice: Readonly<Record<PurchaseAdvice, string>>;
  readonly reasons: Readonly<Record<PurchaseReason, string>>;
  readonly states: Readonly<Record<PlannedRow['state'], string>>;
  readonly indefinitely: string;
  readonly unreadable: string;
  readonly noProfile: string;
}

const WORDS: Readonly<Record<FileLanguage, Words>> = {
  nl: {
    head: [
      'regel',
      'isbn',
      'titel',
      'auteur',
      'jaar',
      'advies',
      'redenen',
      'profielen',
      'bibliotheken met een exemplaar',
      'exemplaren',
      'bibliotheken die het bestelden',
      'genoeg bij',
      'in plannen van',
      'bewaard door',
      'verantwoordelijk',
      'eigen exemplaren',
      'eigen besteld',
      'eigen plannen',
      'vervulde aanvragen in 12 maanden',
      'niet vervuld in eigen organisatie',
      'niet vervuld in de provincie',
      'niet vervuld landelijk',
    ],
    unboughtHead: ['profiel', 'naam van het profiel', 'regel', 'isbn', 'titel', 'auteur', 'verantwoordelijk'],
    advice: { buy: 'koop', consult: 'overleg', borrow: 'leen' },
    reasons: {
      'unmet-demand': 'aanvragen konden niet worden vervuld',
      'enough-elsewhere': 'genoeg andere bibliotheken hebben of bestelden het',
      'kept-elsewhere': 'een andere bibliotheek heeft het en bewaart het',
      'planned-elsewhere': 'het staat in een plan van een andere bibliotheek',
      'responsible-elsewhere': 'een andere bibliotheek is verantwoordelijk voor dit profiel',
      'responsible-yourself': 'u bent verantwoordelijk voor dit profiel',
      'too-few-elsewhere': 'andere bibliotheken hebben het, maar niet genoeg',
      'nowhere-else': 'geen andere bibliotheek heeft het',
      'often-requested': 'het wordt vaak aangevraagd',
      'own-copies': 'u hebt het zelf al',
    },
    states: {
      draft: 'concept',
      returned: 'teruggestuurd',
      submitted: 'ingediend',
      'in-review': 'in beoordeling',
      agreed: 'afgesproken',
    },
    indefinitely: 'onbepaalde tijd',
    unreadable: 'niet te lezen',
    noProfile: 'geen profiel',
  },
  en: {
    head: [
      'line',
      'isbn',
      'title',
      'author',
      'year',
      'advice',
      'reasons',
      'profiles',
      'libraries with a copy',
      'copies',
      'libraries that ordered it',
      'enough at',
      'in plans of',
      'kept by',
      'responsible',
      'own copies',
      'own on order',
      'own plans',
      'requests filled in 12 months',
      'not filled in own organisation',
      'not filled in the province',
      'not filled nationally',
    ],
    unboughtHead: ['profile', 'name of the profile', 'line', 'isbn', 'title', 'author', 'responsible'],
    advice: { buy: 'buy', consult: 'consult', borrow: 'borrow' },
    reasons: {
      'unmet-demand': 'requests could not be filled',
      'enough-elsewhere': 'enough other libraries have or ordered it',
      'kept-elsewhere': 'another library has it and keeps it',
      'planned-elsewhere': 'it is in a plan of another library',
      'responsible-elsewhere': 'another library is responsible for this profile',
      'responsible-yourself': 'you are responsible for this profile',
      'too-few-elsewhere': 'other libraries have it, but not enough',
      'nowhere-else': 'no other library has it',
      'often-requested': 'it is often requested',
      'own-copies': 'you have it already',
    },
    states: {
      draft: 'draft',
      returned: 'returned',
      submitted: 'submitted',
      'in-review': 'in review',
      agreed: 'agreed',
    },
    indefinitely: 'indefinitely',
    unreadable: 'not readable',
    noProfile: 'no profile',
  },
};

export type Names = ReadonlyMap<Isil, string>;

/** The answer as lines of a spreadsheet, what could not be read at its end. */
export function checkAsCsv({ items, unreadable }: PurchaseCheckRow, names: Names, language: FileLanguage): string {
  const words = WORDS[language];
  const nothing = words.head.slice(7).map(() => '');
  const lines = [
    csvLine(words.head),
    ...items.map((item) => csvLine(fieldsOf(item, names, words))),
    ...unreadable.map(({ line, identifier, message }) =>
      csvLine([line, identifier, '', '', '', words.unreadable, message, ...nothing]),
    ),
  ];
  return `\uFEFF${lines.join('')}`;
}

/** What nobody bought, a line for each title and profile. */
export function unboughtAsCsv({ profiles }: UnboughtRow, names: Names, language: FileLanguage): string {
  const words = WORDS[language];
  const lines = profiles.flatMap(({ code, name, titles }) =>
    titles.map(({ line, identifier, title, contributor, responsible }) => {
      const profile = [code ?? '', (language === 'en' ? name?.en : undefined) ?? name?.nl ?? words.noProfile];
      return csvLine([...profile, line, text(identifier), title, contributor, named(responsible, names)]);
    }),
  );
  return `\uFEFF${csvLine(words.unboughtHead)}${lines.join('')}`;
}

function fieldsOf(item: PurchaseItemRow, names: Names, words: Words): (string | number | null)[] {
  const plans = (some: readonly PlannedRow[], ofWhom: (plan: PlannedRow) => string): string =>
    some.map((plan) => `${ofWhom(plan)} (${words.states[plan.state]})`).join(', ');
  const retained = item.retained.map(
    ({ participant, until }) => `${nameOf(participant, names)} (${until ?? words.indefinitely})`,
  );
  const keepers = item.keptBy.filter((isil) => item.retained.every(({ participant }) => participant !== isil));
  return [
    item.line,
    text(item.identifier),
    item.title,
    item.contributor,
    item.year,
    words.advice[item.advice],
    item.reasons.map((reason) => words.reasons[reason]).join('; '),
    item.profiles.join(', '),
    item.holders,
    item.copies,
    item.ordering,
    item.enough,
    plans(item.planned, ({ participant }) => nameOf(participant, names)),
    [...retained, ...keepers.map((isil) => nameOf(isil, names))].join(', '),
    named(item.responsible, names),
    item.own.extant,
    item.own.onOrder,
    plans(item.ownPlans, ({ name }) => name),
    filled(item.demand),
    item.demand.unfilled.organisation,
    item.demand.unfilled.province,
    item.demand.unfilled.national,
  ];
}

/** A spreadsheet drops the last digits of an ISBN that looks like a number to it; one with hyphens or a word is text. */
function text(identifier: string): string {
  return /^\d{12,}$/.test(identifier) ? `ISBN ${identifier}` : identifier;
}

function named(isils: readonly Isil[], names: Names): string {
  return isils.map((isil) => nameOf(isil, names)).join(', ');
}

function nameOf(isil: Isil, names: Names): string {
  return names.get(isil) ?? isil;
}
