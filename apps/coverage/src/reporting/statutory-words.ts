import type { StatutoryCategory } from '../model/statutory-category.ts';
import type { FileWords, ReportLanguage } from './report-words.ts';

/** What the statutory report says around its figures. */
export interface StatutoryWords extends FileWords {
  readonly title: (year: number) => string;
  readonly of: (name: string) => string;
  readonly ofAll: (count: number) => string;
  readonly made: (madeOn: string, on: string) => string;
  readonly categories: string;
  readonly unknown: (copies: string, of: string) => string;
  readonly flows: (from: string) => string;
  readonly notKnown: (names: string) => string;
  readonly asOf: (name: string, day: string) => string;
  readonly loans: string;
  readonly requestedFrom: string;
  readonly unanswered: string;
  readonly counts: string;
  readonly countColumns: readonly string[];
  readonly participants: string;
  readonly participantColumns: readonly string[];
  readonly requests: string;
  readonly requestColumns: readonly string[];
  readonly category: Readonly<Record<StatutoryCategory, string>>;
  readonly allUnknown: string;
  readonly total: string;
  readonly never: string;
}

export const STATUTORY_WORDS: Readonly<Record<ReportLanguage, StatutoryWords>> = {
  nl: {
    locale: 'nl-NL',
    title: (year) => `Wettelijke gegevens ${year}`,
    of: (name) => `Van ${name}.`,
    ofAll: (count) => `Van alle ${count} deelnemers samen en afzonderlijk.`,
    made: (madeOn, on) => `Opgemaakt op ${madeOn}; bezit is dat aan het eind van ${on}.`,
    categories:
      'Boeken zijn verdeeld in jeugd en volwassenen, fictie en non-fictie. Overig is alles wat geen gedrukt boek is, ook e-boeken. Wat de beschrijving niet zegt, staat apart als onbekend: er is niets geraden.',
    unknown: (copies, of) =>
      `Onzekerheid: van ${copies} van de ${of} exemplaren is doelgroep of fictie/non-fictie onbekend.`,
    flows: (from) => `Wat erbij kwam en af ging, is volledig bekend vanaf ${from}; wat eerder kwam, is niet meegeteld.`,
    notKnown: (names) => `Aan het eind van deze periode nog niet bekend van: ${names}.`,
    asOf: (name, day) => `De gegevens van ${name} zijn van ${day}.`,
    loans: 'Uitleningen: niet bekend. Dit systeem krijgt geen gegevens over uitleningen.',
    requestedFrom:
      'Aangevraagd door andere organisaties: niet bekend. Bij een aanvraag wordt bewaard wie vroeg, niet wie leverde.',
    unanswered:
      'Aangevraagd bij andere organisaties: nu niet bekend, omdat het onderdeel met de aanvragen niet antwoordde. Maak het rapport straks opnieuw.',
    none: 'Er is niets te melden.',
    page: (number, of) => `Pagina ${number} van ${of}`,
    about: 'Over dit rapport',
    counts: 'Bezit en aanschaf',
    countColumns: [
      'Categorie',
      'Titels',
      'Exemplaren',
      'Titels erbij',
      'Exemplaren erbij',
      'Titels afgevoerd',
      'Exemplaren afgevoerd',
    ],
    participants: 'Exemplaren per deelnemer',
    participantColumns: [
      'Deelnemer',
      'Gegevens van',
      'Jeugd fictie',
      'Jeugd non-fictie',
      'Volw. fictie',
      'Volw. non-fictie',
      'Overig',
      'Onbekend',
      'Samen',
    ],
    requests: 'Aangevraagd bij andere organisaties',
    requestColumns: ['Deelnemer', 'Geleverd', 'Niet geleverd', 'Samen'],
    category: {
      'youth-fiction': 'Jeugd, fictie',
      'youth-non-fiction': 'Jeugd, non-fictie',
      'adult-fiction': 'Volwassenen, fictie',
      'adult-non-fiction': 'Volwassenen, non-fictie',
      other: 'Overig',
      'youth-unknown': 'Jeugd, fictie onbekend',
      'adult-unknown': 'Volwassenen, fictie onbekend',
      'unknown-fiction': 'Doelgroep onbekend, fictie',
      'unknown-non-fiction': 'Doelgroep onbekend, non-fictie',
      'unknown-unknown': 'Doelgroep en fictie onbekend',
    },
    allUnknown: 'Onbekend samen',
    total: 'Totaal',
    never: 'nog niets geleverd',
  },
  en: {
    locale: 'en-GB',
    title: (year) => `Statutory data ${year}`,
    of: (name) => `Of ${name}.`,
    ofAll: (count) => `Of all ${count} participants, together and each.`,
    made: (madeOn, on) => `Made on ${madeOn}; holdings are those at the end of ${on}.`,
    categories:
      'Books are divided into youth and adult, fiction and non-fiction. Other is all that is no printed book, e-books as well. What the description does not say stands apart as unknown: nothing was guessed.',
    unknown: (copies, of) => `Uncertainty: of ${copies} of the ${of} copies audience or fiction is unknown.`,
    flows: (from) => `What was added and withdrawn is known in full from ${from} on; what came before is not counted.`,
    notKnown: (names) => `Not known yet at the end of this period: ${names}.`,
    asOf: (name, day) => `The data of ${name} are of ${day}.`,
    loans: 'Loans: not known. This system gets no data about loans.',
    requestedFrom: 'Requested by other organisations: not known. Of a request is kept who asked, not who supplied.',
    unanswered:
      'Requested from other organisations: not known now, since the part with the requests did not answer. Make the report again in a moment.',
    none: 'There is nothing to report.',
    page: (number, of) => `Page ${number} of ${of}`,
    about: 'About this report',
    counts: 'Holdings and acquisition',
    countColumns: [
      'Category',
      'Titles',
      'Copies',
      'Titles added',
      'Copies added',
      'Titles withdrawn',
      'Copies withdrawn',
    ],
    participants: 'Copies by participant',
    participantColumns: [
      'Participant',
      'Data of',
      'Youth fiction',
      'Youth non-fiction',
      'Adult fiction',
      'Adult non-fiction',
      'Other',
      'Unknown',
      'Together',
    ],
    requests: 'Requested from other organisations',
    requestColumns: ['Participant', 'Supplied', 'Not supplied', 'Together'],
    category: {
      'youth-fiction': 'Youth, fiction',
      'youth-non-fiction': 'Youth, non-fiction',
      'adult-fiction': 'Adult, fiction',
      'adult-non-fiction': 'Adult, non-fiction',
      other: 'Other',
      'youth-unknown': 'Youth, fiction unknown',
      'adult-unknown': 'Adult, fiction unknown',
      'unknown-fiction': 'Audience unknown, fiction',
      'unknown-non-fiction': 'Audience unknown, non-fiction',
      'unknown-unknown': 'Audience and fiction unknown',
    },
    allUnknown: 'Unknown together',
    total: 'Total',
    never: 'nothing delivered yet',
  },
};
