import type { Colour } from './tones.tsx';

/** Where on the map one is, and what its colours tell. It is all in the address, so that it can be shared. */
export interface Place {
  readonly group: string | null;
  readonly profile: string | null;
  readonly colour: Colour;
}

const GROUP = 'groep';
const PROFILE = 'profiel';
const COLOUR = 'kleur';
const BY_RESPONSIBLE = 'verantwoordelijken';

export function placeIn(search: URLSearchParams): Place {
  return {
    group: search.get(GROUP),
    profile: search.get(PROFILE),
    colour: search.get(COLOUR) === BY_RESPONSIBLE ? 'responsible' : 'flags',
  };
}

export function addressOf({ group, profile, colour }: Place): string {
  const search = new URLSearchParams({
    ...(group !== null && { [GROUP]: group }),
    ...(profile !== null && { [PROFILE]: profile }),
    ...(colour === 'responsible' && { [COLOUR]: BY_RESPONSIBLE }),
  });
  return search.size === 0 ? '/kaart' : `/kaart?${search}`;
}
