import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import * as plans from './acquisition-plans/words.ts';
import * as review from './acquisition-plans/review-words.ts';
import * as agreements from './agreements/words.ts';
import * as collectionPlan from './collection-plan/words.ts';
import * as consultation from './consultation/words.ts';
import * as candidates from './candidates/words.ts';
import * as planDifference from './collection-plan/difference-words.ts';
import * as crosswalk from './collection-plan/crosswalk-words.ts';
import * as referenceList from './collection-plan/reference-list-words.ts';
import * as comparison from './comparison/words.ts';
import * as contacts from './contacts/words.ts';
import * as commitments from './commitments/words.ts';
import * as coverage from './coverage/words.ts';
import * as dashboard from './dashboard/words.ts';
import * as demand from './demand/words.ts';
import * as division from './division/words.ts';
import * as agenda from './execution-agenda/words.ts';
import * as flags from './flags/words.ts';
import * as glossary from './glossary/words.ts';
import * as imports from './holdings/words.ts';
import * as landscape from './landscape/words.ts';
import * as quality from './metadata-quality/words.ts';
import * as parked from './parked/words.ts';
import * as participants from './participants/words.ts';
import * as purchaseCheck from './purchase-check/words.ts';
import * as report from './report/words.ts';
import * as scenarios from './scenarios/words.ts';
import * as search from './search/words.ts';
import * as shell from './shell/words.ts';
import * as signIn from './sign-in/words.ts';
import * as harvest from './harvest/words.ts';
import * as sources from './sources/words.ts';
import * as titles from './titles/words.ts';
import * as twoDays from './two-days/words.ts';
import * as ui from './ui/words.ts';
import * as weeding from './weeding/words.ts';

const nl = {
  ui: ui.nl,
  shell: shell.nl,
  signIn: signIn.nl,
  dashboard: dashboard.nl,
  coverage: coverage.nl,
  landscape: landscape.nl,
  report: report.nl,
  twoDays: twoDays.nl,
  flags: flags.nl,
  imports: imports.nl,
  search: search.nl,
  titles: titles.nl,
  harvest: harvest.nl,
  sources: sources.nl,
  quality: quality.nl,
  comparison: comparison.nl,
  plans: plans.nl,
  review: review.nl,
  agreements: agreements.nl,
  check: purchaseCheck.nl,
  collectionPlan: collectionPlan.nl,
  planDifference: planDifference.nl,
  crosswalk: crosswalk.nl,
  referenceList: referenceList.nl,
  consultation: consultation.nl,
  scenarios: scenarios.nl,
  candidates: candidates.nl,
  division: division.nl,
  agenda: agenda.nl,
  weeding: weeding.nl,
  commitments: commitments.nl,
  demand: demand.nl,
  participants: participants.nl,
  contacts: contacts.nl,
  parked: parked.nl,
  glossary: glossary.nl,
};

export type Words = typeof nl;

const en: Words = {
  ui: ui.en,
  shell: shell.en,
  signIn: signIn.en,
  dashboard: dashboard.en,
  coverage: coverage.en,
  landscape: landscape.en,
  report: report.en,
  twoDays: twoDays.en,
  flags: flags.en,
  imports: imports.en,
  search: search.en,
  titles: titles.en,
  harvest: harvest.en,
  sources: sources.en,
  quality: quality.en,
  comparison: comparison.en,
  plans: plans.en,
  review: review.en,
  agreements: agreements.en,
  check: purchaseCheck.en,
  collectionPlan: collectionPlan.en,
  planDifference: planDifference.en,
  crosswalk: crosswalk.en,
  referenceList: referenceList.en,
  consultation: consultation.en,
  scenarios: scenarios.en,
  candidates: candidates.en,
  division: division.en,
  agenda: agenda.en,
  weeding: weeding.en,
  commitments: commitments.en,
  demand: demand.en,
  participants: participants.en,
  contacts: contacts.en,
  parked: parked.en,
  glossary: glossary.en,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

export type Language = 'nl' | 'en';
const KEPT = 'collectieplan-language';

/** Dutch, unless the reader chose English before. */
export function startWords(): void {
  const lng: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'nl';
  document.documentElement.lang = lng;
  void i18next.use(initReactI18next).init({
    lng,
    fallbackLng: 'nl',
    resources: { nl: { translation: nl }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
