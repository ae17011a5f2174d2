import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { amendCommitment, type Commitment } from '../api/commitments.ts';
import { Confirm } from '../ui/confirm.tsx';
import { type TermValues, TermsFields, useTermRules } from './terms-fields.tsx';

interface AmendDialogProps {
  /** As it was when the question was opened: when it changes meanwhile, the service says so. */
  readonly commitment: Commitment;
  readonly close: () => void;
}

/** Asks on what other terms something is kept from now on, and why. */
export function AmendDialog({ commitment, close }: AmendDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const rules = useTermRules();
  const form = useForm<TermValues & { readonly reason: string }>({
    initialValues: {
      indefinite: commitment.until === null,
      until: commitment.until ?? '',
      policy: commitment.policy,
      condition: commitment.condition ?? '',
      reason: '',
    },
    validate: {
      until: (value, { indefinite }) => rules.until(value, indefinite, commitment.from),
      policy: rules.missing,
      reason: rules.missing,
    },
  });
  const amending = useMutation({
    mutationFn: ({ indefinite, until, policy, condition, reason }: typeof form.values) =>
      amendCommitment(commitment, {
        until: indefinite ? null : until,
        policy: policy.trim(),
        condition: condition.trim() === '' ? null : condition.trim(),
        reason: reason.trim(),
      }),
    onSuccess: async () => {
      close();
      notifications.show({ message: t('commitments.amended'), color: 'ink' });
      await client.invalidateQueries({ queryKey: ['commitments'] });
    },
    // What changed meanwhile is shown behind the question; what was typed stays in it.
    onError: () => client.invalidateQueries({ queryKey: ['commitments'] }),
  });
  return (
    <Confirm
      opened
      title={t('commitments.amendTitle')}
      confirm={t('commitments.amend')}
      busy={amending.isPending}
      error={amending.error}
      onConfirm={form.onSubmit((values) => amending.mutate(values))}
      onClose={close}
    >
      <p>{t('commitments.amendText')}</p>
      <TermsFields input={form.getInputProps} indefinite={form.values.indefinite} />
      <Textarea
        label={t('commitments.amendReason')}
        description={t('commitments.amendReasonText')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('reason')}
      />
    </Confirm>
  );
}
