import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface RowsProps {
  readonly text: string;
  readonly add: string;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}

/** Rows of a mapping, under what they are for, with a way to add one. */
export function Rows({ text, add, onAdd, children }: RowsProps) {
  return (
    <div className="mapping-rows">
      <p className="dim">{text}</p>
      {children}
      <Button variant="default" size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
        {add}
      </Button>
    </div>
  );
}

interface RowProps {
  readonly what: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** One of them, with a way to take it out. */
export function Row({ what, onRemove, children }: RowProps) {
  const { t } = useTranslation();
  return (
    <div className="mapping-row">
      {children}
      <ActionIcon variant="subtle" size="lg" aria-label={t('sources.remove', { what })} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
