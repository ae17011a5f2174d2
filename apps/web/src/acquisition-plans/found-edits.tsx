import { Alert, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import type { Edits } from './use-kept-edits.ts';

interface FoundEditsProps {
  readonly edits: Edits;
  readonly restore: () => void;
  readonly discard: () => void;
}

/** Says that edits of an earlier visit are in the form, or wait for a choice because the plan changed meanwhile. */
export function FoundEdits({ edits: { found, outdated }, restore, discard }: FoundEditsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [waits, setWaits] = useState(outdated);
  const [settled, setSettled] = useState(found === null);
  const [asked, question] = useDisclosure(false);
  if (found === null || settled) return null;
  const at = format.moment(found.at);
  return (
    <Alert
      color={waits ? 'ochre' : 'ink'}
      title={t('plans.edits.title')}
      icon={<IconHistory aria-hidden />}
      className="notice"
    >
      <p>{t(waits ? 'plans.edits.outdated' : 'plans.edits.restored', { at })}</p>
      <div className="row">
        {waits && (
          <Button
            onClick={() => {
              restore();
              setWaits(false);
            }}
          >
            {t('plans.edits.restore')}
          </Button>
        )}
        <Button variant="default" onClick={question.open}>
          {t('plans.edits.discard')}
        </Button>
      </div>
      <Confirm
        opened={asked}
        title={t('plans.edits.discardTitle')}
        confirm={t('plans.edits.discard')}
        danger
        onConfirm={() => {
          discard();
          question.close();
          setSettled(true);
        }}
        onClose={question.close}
      >
        <p>{t('plans.edits.discardText', { at })}</p>
      </Confirm>
    </Alert>
  );
}
