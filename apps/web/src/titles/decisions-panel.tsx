import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeBackDecision, type TitleDecision, titleDecisionsQuery } from '../api/title.ts';
import { useActingFor } from '../shell/acting.tsx';
import { useNames, useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { DecideDialog } from './decide-dialog.tsx';

/** What people decided about a title, and the way back. */
export function DecisionsPanel({ title }: { title: string }) {
  const { t } = useTranslation();
  const decisions = useInfiniteQuery(titleDecisionsQuery(title));
  return (
    <Panel title={t('titles.decisions')}>
      <p className="dim">{t('titles.decisionsText')}</p>
      <GrowingList
        query={decisions}
        empty={<Empty title={t('titles.noDecisions')} text={t('titles.noDecisionsText')} />}
      >
        {(items) => (
          <ul className="items">
            {items.map((decision) => (
              <li key={decision.id} className="item">
                <Decision title={title} decision={decision} />
              </li>
            ))}
          </ul>
        )}
      </GrowingList>
    </Panel>
  );
}

function Decision({ title, decision }: { title: string; decision: TitleDecision }) {
  const { t } = useTranslation();
  const format = useFormat();
  const everywhere = useRole('plan-owner', 'administrator');
  const own = useActingFor();
  const name = useNames();
  const [asking, setAsking] = useState(false);
  const { id, kind, titles, subjects, reason, by, at, participant, takenBack } = decision;
  const mine = everywhere || (participant !== null && own.includes(participant));
  return (
    <div className="row between">
      <div>
        <p>
          <strong>{t(kind === 'same' ? 'titles.decidedSame' : 'titles.decidedApart')}</strong>{' '}
          {takenBack !== null && <Mark tone="quiet">{t('titles.takenBack')}</Mark>}
        </p>
        <p>{format.list(subjects.map((it) => subjectIn(it, name)))}</p>
        <p>“{reason}”</p>
        <p className="dim small">{t('titles.decidedBy', { by, at: format.moment(at) })}</p>
        {takenBack !== null && (
          <p className="dim small">
            {t('titles.takenBackBy', { by: takenBack.by, at: format.moment(takenBack.at), reason: takenBack.reason })}
          </p>
        )}
      </div>
      {mine && takenBack === null && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t('titles.takeBack')}
        </Button>
      )}
      {asking && (
        <DecideDialog
          title={t('titles.takeBackTitle')}
          confirm={t('titles.takeBack')}
          done={t('titles.takeBackDone')}
          decide={(why) => takeBackDecision(id, why)}
          // What was set apart is no title by itself any more.
          leadsTo={() => (titles.includes(title) ? title : (titles[0] ?? title))}
          close={() => setAsking(false)}
        >
          <p>{t('titles.takeBackText')}</p>
        </DecideDialog>
      )}
    </div>
  );
}

function subjectIn(
  { title, participant, localId }: TitleDecision['subjects'][number],
  name: (isil: string) => string,
): string {
  return participant === undefined ? title : `${title} (${name(participant)}, ${localId})`;
}
