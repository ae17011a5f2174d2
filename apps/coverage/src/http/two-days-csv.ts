import { csvLine } from '#libs/kernel';
import type { TwoDays } from '../queries/two-days.ts';

type Compared = TwoDays['profiles'][number]['participants'][number];

const COUNTS = ['titles', 'copies'].flatMap((of) => [
  `${of} before`,
  `${of} after`,
  `${of} added`,
  `${of} withdrawn`,
  `${of} counted otherwise`,
]);
const HEAD = ['from', 'to', 'profile', 'profile name', 'participant', 'name', 'known from', ...COUNTS];

/** A line for each profile and participant: they add up, whatever was merged or counted otherwise. */
export function csvOfTwoDays({ from, to, profiles }: TwoDays): string {
  const lines = profiles.flatMap(({ code, name, participants }) =>
    participants.map((it) =>
      csvLine([
        from,
        to,
        code,
        name?.nl ?? null,
        it.isil,
        it.name,
        it.knownFrom,
        ...counts(it.titles, it.titleFlow),
        ...counts(it.copies, it.copyFlow),
      ]),
    ),
  );
  return `\uFEFF${csvLine(HEAD)}${lines.join('')}`;
}

function counts(both: Compared['titles'], { added, withdrawn, otherwise }: Compared['titleFlow']) {
  return [both.before, both.after, added, withdrawn, otherwise];
}
