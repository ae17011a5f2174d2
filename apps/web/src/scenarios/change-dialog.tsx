import type { Activity } from '#libs/kernel';
import { NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentPlanQuery } from '../api/coverage.ts';
import { type Change, CHANGE_KINDS, type ChangeKind, type Scenario } from '../api/scenarios.ts';
import { Confirm } from '../ui/confirm.tsx';
import { showFirstMistake } from '../ui/first-mistake.ts';
import {
  changeOf,
  codesAfter,
  type Draft,
  draftOf,
  type Field,
  fieldsOf,
  mistakesIn,
  profilesAfter,
  scopeAsTyped,
  targetAsTyped,
} from './change-draft.ts';
import { ChangeField } from './change-field.tsx';
import { useChanging } from './use-changing.ts';

interface ChangeDialogProps {
  readonly scenario: Scenario;
  /** What is mended; `null` adds a change. */
  readonly known: Change | null;
  readonly close: () => void;
}

/** Asks what a scenario is to make otherwise. What the plan says now is filled in, so that one changes some of it. */
export function ChangeDialog({ scenario, known, close }: ChangeDialogProps) {
  const { t } = useTranslation();
  const saving = useChanging(scenario, close);
  const [kind, setKind] = useState<ChangeKind>(known?.kind ?? 'target-set');
  const [draft, setDraft] = useState<Draft>(known === null ? {} : draftOf(known));
  const [tried, setTried] = useState(false);
  const { data: plan } = useQuery(currentPlanQuery);
  const sent = scenario.changes.map(({ change }) => change);
  const before =
    known === null
      ? sent
      : sent.slice(
          0,
          sent.findIndex(({ id }) => id === known.id),
        );
  const profiles = profilesAfter(plan?.profiles ?? [], before);
  const mistakes = mistakesIn(kind, draft, codesAfter(plan?.profiles ?? [], before));
  const write = (field: Field, value: string): void => {
    const next = { ...draft, [field]: value };
    const profile = profiles.find(({ code }) => code === next.profile);
    const isAbout = field === 'profile' || field === 'activity';
    if (!isAbout || profile === undefined) setDraft(next);
    else if (kind === 'target-set' && next.activity) {
      setDraft({ ...next, ...targetAsTyped(profile.targets, next.activity as Activity) });
    } else if (kind === 'scope-set' && profile.scope !== undefined) {
      setDraft({ ...next, ...scopeAsTyped(profile.scope) });
    } else if (kind === 'reference-set') setDraft({ ...next, measuredAgainst: profile.measuredAgainst ?? '' });
    else setDraft(next);
  };
  const save = (): void => {
    setTried(true);
    if (Object.keys(mistakes).length > 0) {
      showFirstMistake('[role="dialog"]');
      return;
    }
    const written = changeOf(kind, draft, known?.id);
    saving.mutate(
      known === null ? [...sent, written] : sent.map((change) => (change.id === known.id ? written : change)),
    );
  };
  return (
    <Confirm
      opened
      title={t(known === null ? 'scenarios.add' : 'scenarios.edit')}
      confirm={t('ui.save')}
      busy={saving.isPending}
      error={saving.error}
      onConfirm={save}
      onClose={close}
    >
      <NativeSelect
        label={t('scenarios.kind')}
        description={kind === 'profile-added' ? t('scenarios.hint.profileAdded') : undefined}
        value={kind}
        data-autofocus
        onChange={({ currentTarget }) => {
          setKind(currentTarget.value as ChangeKind);
          setDraft({ because: draft.because ?? '' });
          setTried(false);
        }}
        data={CHANGE_KINDS.map((value) => ({ value, label: t(`scenarios.kinds.${value}`) }))}
      />
      {fieldsOf(kind).map(({ field, optional }) => (
        <ChangeField
          key={`${kind} ${field}`}
          field={field}
          kind={kind}
          profiles={profiles}
          optional={optional}
          value={draft[field] ?? ''}
          wrong={tried ? mistakes[field] : undefined}
          write={(value) => write(field, value)}
        />
      ))}
      <Textarea
        label={t('scenarios.because')}
        maxLength={2000}
        autosize
        minRows={2}
        value={draft.because ?? ''}
        onChange={({ currentTarget }) => setDraft({ ...draft, because: currentTarget.value })}
      />
    </Confirm>
  );
}
