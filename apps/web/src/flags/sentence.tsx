import { Trans, useTranslation } from 'react-i18next';
import type { Flag, FlagKind } from '../api/coverage.ts';
import { type Format, useFormat } from '../ui/format.ts';
import { useNames } from '../shell/session.tsx';
import { items, objects, text } from './evidence.ts';
import { wordsOf } from './kinds.ts';
import { useMeasure } from './use-measure.ts';

type Name = (isil: string) => string;

/** What a flag says, in one or two plain sentences made from its numbers. */
export function Sentence({ flag }: { flag: Flag }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = useNames();
  const names = new Map(flag.participants.map(({ isil, name }) => [isil, name]));
  const name: Name = (isil) => names.get(isil) ?? known(isil);
  const { evidence } = flag;
  const measure = useMeasure(evidence);
  const counted = (what: 'participants' | 'titles', count: unknown): string =>
    typeof count === 'number' ? t(`flags.${what}`, { count, number: format.number(count) }) : '';
  const values = {
    profile: format.name(flag.profileName),
    activity: flag.activity === null ? '' : t(`ui.activity.${flag.activity}`),
    participants: format.list(flag.participants.map((it) => it.name)),
    title: text(evidence['title']) || t('flags.titleBy', { identifier: identifierOf(evidence) }),
    ...plain(evidence, format),
    ...lists(evidence, format, name),
    wantedParticipants: counted('participants', evidence['minimum']),
    wantedKeepers: counted('participants', evidence['minimumRetained']),
    wantedTitles: counted('titles', evidence['minimum']),
    list: measure,
    day: format.day(text(evidence['on'])),
    gaps: format.list(items(evidence['gaps']).map((kind) => inSentence(t(`${wordsOf(kind as FlagKind)}.name`)))),
  };
  return (
    <Trans
      i18nKey={`flags.sentence.${sentenceOf(flag, measure !== undefined)}` as 'flags.sentence.gap.unowned'}
      values={values}
      components={{ b: <strong /> }}
    />
  );
}

function sentenceOf({ kind, evidence }: Flag, measuredByList: boolean): string {
  if (kind === 'gap.level') {
    const below = items(evidence['below']);
    return below.length > 1 ? 'gap.level.both' : `gap.level.${below[0] ?? 'AC'}`;
  }
  if (kind === 'risk.single-holder') {
    const starving = items(evidence['commitmentBelowCurrent']).length > 0;
    if (!starving) return `${kind}.one`;
    return items(evidence['metBy']).length > 1 ? `${kind}.starving` : `${kind}.both`;
  }
  if (kind === 'risk.level-mismatch') return measuredByList ? `${kind}.list` : kind;
  if (kind === 'gap.undelivered') return evidence['since'] === undefined ? kind : `${kind}.older`;
  if (kind === 'gap.upcoming') return items(evidence['gaps']).includes('gap.preservation') ? `${kind}.retention` : kind;
  if (kind === 'overlap.planned-title') {
    const planners = new Set(objects(evidence['plannedBy']).map((it) => it['participant']));
    const enough = items(evidence['heldByEnoughOthers']).length > 0;
    if (!enough) return `${kind}.several`;
    return planners.size > 1 ? `${kind}.both` : `${kind}.held`;
  }
  return kind;
}

function inSentence(words: string): string {
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}

/** How whoever planned the title wrote it down. */
function identifierOf(evidence: Flag['evidence']): string {
  return text(objects(evidence['plannedBy'])[0]?.['identifier']);
}

const SHARES = new Set(['share', 'threshold', 'heldShare']);

function plain(evidence: Flag['evidence'], format: Format): Record<string, string> {
  return Object.fromEntries(
    Object.entries(evidence).flatMap(([key, value]) => {
      if (typeof value === 'number') return [[key, SHARES.has(key) ? format.share(value) : format.number(value)]];
      return typeof value === 'string' && key !== 'title' ? [[key, value]] : [];
    }),
  );
}

function lists(evidence: Flag['evidence'], format: Format, name: Name): Record<string, string> {
  const having = new Set([...items(evidence['heldBy']), ...items(evidence['onOrderBy'])]);
  return {
    metBy: format.list(items(evidence['metBy']).map(name)),
    starving: format.list(items(evidence['commitmentBelowCurrent']).map(name)),
    having: format.list([...having].map(name)),
  };
}
