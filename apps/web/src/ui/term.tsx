import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Words } from '../words.ts';

export type TermId = keyof Words['glossary']['term'];

/** A word of the domain that explains itself on a click, a tap or a key. */
export function Term({ id, children }: { id: TermId; children?: ReactNode }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const name = t(`glossary.term.${id}.name`);
  return (
    <Popover opened={opened} onChange={setOpened} width={300} position="top" withArrow shadow="md">
      <Popover.Target>
        <button
          type="button"
          className="term"
          onClick={() => setOpened((before) => !before)}
          onKeyDown={(event) => event.key === 'Escape' && setOpened(false)}
        >
          {children ?? name}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="term-text" aria-label={t('ui.explain', { term: name })}>
        <strong>{name}</strong>
        <p>{t(`glossary.term.${id}.text`)}</p>
        <Link to="/begrippen">{t('ui.moreInGlossary')}</Link>
      </Popover.Dropdown>
    </Popover>
  );
}
