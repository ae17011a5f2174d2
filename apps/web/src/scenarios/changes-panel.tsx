import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, Scenario, ScenarioChange } from '../api/scenarios.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { useChanging } from './use-changing.ts';

interface ChangesPanelProps {
  readonly scenario: Scenario;
  readonly editable: boolean;
}

/** What a scenario changes, in order, each as a sentence; its owner adds, mends, moves and takes off. */
export function ChangesPanel({ scenario, editable }: ChangesPanelProps) {
  const { t } = useTranslation();
  const [written, setWritten] = useState<Change | 'new' | null>(null);
  const [going, setGoing] = useState<ScenarioChange | null>(null);
  const moving = useChanging(scenario);
  const removing = useChanging(scenario, () => setGoing(null));
  const format = useFormat();
  const { changes } = scenario;
  const sent = changes.map(({ change }) => change);
  const add = editable && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setWritten('new')}>
      {t('scenarios.add')}
    </Button>
  );
  return (
    <Panel title={t('scenarios.changes')} actions={add}>
      {moving.error !== null && <ProblemNote error={moving.error} />}
      {changes.length === 0 ? (
        <Empty title={t('scenarios.noChanges')} {...(editable && { text: t('scenarios.noChangesText') })} />
      ) : (
        <ol className="items">
          {changes.map((it, place) => (
            <li key={it.id} className="item">
              <Told change={it} />
              {editable && (
                <Moves
                  says={format.name(it.says)}
                  first={place === 0}
                  last={place === changes.length - 1}
                  busy={moving.isPending}
                  move={(by) => moving.mutate(moved(sent, place, by))}
                  edit={() => setWritten(it.change)}
                  takeOff={() => setGoing(it)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {written !== null && (
        <ChangeDialog scenario={scenario} known={written === 'new' ? null : written} close={() => setWritten(null)} />
      )}
      <Confirm
        opened={going !== null}
        danger
        title={t('scenarios.takeOffTitle')}
        confirm={t('scenarios.takeOffAct')}
        busy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate(sent.filter(({ id }) => id !== going?.id))}
        onClose={() => setGoing(null)}
      >
        <p>{format.name(going?.says)}</p>
      </Confirm>
    </Panel>
  );
}

/** A change as a sentence, with its reason and why it has no effect. */
export function Told({ change: { says, change, withoutEffect } }: { change: ScenarioChange }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p>{format.name(says)}</p>
      {change.because !== null && change.because !== undefined && (
        <p className="dim small">{t('scenarios.becauseIs', { reason: change.because })}</p>
      )}
      {withoutEffect !== null && (
        <p className="small">{t('scenarios.withoutEffect', { why: format.name(withoutEffect) })}</p>
      )}
    </>
  );
}

function moved(changes: readonly Change[], place: number, by: number): Change[] {
  return changes.toSpliced(place, 1).toSpliced(place + by, 0, changes[place]!);
}

interface MovesProps {
  readonly says: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly busy: boolean;
  readonly move: (by: -1 | 1) => void;
  readonly edit: () => void;
  readonly takeOff: () => void;
}

function Moves({ says, first, last, busy, move, edit, takeOff }: MovesProps) {
  const { t } = useTranslation();
  const acts = [
    { act: 'up', Icon: IconArrowUp, off: first, run: () => move(-1) },
    { act: 'down', Icon: IconArrowDown, off: last, run: () => move(1) },
    { act: 'editThis', Icon: IconPencil, off: false, run: edit },
    { act: 'takeOff', Icon: IconX, off: false, run: takeOff },
  ] as const;
  return (
    <div className="row end">
      {acts.map(({ act, Icon, off, run }) => (
        <ActionIcon
          key={act}
          variant="default"
          size="lg"
          disabled={off || busy}
          aria-label={t(`scenarios.${act}`, { what: says })}
          onClick={run}
        >
          <Icon size={18} aria-hidden />
        </ActionIcon>
      ))}
    </div>
  );
}
