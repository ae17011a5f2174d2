import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Run } from '../api/holdings.ts';
import { useFormat } from '../ui/format.ts';

/** How far a delivery is: read while it is being read, applied after that. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const applying = run.state === 'applying';
  const all = applying ? run.records - run.rejected : run.bytes;
  const soFar = applying ? run.applied : run.bytesRead;
  const percent = all ? Math.min(100, Math.round((soFar / all) * 100)) : 0;
  const said = applying
    ? t('imports.appliedSoFar', { applied: format.number(run.applied), records: format.number(all ?? 0) })
    : all
      ? t('imports.readSoFar', { read: format.bytes(run.bytesRead), total: format.bytes(all) })
      : t('imports.readOnly', { read: format.bytes(run.bytesRead) });
  return (
    <div className="progress">
      <Progress.Root size="md">
        <Progress.Section value={percent} animated aria-label={t('imports.progress')} aria-valuetext={`${percent}%`} />
      </Progress.Root>
      <p className="small progress-text">
        <span>{said}</span>
        <span>{percent}%</span>
      </p>
    </div>
  );
}
