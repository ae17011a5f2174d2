import { ActionIcon, NativeSelect, NumberInput, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { ACTIVITIES, LEVELS } from '#libs/kernel';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { profilesQuery } from '../api/agreements.ts';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import type { PlanValues } from './draft.ts';
import { NamedFields } from './named-fields.tsx';

interface LineFieldsProps {
  readonly participant: string;
  readonly form: UseFormReturnType<PlanValues>;
  readonly place: number;
  readonly remove: (() => void) | null;
}

const LANGUAGES = ['P', 'S', 'W', 'X', 'D'] as const;

/** The fields of one line of a plan. */
export function LineFields({ participant, form, place, remove }: LineFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  const line = form.values.lines[place];
  const field = (name: string) => form.getInputProps(`lines.${place}.${name}`);
  const levels = LEVELS.map((level) => ({ value: level, label: `${level} – ${t(`ui.level.${level}`)}` }));
  const optional = [{ value: '', label: t('plans.notChosen') }, ...levels];
  return (
    <Panel
      title={t('plans.line', { number: place + 1 })}
      actions={
        remove && (
          <ActionIcon
            variant="subtle"
            color="brick"
            size="lg"
            onClick={remove}
            aria-label={t('plans.removeLine', { number: place + 1 })}
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        )
      }
    >
      <div className="line-grid">
        <Select
          className="line-profile"
          label={t('plans.profile')}
          searchable
          required
          comboboxProps={{ shadow: 'md' }}
          data={(profiles ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` }))}
          {...field('profile')}
        />
        <NativeSelect
          label={t('plans.activity')}
          data={ACTIVITIES.map((activity) => ({ value: activity, label: t(`ui.activity.${activity}`) }))}
          {...field('activity')}
        />
        <NativeSelect
          label={t('plans.languageCoverage')}
          data={[
            { value: '', label: t('plans.notChosen') },
            ...LANGUAGES.map((code) => ({ value: code, label: `${code} – ${t(`ui.languageCoverage.${code}`)}` })),
          ]}
          {...field('languageCoverage')}
        />
        <NativeSelect label={t('plans.level')} required data={optional} {...field('level')} />
        <NativeSelect label={t('plans.currentLevel')} data={optional} {...field('currentLevel')} />
        <NativeSelect label={t('plans.goalLevel')} data={optional} {...field('goalLevel')} />
        <NumberInput label={t('plans.titles')} min={0} max={1_000_000} allowDecimal={false} {...field('titles')} />
        <NumberInput label={t('plans.copies')} min={0} max={1_000_000} allowDecimal={false} {...field('copies')} />
        <NumberInput label={t('plans.budget')} min={0} decimalScale={2} prefix="€ " {...field('budget')} />
        <NamedFields
          participant={participant}
          profile={line?.profile ?? null}
          buying={line?.activity === 'collect'}
          field={field('named')}
          change={(named) => form.setFieldValue(`lines.${place}.named`, named)}
        />
      </div>
    </Panel>
  );
}
