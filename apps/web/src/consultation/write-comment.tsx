import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { writeComment } from '../api/consultation.ts';
import type { CollectionPlan } from '../api/coverage.ts';
import { ActingChoice, useActing } from '../shell/acting.tsx';
import { TextForm } from './text-form.tsx';

interface WriteCommentProps {
  readonly plan: CollectionPlan;
  readonly profile: string | null;
  readonly title: string;
  readonly close: () => void;
}

/** Says something in the name of a participant. */
export function WriteComment({ plan, profile, title, close }: WriteCommentProps) {
  const { t } = useTranslation();
  const participant = useActing();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <TextForm
      title={title}
      label={t('consultation.say')}
      missing={t('consultation.sayMissing')}
      confirm={t('consultation.send')}
      box={box}
      send={participant === '' ? null : (text) => writeComment(plan, { participant, profile, text })}
      close={close}
    >
      {(tried) => (
        <ActingChoice
          nobody={t('consultation.nobody')}
          required
          error={tried && participant === '' ? t('consultation.forWhom') : null}
        />
      )}
    </TextForm>
  );
}
