import { Checkbox, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AcquisitionPlan, profilesQuery } from '../api/agreements.ts';
import { acceptPlan } from '../api/plan-review.ts';
import { useAssessment } from '../flags/assessed.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { useSeen } from './use-seen.ts';

interface AcceptDialogProps {
  readonly plan: AcquisitionPlan;
  readonly close: () => void;
}

/** Accepts a plan line by line: what is not accepted has a reason that the participant reads. */
export function AcceptDialog({ plan, close }: AcceptDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const seen = useSeen(plan);
  const { flags } = useAssessment(plan);
  const { data: profiles } = useQuery(profilesQuery);
  /** The reasons of the lines that are refused, by line. */
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const [tried, setTried] = useState(false);
  const accepting = useMutation({
    mutationFn: () =>
      acceptPlan(
        plan,
        seen.version,
        plan.lines.flatMap(({ id }) => {
          const reason = reasons.get(id)?.trim();
          return reason === undefined ? [] : [{ line: id, reason }];
        }),
      ),
    onSuccess: async (changed) => {
      close();
      notifications.show({ message: t('plans.accepted'), color: 'ink' });
      client.setQueryData(['acquisition-plans', 'one', plan.id], changed);
      for (const queryKey of [['acquisition-plans'], ['assessment', plan.id], ['agreements']]) {
        await client.invalidateQueries({ queryKey });
      }
    },
    // Whatever changed meanwhile is shown in the question; what was typed stays.
    onError: () => client.invalidateQueries({ queryKey: ['acquisition-plans'] }),
  });
  const refuse = (line: string, reason: string | null): void =>
    setReasons((before) => {
      const next = new Map(before);
      if (reason === null) next.delete(line);
      else next.set(line, reason);
      return next;
    });
  const none = plan.lines.every(({ id }) => reasons.has(id));
  const unexplained = (line: string): boolean => reasons.get(line)?.trim() === '';
  const confirm = (): void => {
    setTried(true);
    if (!none && !seen.outdated && !plan.lines.some(({ id }) => unexplained(id))) accepting.mutate();
  };
  return (
    <Confirm
      opened
      title={t('plans.acceptTitle')}
      confirm={t('plans.accept')}
      busy={accepting.isPending}
      error={seen.outdated ? null : accepting.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>
        {t('plans.acceptText', {
          participant: plan.participantName,
          from: format.day(plan.from),
          to: format.day(plan.to),
        })}
      </p>
      {flags.length > 0 && (
        <p>
          <strong>{t('plans.acceptFlags', { count: flags.length })}</strong>
        </p>
      )}
      <ChangedMeanwhile plan={plan} seen={seen} />
      <fieldset className="accept-lines">
        <legend className="field-label">{t('review.whichLines')}</legend>
        {plan.lines.map(({ id, profile, activity, level }, place) => {
          const name = format.name(profiles?.find(({ code }) => code === profile)?.name);
          const label = `${t('plans.line', { number: place + 1 })}: ${profile} ${name}, ${t(`ui.activity.${activity}`)}, ${level}`;
          return (
            <div key={id} className="stack">
              <Checkbox
                label={label}
                checked={!reasons.has(id)}
                onChange={({ currentTarget }) => refuse(id, currentTarget.checked ? null : '')}
              />
              {reasons.has(id) && (
                <Textarea
                  label={t('review.whyNot', { number: place + 1 })}
                  required
                  autosize
                  minRows={2}
                  maxLength={2000}
                  value={reasons.get(id) ?? ''}
                  error={tried && unexplained(id) ? t('review.whyNotMissing') : null}
                  onChange={({ currentTarget }) => refuse(id, currentTarget.value)}
                />
              )}
            </div>
          );
        })}
      </fieldset>
      {none && (
        <p className="field-error" role="alert">
          {t('review.noneAccepted')}
        </p>
      )}
    </Confirm>
  );
}
