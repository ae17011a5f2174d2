import { Alert, Button, Title } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListOutcome } from '../api/network-agreements.ts';
import { useFormat } from '../ui/format.ts';
import { GoingList } from './going-list.tsx';
import { ListRejects } from './list-rejects.tsx';

const COUNTS = ['added', 'changed', 'gone', 'same'] as const;

interface ListTrialProps {
  /** The name of the file. */
  readonly file: string;
  readonly outcome: ListOutcome;
  readonly busy: boolean;
  readonly onMake: () => void;
  readonly onClose: () => void;
}

/** What a list would change, before anything is stored: how many agreements, which ones, and what cannot be taken. */
export function ListTrial({ file, outcome, busy, onMake, onClose }: ListTrialProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { going } = outcome;
  const others = outcome.words.filter(({ kind }) => kind !== 'agreement-removed');
  return (
    <div className="stack">
      <Title order={3} size="h5" ref={heading} tabIndex={-1}>
        {t('agenda.trial', { file })}
      </Title>
      <output className="stack">
        <p>{t(outcome.words.length === 0 ? 'agenda.trialNothing' : 'agenda.trialText')}</p>
        <Counts outcome={outcome} />
        {outcome.unnamed > 0 && (
          <p>{t('agenda.unnamed', { count: outcome.unnamed, shown: format.number(outcome.unnamed) })}</p>
        )}
      </output>
      {going.length > 0 && (
        <Alert color="brick" title={t('agenda.going', { count: going.length, shown: format.number(going.length) })}>
          <p>{t('agenda.goingHint')}</p>
          <GoingList of={going} />
        </Alert>
      )}
      {others.length > 0 && (
        <ul className="differences" aria-label={t('agenda.differences')}>
          {others.map(({ says }) => (
            <li key={says.nl}>{format.name(says)}</li>
          ))}
        </ul>
      )}
      <ListRejects outcome={outcome} />
      <div className="row end">
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        {outcome.words.length > 0 && (
          <Button leftSection={<IconFilePlus size={18} aria-hidden />} loading={busy} onClick={onMake}>
            {t('agenda.make')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Counts({ outcome: { agreements, actions, rejectedCount } }: { outcome: ListOutcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className="counts">
      {COUNTS.map((name) => (
        <div key={name} className={name === 'gone' && agreements.gone > 0 ? 'counts-warn' : ''}>
          <dt>{t(`agenda.outcome.${name}`)}</dt>
          <dd>{format.number(agreements[name])}</dd>
          <dd className="small dim counts-note">
            {t('agenda.outcome.actions', { shown: format.number(actions[name]) })}
          </dd>
        </div>
      ))}
      <div className={rejectedCount > 0 ? 'counts-warn' : ''}>
        <dt>{t('agenda.outcome.wrong')}</dt>
        <dd>{format.number(rejectedCount)}</dd>
      </div>
    </dl>
  );
}
