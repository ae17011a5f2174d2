import { wholeLevel } from '#libs/kernel';
import { type Asked, type Attendance, type Barred, FARTHEST, type Fit, type Reach } from './capacity.ts';
import type { Sentence } from './difference-words.ts';

type Language = keyof Sentence;
const NUMBERS = { nl: new Intl.NumberFormat('nl-NL'), en: new Intl.NumberFormat('en-GB') };
const ROUGH = {
  nl: new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
};
const DAYS = {
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};
const AUDIENCES: Record<Language, Readonly<Record<string, string>>> = {
  nl: { adult: 'volwassenen', youth: 'jeugd', unknown: 'doelgroep onbekend' },
  en: { adult: 'adults', youth: 'youth', unknown: 'audience unknown' },
};

/** Why a participant could take something on, and what stands against it, in sentences with the numbers. */
export function fitInWords(asked: Asked, participant: Attendance, fit: Fit, average: number): Sentence {
  const said = (language: Language): string =>
    [
      levelSaid(asked, fit, language),
      titlesSaid(fit, language),
      reachSaid(fit, language),
      loadSaid(fit, average, language),
      leavingSaid(participant, language),
    ]
      .filter((sentence) => sentence !== '')
      .join(' ');
  return { nl: said('nl'), en: said('en') };
}

function levelSaid({ level }: Asked, { declared, measured, short }: Fit, language: Language): string {
  const nl = language === 'nl';
  const has = [
    ...(declared === null ? [] : [nl ? `heeft naar eigen zeggen niveau ${declared}` : `says it has level ${declared}`]),
    ...(measured === null ? [] : [nl ? `is gemeten op niveau ${measured}` : `is measured at level ${measured}`]),
  ].join(nl ? ' en ' : ' and ');
  if (has === '') return nl ? 'Van het niveau is niets bekend.' : 'Nothing is known of its level.';
  const beside =
    level === null
      ? ''
      : short > 0
        ? nl
          ? `; gevraagd is ${level}, dat is ${short === 1 ? 'een heel niveau' : `${short} hele niveaus`} hoger`
          : `; ${level} is asked, ${short === 1 ? 'a whole level' : `${short} whole levels`} higher`
        : nl
          ? `; gevraagd is ${level}`
          : `; ${level} is asked`;
  return `${has[0]!.toUpperCase()}${has.slice(1)}${beside}.`;
}

function titlesSaid({ titles, ofTitles }: Fit, language: Language): string {
  const number = NUMBERS[language];
  const nl = language === 'nl';
  if (ofTitles === 0) {
    return nl ? 'Niemand heeft nog titels in dit profiel.' : 'Nobody has titles in this profile yet.';
  }
  if (titles === 0) return nl ? 'Heeft nog geen titels in dit profiel.' : 'Has no titles in this profile yet.';
  const share = Math.round((titles / ofTitles) * 100);
  const part = share === 0 ? (nl ? 'minder dan 1' : 'less than 1') : String(share);
  return nl
    ? `Heeft ${number.format(titles)} van de ${number.format(ofTitles)} titels in dit profiel (${part} %).`
    : `Has ${number.format(titles)} of the ${number.format(ofTitles)} titles in this profile (${part}%).`;
}

function reachSaid({ language, audience }: Fit, reader: Language): string {
  const names = new Intl.DisplayNames([reader], { type: 'language', fallback: 'code' });
  const strange = [
    ...strangeIn(language).map((code) => names.of(code) ?? code),
    ...strangeIn(audience).map((code) => AUDIENCES[reader][code] ?? code),
  ];
  if (language.asked.length + audience.asked.length === 0) return '';
  const nl = reader === 'nl';
  if (strange.length === 0) {
    return nl
      ? 'Is bekend met de talen en doelgroepen die het profiel noemt.'
      : 'Is used to the languages and audiences that the profile names.';
  }
  const list = new Intl.ListFormat(reader === 'en' ? 'en-GB' : reader, { type: 'conjunction' }).format(strange);
  return nl
    ? `Nog geen ervaring met: ${list} (te weinig titels, geen afspraken).`
    : `No experience yet with: ${list} (too few titles, no agreements).`;
}

function strangeIn({ asked, known }: Reach): string[] {
  return asked.filter((value) => !known.includes(value));
}

function loadSaid({ load }: Fit, average: number, language: Language): string {
  const [number, rough] = [NUMBERS[language], ROUGH[language].format(average)];
  if (language === 'nl') {
    const tasks = load.responsibilities === 1 ? '1 taak' : `${number.format(load.responsibilities)} taken`;
    const agreed = load.titles === 0 ? '' : ` en heeft ${number.format(load.titles)} titels toegezegd`;
    return `Draagt nu ${load.responsibilities === 0 ? 'nog geen taken' : tasks} (gemiddeld ${rough})${agreed}.`;
  }
  const tasks =
    load.responsibilities === 1 ? '1 responsibility' : `${number.format(load.responsibilities)} responsibilities`;
  const agreed = load.titles === 0 ? '' : ` and has agreed to ${number.format(load.titles)} titles`;
  return `Carries ${load.responsibilities === 0 ? 'no responsibilities yet' : tasks} (${rough} on average)${agreed}.`;
}

function leavingSaid({ to }: Attendance, language: Language): string {
  if (to === null) return '';
  const day = DAYS[language].format(new Date(to));
  return language === 'nl' ? `Doet mee tot en met ${day}.` : `Takes part until ${day}.`;
}

const BARRED: Record<Barred, Sentence> = {
  closed: { nl: 'is gesloten', en: 'has closed' },
  merged: { nl: 'is opgegaan in een andere deelnemer', en: 'has merged into another participant' },
  'not-yet': { nl: 'doet nog niet mee', en: 'does not take part yet' },
  responsible: { nl: 'is al verantwoordelijk', en: 'is responsible already' },
  below: {
    nl: 'is al verantwoordelijk, op een lager niveau; vraag of dat omhoog kan',
    en: 'is responsible already, at a lower level; ask whether it can be raised',
  },
  promised: { nl: 'heeft al een afspraak die later begint', en: 'has an agreement already that begins later' },
};

export function barredInWords(because: Barred): Sentence {
  return BARRED[because];
}

/** That nobody comes near enough to what is asked. */
export function nobodyInReach({ level }: Asked): Sentence {
  const lowest = level === null ? 0 : Math.max(0, wholeLevel(level) - FARTHEST);
  return {
    nl: `Geen deelnemer komt binnen ${FARTHEST} hele niveaus van ${level ?? 'wat gevraagd is'} (dus niveau ${lowest} of hoger).`,
    en: `No participant comes within ${FARTHEST} whole levels of ${level ?? 'what is asked'} (so level ${lowest} or higher).`,
  };
}
