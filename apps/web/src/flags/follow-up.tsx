import { Button, Timeline, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Act, explanationQuery, type FlagExplanation, followUp, type FollowUpPast } from '../api/flag.ts';
import { useMe, useRole } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { FollowUpDialog, type Asked } from './follow-up-dialog.tsx';
import { FOLLOW_UP_TONES } from './kinds.ts';

/** What people did about a flag, and what the reader may do. */
export function FollowUp({ flag, order }: { flag: FlagExplanation; order: 2 | 3 }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const may = useMay(flag);
  const acting = useMutation({
    mutationFn: (act: Act) => followUp(flag.id, act),
    onSuccess: async (changed) => {
      setAsked(null);
      notifications.show({ message: t('flags.followUp.saved'), color: 'ink' });
      client.setQueryData(explanationQuery(flag.id).queryKey, changed);
      await client.invalidateQueries({ queryKey: ['flags', 'list'] });
    },
  });
  const ask = (what: Asked): void => {
    acting.reset();
    setAsked(what);
  };
  const { state, acknowledgedBy, assignedTo, waivedUntil, waivedBecause } = flag.followUp;
  return (
    <section aria-labelledby="follow-up">
      <div className="row between">
        <Title order={order} id="follow-up">
          {t('flags.followUp.title')}
        </Title>
        {flag.state === 'open' && <Mark tone={FOLLOW_UP_TONES[state]}>{t(`flags.followUp.state.${state}`)}</Mark>}
      </div>
      {state === 'acknowledged' && <p>{t('flags.followUp.seenBy', { name: acknowledgedBy })}</p>}
      {assignedTo !== null && <p>{t('flags.followUp.assignedTo', { name: assignedTo })}</p>}
      {waivedUntil !== null && (
        <p>{t('flags.followUp.waivedUntil', { day: format.day(waivedUntil), because: waivedBecause })}</p>
      )}
      {flag.followUps.length === 0 ? (
        <p className="dim">{t('flags.followUp.nobody')}</p>
      ) : (
        <Past followUps={flag.followUps} />
      )}
      {asked === null && acting.error !== null && <ProblemNote error={acting.error} />}
      <div className="row acts">
        {may('acknowledge') && (
          <Button loading={acting.isPending} onClick={() => acting.mutate({ act: 'acknowledge' })}>
            {t('flags.followUp.acknowledge')}
          </Button>
        )}
        {(['assign', 'waive', 'reopen', 'note'] as const).filter(may).map((what) => (
          <Button key={what} variant="default" onClick={() => ask(what)}>
            {t(`flags.followUp.${what}`)}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <FollowUpDialog
          asked={asked}
          assignedTo={assignedTo}
          busy={acting.isPending}
          error={acting.error}
          act={(act) => acting.mutate(act)}
          close={() => setAsked(null)}
        />
      )}
    </section>
  );
}

/** Plan owners follow up every flag; those whom it concerns say that they saw it, and note. */
function useMay({ participants, state, followUp: now }: FlagExplanation): (what: Asked | 'acknowledge') => boolean {
  const me = useMe();
  const owner = useRole('plan-owner', 'administrator');
  const concerned = useRole('collection-manager') && participants.some(({ isil }) => isil === me.participant);
  const open = state === 'open';
  return (what) => {
    switch (what) {
      case 'note':
        return owner || concerned;
      case 'acknowledge':
        return open && now.state === 'new' && (owner || concerned);
      case 'reopen':
        return open && owner && now.state !== 'new';
      default:
        return open && owner;
    }
  };
}

/** What was done, first to last, in words. */
function Past({ followUps }: { followUps: readonly FollowUpPast[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Timeline active={followUps.length - 1} bulletSize={14} lineWidth={2} className="history">
      {followUps.map(({ what, at, by, text, assignedTo, until }) => (
        <Timeline.Item
          key={`${what} ${at}`}
          title={t(`flags.followUp.done.${what}`, {
            by: by ?? t('flags.followUp.calendar'),
            to: assignedTo,
            until: until === null ? '' : format.day(until),
          })}
        >
          {text !== null && <p>{text}</p>}
          <span className="dim small">{format.moment(at)}</span>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
