import { useTranslation } from 'react-i18next';
import type { Flag, FlagKind } from '../api/coverage.ts';

import { useNames } from '../shell/session.tsx';
import { type Format, useFormat } from '../ui/format.ts';
import type { Words } from '../words.ts';
import { items, objects, text } from './evidence.ts';
import { wordsOf } from './kinds.ts';
import { useMeasure } from './use-measure.ts';

type Word = keyof Words['flags']['number'];
type Label = Exclude<Word, 'titlesOf' | 'levelsOf' | 'leavingFrom' | 'listTitles' | 'listHeld' | 'listShare'>;
const LABELS: readonly Label[] = [
  'title',
  'targetLevel',
  'on',
  'gaps',
  'planEnds',
  'below',
  'highestCommitment',
  'highestCurrent',
  'minimum',
  'maximum',
  'atLevel',
  'committed',
  'promised',
  'due',
  'arrived',
  'onOrder',
  'since',
  'current',
  'measured',
  'reference',
  'held',
  'heldShare',
  'minimumRetained',
  'short',
  'titles',
  'languageCoverage',
  'shared',
  'share',
  'threshold',
  'metBy',
  'commitmentBelowCurrent',
  'plannedBy',
  'extant',
  'heldBy',
  'onOrderBy',
  'enoughHolders',
  'heldByEnoughOthers',
];
const OF_PARTICIPANTS = new Set<string>([
  'metBy',
  'commitmentBelowCurrent',
  'heldBy',
  'onOrderBy',
  'heldByEnoughOthers',
]);
const SHARES = new Set<string>(['share', 'threshold', 'heldShare']);
/** What is counted of a reference list has other words than what is counted of the network. */
const OF_LIST: Partial<Record<Label, Word>> = { titles: 'listTitles', held: 'listHeld', heldShare: 'listShare' };
const DAYS = new Set<string>(['on', 'planEnds', 'since']);

/** The numbers behind a flag in a small table. */
export function Numbers({ numbers: evidence }: { numbers: Flag['evidence'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const measure = useMeasure(evidence);
  const planned = (it: Record<string, unknown>): string =>
    t(it['source'] === 'agreement' ? 'flags.byAgreement' : 'flags.byPlan', {
      participant: name(text(it['participant'])),
    });
  const rows = LABELS.flatMap((label): [string, string][] => {
    const value =
      label === 'plannedBy'
        ? format.list([...new Set(objects(evidence[label]).map(planned))])
        : label === 'gaps'
          ? format.list(items(evidence[label]).map((kind) => t(`${wordsOf(kind as FlagKind)}.name`)))
          : label === 'reference'
            ? (measure ?? '')
            : shown(label, evidence[label], format, name);
    const word = (measure === undefined ? undefined : OF_LIST[label]) ?? label;
    return value === '' ? [] : [[t(`flags.number.${word}`), value]];
  });
  const perParticipant = [
    ...pairs(evidence['titles']).map(([isil, titles]): [string, string] => [
      t('flags.number.titlesOf', { participant: name(isil) }),
      format.number(Number(titles)),
    ]),
    ...objects(evidence['withdrawnBy']).map((it): [string, string] => [
      t('flags.number.leavingFrom', { participant: name(text(it['participant'])) }),
      format.number(Number(it['copies'])),
    ]),
    ...objects(evidence['levels']).map((it): [string, string] => [
      t('flags.number.levelsOf', { participant: name(text(it['participant'])) }),
      `${text(it['commitment'])} / ${text(it['current']) || '–'}`,
    ]),
  ];
  return (
    <table className="numbers">
      <tbody>
        {[...rows, ...perParticipant].map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shown(label: string, value: unknown, format: Format, name: (isil: string) => string): string {
  if (typeof value === 'number') return SHARES.has(label) ? format.share(value) : format.number(value);
  if (Array.isArray(value)) {
    const words = items(value);
    return format.list(OF_PARTICIPANTS.has(label) ? words.map(name) : words);
  }
  return DAYS.has(label) && value !== undefined ? format.day(text(value)) : text(value);
}

function pairs(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
