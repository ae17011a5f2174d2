import type { Isil, Level } from '#libs/kernel';
import { FARTHEST } from './capacity.ts';
import type { Sentence } from './difference-words.ts';
import type { RemainsBecause } from './division-proposal.ts';
import type { Option, Task } from './division.ts';

/** Why this participant: its place among who could, and what those before it do instead. */
export function whyTaking(
  { options, able: all }: Task,
  { kind, fit, place }: Option,
  taking: readonly Option[],
  full: ReadonlySet<Isil>,
): Sentence {
  const before = options.filter((option) => option.place < place && !taking.includes(option));
  const busy = before.filter(({ participant }) => full.has(participant.isil)).length;
  const raises = kind === 'raises';
  const has = levelOf(fit.declared, fit.measured);
  const nl = [
    raises ? 'Heeft deze taak al, en verhoogt haar toezegging naar het gevraagde niveau.' : '',
    all === 1
      ? 'De enige die dit kan oppakken.'
      : place === 1
        ? `De meest geschikte van ${all} die dit kunnen oppakken (${fit.total} van 100 punten).`
        : `Nummer ${place} van ${all} die dit kunnen oppakken (${fit.total} van 100 punten).`,
    has.nl,
    before.length === 0
      ? ''
      : busy === before.length
        ? 'Wie geschikter is, draagt in dit voorstel al het hoogste aantal taken.'
        : 'Wie geschikter is, heeft in dit voorstel andere taken of meer dan een gelijk deel.',
  ];
  const en = [
    raises ? 'Has this task already, and raises its commitment to the level asked.' : '',
    all === 1
      ? 'The only one that can take it on.'
      : place === 1
        ? `The best suited of ${all} that can take it on (${fit.total} of 100 points).`
        : `Number ${place} of ${all} that can take it on (${fit.total} of 100 points).`,
    has.en,
    before.length === 0
      ? ''
      : busy === before.length
        ? 'Those better suited carry as much as they may in this proposal.'
        : 'Those better suited have other tasks in this proposal, or more than an even share.',
  ];
  return { nl: joined(nl), en: joined(en) };
}

function levelOf(declared: Level | null, measured: number | null): Sentence {
  const both = [
    ...(declared === null ? [] : [{ nl: `CL ${declared}`, en: `CL ${declared}` }]),
    ...(measured === null ? [] : [{ nl: `gemeten niveau ${measured}`, en: `measured level ${measured}` }]),
  ];
  if (both.length === 0) return { nl: '', en: '' };
  return {
    nl: `Heeft ${both.map(({ nl }) => nl).join(', ')}.`,
    en: `Has ${both.map(({ en }) => en).join(', ')}.`,
  };
}

function joined(sentences: readonly string[]): string {
  return sentences.filter((it) => it !== '').join(' ');
}

/** Why an agreement ends. */
export function whyEnding({ maximum, standing }: Task, replaced: boolean): Sentence {
  if (replaced) {
    return {
      nl: 'Draagt anders te veel; een ander neemt deze taak over.',
      en: 'Would carry too much; another takes this task over.',
    };
  }
  if (maximum !== null && standing.filter(({ atLevel }) => atLevel).length > maximum) {
    return {
      nl: `Het plan vraagt hoogstens ${maximum} deelnemers; er blijven er genoeg over.`,
      en: `The plan asks ${maximum} participants at most; enough of them remain.`,
    };
  }
  return {
    nl: 'Draagt anders te veel; deze taak kan het best vervallen.',
    en: 'Would carry too much; this task can best be let go.',
  };
}

/** What stays open, and why. */
export function whatRemains(because: RemainsBecause, task: Task): Sentence {
  return REMAINS[because](task);
}

const REMAINS: Readonly<Record<RemainsBecause, (task: Task) => Sentence>> = {
  'nobody-near': ({ asked: { level } }) => ({
    nl: `Geen deelnemer komt binnen ${FARTHEST} hele niveaus van ${level}.`,
    en: `No participant comes within ${FARTHEST} whole levels of ${level}.`,
  }),
  'too-few': ({ asked: { level }, options, minimum }) =>
    options.length === 0
      ? {
          nl: 'Er is geen andere deelnemer die dit kan oppakken.',
          en: 'There is no other participant that can take it on.',
        }
      : {
          nl: `Het plan vraagt ${minimum} deelnemers op niveau ${level}; er zijn er te weinig die het kunnen oppakken.`,
          en: `The plan asks ${minimum} participants at level ${level}; too few can take it on.`,
        },
  full: () => ({
    nl: 'Wie dit kan oppakken, draagt in dit voorstel al het hoogste aantal taken. Sta meer taken per deelnemer toe.',
    en: 'Those who can take it on carry as much as they may in this proposal. Allow more tasks per participant.',
  }),
  undeclared: ({ asked: { level } }) => ({
    nl: `Er is een toezegging op niveau ${level}, maar niemand die verantwoordelijk is zegt dat niveau nu te hebben (CL).`,
    en: `There is a commitment at level ${level}, but nobody responsible says it has that level now (CL).`,
  }),
  weighed: () => ({
    nl: 'Dit op te lossen zou elders een lacune openen die even zwaar telt.',
    en: 'Resolving this would open a gap elsewhere that weighs as much.',
  }),
};
