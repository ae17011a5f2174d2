import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';

interface SendingProps {
  readonly name: string;
  readonly sent: number;
  readonly total: number;
  readonly stop: () => void;
}

/** The file is on its way to us. */
export function Sending({ name, sent, total, stop }: SendingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = total === 0 ? 100 : Math.round((sent / total) * 100);
  return (
    <div className="stack">
      <p>
        <strong>{name}</strong>
        <br />
        {t('imports.sending')}
      </p>
      <Progress.Root size="lg">
        <Progress.Section value={percent} animated aria-label={t('imports.sending')} />
      </Progress.Root>
      <div className="row between">
        <span className="dim small">{t('imports.sent', { sent: format.bytes(sent), total: format.bytes(total) })}</span>
        <Button variant="default" size="xs" onClick={stop}>
          {t('imports.stop')}
        </Button>
      </div>
    </div>
  );
}
