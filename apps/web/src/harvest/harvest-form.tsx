import { Autocomplete, Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HarvestSetting, tryRepository } from '../api/harvest.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

interface HarvestFormProps {
  readonly participant: string;
  readonly source: string;
  readonly setting: HarvestSetting | null;
  readonly busy: boolean;
  readonly save: (setting: HarvestSetting) => void;
}

const NEW: HarvestSetting = { url: '', prefix: '', set: null, everyHours: 24, enabled: true };

/** Where a source is fetched from, and how often. */
export function HarvestForm({ participant, source, setting, busy, save }: HarvestFormProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<HarvestSetting>(setting ?? NEW);
  const [checked, setChecked] = useState(false);
  const trying = useMutation({ mutationFn: () => tryRepository(participant, source, wanted.url.trim()) });
  const change = (changes: Partial<HarvestSetting>): void => setWanted((before) => ({ ...before, ...changes }));
  const { data: repository, error } = trying;
  const missing = { url: wanted.url.trim() === '', prefix: wanted.prefix.trim() === '' };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (missing.url || missing.prefix) return;
        const { enabled, everyHours } = wanted;
        const set = wanted.set?.trim() || null;
        save({ url: wanted.url.trim(), prefix: wanted.prefix.trim(), set, everyHours, enabled });
      }}
    >
      <TextInput
        label={t('harvest.url')}
        description={t('harvest.urlText')}
        placeholder="https://"
        value={wanted.url}
        onChange={(event) => change({ url: event.currentTarget.value })}
        error={checked && missing.url && t('harvest.urlMissing')}
        required
      />
      <div className="row">
        <Button
          variant="default"
          loading={trying.isPending}
          onClick={() => {
            setChecked(missing.url);
            if (!missing.url) trying.mutate();
          }}
        >
          {t('harvest.try')}
        </Button>
      </div>
      {error !== null && <ProblemNote error={error} />}
      {repository !== undefined && (
        <output>
          {t('harvest.found', { name: repository.name })}{' '}
          {repository.deletedRecord === 'no' && t('harvest.noDeletions')}
        </output>
      )}
      <Autocomplete
        label={t('harvest.prefix')}
        description={t('harvest.prefixText')}
        data={repository?.formats.map(({ id }) => id) ?? []}
        value={wanted.prefix}
        onChange={(prefix) => change({ prefix })}
        error={checked && missing.prefix && t('harvest.prefixMissing')}
        required
      />
      <Autocomplete
        label={t('harvest.set')}
        description={t('harvest.setText')}
        data={[...new Set(repository?.sets.map(({ id }) => id))]}
        value={wanted.set ?? ''}
        onChange={(set) => change({ set })}
      />
      <NumberInput
        label={t('harvest.everyHours')}
        min={1}
        max={8760}
        allowDecimal={false}
        value={wanted.everyHours}
        onChange={(hours) => change({ everyHours: Number(hours) || 24 })}
      />
      <Switch
        label={t('harvest.enabled')}
        checked={wanted.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      <div className="row end">
        <Button type="submit" loading={busy}>
          {t('harvest.save')}
        </Button>
      </div>
    </form>
  );
}
