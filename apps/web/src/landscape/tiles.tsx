import { useTranslation } from 'react-i18next';
import type { Matrix } from '../api/coverage.ts';
import { shareOf } from '../coverage/arrange.ts';
import { useFormat } from '../ui/format.ts';
import type { MapTile } from './heat-map.tsx';
import { type Group, type PlacedProfile, sumOf } from './landscape.ts';
import { addressOf, type Place } from './place.ts';
import { FlagsSaid, toneOfFlags, toneOfResponsible, toneOfShare } from './tones.tsx';

/** Names of profiles that tell what a group is about. */
const NAMED = 3;

/** What the tiles of each step of the map say, and where they lead. */
export interface Tiles {
  groupName(group: Group): string;
  ofGroup(group: Group, place: Place): MapTile;
  ofProfile(profile: PlacedProfile, place: Place): MapTile;
  ofParticipants(matrix: Matrix, profile: PlacedProfile): MapTile[];
}

export function useTiles(): Tiles {
  const { t } = useTranslation();
  const format = useFormat();
  const titlesSaid = (titles: number): string => t('landscape.titles', { count: titles, shown: format.number(titles) });

  const groupName = ({ scheme, classes }: Group): string => {
    if (scheme === null) return t('landscape.noScheme');
    if (classes === null) return scheme.toUpperCase();
    return t('landscape.classes', { scheme: scheme.toUpperCase(), from: classes[0], to: classes[1] });
  };

  return {
    groupName,
    ofGroup(group, place) {
      const { profiles } = group;
      const { titles, flags, responsible } = sumOf(profiles);
      const byFlags = place.colour === 'flags';
      const largest = profiles.toSorted((one, other) => other.titles - one.titles).slice(0, NAMED);
      return {
        id: group.id,
        to: addressOf({ ...place, group: group.id }),
        name: groupName(group),
        said: [
          largest.map(({ name }) => format.name(name)).join(' · '),
          byFlags ? <FlagsSaid flags={flags} /> : t('landscape.responsibleLeast', { count: responsible }),
          `${t('landscape.profiles', { count: profiles.length })}, ${titlesSaid(titles)}`,
        ],
        size: titles,
        tone: byFlags ? toneOfFlags(profiles) : toneOfResponsible(responsible),
      };
    },
    ofProfile(profile, place) {
      const { code, name, titles, flags, responsible } = profile;
      const byFlags = place.colour === 'flags';
      const asFlags = <FlagsSaid key="flags" flags={flags} />;
      const asCount = t('landscape.responsible', { count: responsible });
      return {
        id: code,
        to: addressOf({ ...place, profile: code }),
        name: `${code} ${format.name(name)}`,
        said: byFlags ? [asFlags, titlesSaid(titles), asCount] : [asCount, titlesSaid(titles), asFlags],
        size: titles,
        tone: byFlags ? toneOfFlags([profile]) : toneOfResponsible(responsible),
      };
    },
    ofParticipants(matrix, profile) {
      const names = new Map(matrix.participants.map(({ isil, name }) => [isil, name]));
      return matrix.cells
        .filter((cell) => cell.profile === profile.code && (cell.titles > 0 || cell.activities.length > 0))
        .map(({ participant, titles, level, currentLevel }) => {
          const share = shareOf(titles, profile.titles);
          const levels = [...(level ? [`AC ${level}`] : []), ...(currentLevel ? [`CL ${currentLevel}`] : [])];
          return {
            id: participant,
            to: `/deelnemers/${participant}`,
            name: names.get(participant) ?? participant,
            said: [
              `${titlesSaid(titles)} (${format.share(share)})`,
              levels.length === 0 ? t('coverage.noAgreement') : levels.join(' · '),
            ],
            size: titles,
            tone: toneOfShare(share),
          };
        });
    },
  };
}
