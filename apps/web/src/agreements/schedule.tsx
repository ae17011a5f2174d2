import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { type ActProps, useActing } from './use-acting.ts';
import { useEntryRules } from './use-entry-rules.ts';

/** Asks on which days somebody looks at an agreement again. */
export function Schedule({ agreement, close }: ActProps) {
  const { t } = useTranslation();
  const rules = useEntryRules();
  const acting = useActing({ agreement, close });
  const [reviewOn, setReviewOn] = useState(agreement.reviewOn ?? '');
  const [noticeBy, setNoticeBy] = useState(agreement.noticeBy ?? '');
  const [tried, setTried] = useState(false);
  const wrong = (day: string): string | null =>
    rules.optionalDay(day) ??
    (day !== '' && (day < agreement.from || day > agreement.to) ? t('agreements.outside') : null);
  const confirm = (): void => {
    setTried(true);
    if (wrong(reviewOn) !== null || wrong(noticeBy) !== null) return;
    acting.mutate({
      act: 'schedule',
      reviewOn: reviewOn === '' ? null : reviewOn,
      noticeBy: noticeBy === '' ? null : noticeBy,
    });
  };
  return (
    <Confirm
      opened
      title={t('agreements.ask.schedule')}
      confirm={t('ui.save')}
      busy={acting.isPending}
      error={acting.error}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t('agreements.explain.schedule')}</p>
      <DayInput
        label={t('agreements.field.reviewOn')}
        value={reviewOn}
        error={tried && wrong(reviewOn)}
        onChange={setReviewOn}
        optional
        first
      />
      <DayInput
        label={t('agreements.field.noticeBy')}
        value={noticeBy}
        error={tried && wrong(noticeBy)}
        onChange={setNoticeBy}
        optional
      />
    </Confirm>
  );
}
