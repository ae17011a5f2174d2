import { ACTIVITIES, LEVELS } from '#libs/kernel';
import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agreementsQuery, participantsQuery, plansQuery } from '../api/agreements.ts';
import { currentPlanQuery, type Profile } from '../api/coverage.ts';
import { referenceListsQuery } from '../api/reference-lists.ts';
import type { ChangeKind } from '../api/scenarios.ts';
import { NETWORK } from '../collection-plan/use-reference-names.ts';
import { useNames } from '../shell/session.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { DAYS, type Field, pieces, type Wrong } from './change-draft.ts';

interface ChangeFieldProps {
  readonly field: Field;
  readonly kind: ChangeKind;
  /** Those that can be chosen. */
  readonly profiles: readonly Profile[];
  readonly optional: boolean;
  readonly value: string;
  readonly wrong: Wrong | undefined;
  readonly write: (value: string) => void;
}

const FACETS = {
  material: ['book', 'e-book', 'serial', 'score', 'sound', 'video', 'map', 'image', 'game', 'other'],
  audience: ['adult', 'youth', 'unknown'],
} as const;

const WRITTEN: ReadonlySet<Field> = new Set(['classification', 'language', 'code', 'nameNl', 'nameEn']);
const LONGEST_NAME = 200;

/** One thing that is asked of a change, by what suits it: a list, a day, boxes to tick, a line of text. */
export function ChangeField(props: ChangeFieldProps) {
  const { field, value, optional, write, kind } = props;
  const { t } = useTranslation();
  const error = useWrong(props.wrong);
  const label = t(`scenarios.field.${field}`);
  if (DAYS.has(field)) return <DayInput label={label} value={value} error={error} onChange={write} />;
  if (field === 'material' || field === 'audience') return <Facet field={field} value={value} write={write} />;
  if (isListed(field)) return <Listed {...props} field={field} label={label} error={error} />;
  const hint =
    field === 'classification' || field === 'language' || field === 'code'
      ? t(`scenarios.hint.${field}`)
      : optional && kind === 'target-set'
        ? t('scenarios.hint.notAsked')
        : undefined;
  return (
    <TextInput
      label={label}
      description={hint}
      required={!optional}
      autoComplete="off"
      inputMode={WRITTEN.has(field) ? 'text' : 'decimal'}
      maxLength={field === 'nameNl' || field === 'nameEn' ? LONGEST_NAME : undefined}
      value={value}
      error={error}
      onChange={({ currentTarget }) => write(currentTarget.value)}
    />
  );
}

function useWrong(wrong: Wrong | undefined): string | null {
  const { t } = useTranslation();
  if (wrong === undefined) return null;
  if (typeof wrong === 'object') return t('scenarios.notARange', { part: wrong.range });
  return wrong === 'day' ? t('ui.day.unreadable', { form: t('ui.day.form') }) : t(`scenarios.${wrong}`);
}

type FacetField = keyof typeof FACETS;

function Facet({ field, value, write }: { field: FacetField; value: string; write: (value: string) => void }) {
  const { t } = useTranslation();
  const names: Record<string, string> =
    field === 'material'
      ? t('collectionPlan.materials', { returnObjects: true })
      : t('collectionPlan.audiences', { returnObjects: true });
  return (
    <Checkbox.Group
      label={t(`scenarios.field.${field}`)}
      description={t('scenarios.hint.facet')}
      value={pieces(value, ',')}
      onChange={(chosen) => write(chosen.join(','))}
    >
      <Group mt="xs">
        {FACETS[field].map((it) => (
          <Checkbox key={it} value={it} label={names[it] ?? it} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

type ListedField =
  | 'profile'
  | 'activity'
  | 'participant'
  | 'level'
  | 'currentLevel'
  | 'agreement'
  | 'acquisitionPlan'
  | 'measuredAgainst';

const LISTED: readonly string[] = [
  'profile',
  'activity',
  'participant',
  'level',
  'currentLevel',
  'agreement',
  'acquisitionPlan',
  'measuredAgainst',
] satisfies ListedField[];

function isListed(field: Field): field is ListedField {
  return LISTED.includes(field);
}

interface ListedProps extends Omit<ChangeFieldProps, 'wrong'> {
  readonly field: ListedField;
  readonly label: string;
  readonly error: string | null;
}

/** What nothing chosen means, where it may stay so. */
const NOTHING = {
  participant: 'scenarios.everyone',
  profile: 'scenarios.everything',
  measuredAgainst: 'scenarios.notMeasured',
} as const;

function Listed({ field, label, error, optional, value, write, profiles }: ListedProps) {
  const { t } = useTranslation();
  const options = useOptions(field, profiles);
  const nothing = optional && field in NOTHING ? NOTHING[field as keyof typeof NOTHING] : 'scenarios.choose';
  // What was chosen may be gone since: it is shown by its code, and not as another.
  const gone = value !== '' && CODED.has(field) && !options.some((option) => option.value === value);
  const hint =
    field === 'measuredAgainst'
      ? t('scenarios.hint.measuredAgainst')
      : field === 'acquisitionPlan' && options.length === 0
        ? t('scenarios.noPlans')
        : undefined;
  return (
    <NativeSelect
      label={label}
      required={!optional}
      description={hint}
      value={value}
      error={error}
      onChange={({ currentTarget }) => write(currentTarget.value)}
      data={[{ value: '', label: t(nothing) }, ...options, ...(gone ? [{ value, label: value }] : [])]}
    />
  );
}

const CODED: ReadonlySet<Field> = new Set(['profile', 'measuredAgainst']);

interface Option {
  readonly value: string;
  readonly label: string;
}

function useOptions(field: ListedField, profiles: readonly Profile[]): Option[] {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const { data: plan } = useQuery({ ...currentPlanQuery, enabled: field === 'measuredAgainst' });
  const lists = useQuery({
    ...referenceListsQuery({ token: plan?.token ?? '' }),
    enabled: field === 'measuredAgainst' && plan !== undefined,
  });
  const participants = useQuery({ ...participantsQuery, enabled: field === 'participant' });
  const agreements = useQuery({ ...agreementsQuery({}), enabled: field === 'agreement' });
  const plans = useInfiniteQuery({ ...plansQuery({ state: 'submitted' }), enabled: field === 'acquisitionPlan' });
  switch (field) {
    case 'profile':
      return profiles.map((it) => ({ value: it.code, label: `${it.code} ${format.name(it.name)}` }));
    case 'measuredAgainst':
      return [
        { value: NETWORK, label: t('scenarios.network') },
        ...(lists.data ?? []).map((it) => ({ value: it.code, label: `${it.code} ${format.name(it.name)}` })),
      ];
    case 'participant':
      return (participants.data ?? []).map((it) => ({ value: it.isil, label: it.name }));
    case 'activity':
      return ACTIVITIES.map((value) => ({ value, label: t(`ui.activity.${value}`) }));
    case 'agreement':
      return (agreements.data ?? []).map((it) => ({
        value: it.id,
        label: `${name(it.participant)}: ${it.profile}, ${t(`ui.activity.${it.activity}`)}, ${it.level} (${t('ui.period', { from: format.day(it.from), to: format.day(it.to) })})`,
      }));
    case 'acquisitionPlan':
      return (plans.data?.pages ?? []).flatMap(({ items }) =>
        items.map((it) => ({ value: it.id, label: `${it.participantName}: ${it.name}` })),
      );
    default:
      return LEVELS.map((value) => ({ value, label: `${value} – ${t(`ui.level.${value}`)}` }));
  }
}
