import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isUnderWay, type Reject, rejectsFile, rejectsQuery, type Run } from '../api/holdings.ts';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { RejectHead, RejectRow } from './reject-row.tsx';

/** The records that could not be taken in, each with what is wrong and what to do. */
export function Rejects({ run }: { run: Run }) {
  const { t } = useTranslation();
  if (run.rejected > 0) return <Rejected run={run} />;
  if (run.state !== 'done') return null;
  return (
    <Panel title={t('imports.rejects')}>
      <p className="dim">{t('imports.noRejects')}</p>
    </Panel>
  );
}

function Rejected({ run }: { run: Run }) {
  const { t } = useTranslation();
  const rejects = useInfiniteQuery(rejectsQuery(run.id, 'rejected'));
  return (
    <Panel
      title={t('imports.rejects')}
      plain
      actions={
        <Button
          component="a"
          href={rejectsFile(run.id)}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('imports.download')}
        </Button>
      }
    >
      <p className="pad">{t('imports.rejectsText')}</p>
      <GrowingList query={rejects} empty={<p className="dim pad">{t('imports.noRejects')}</p>}>
        {(items) => <Table rejects={items} />}
      </GrowingList>
    </Panel>
  );
}

/** What was taken in although something in it is doubtful, or named without being there; nothing when there is none. */
export function Warnings({ run }: { run: Run }) {
  const { t } = useTranslation();
  const warnings = useInfiniteQuery({ ...rejectsQuery(run.id, 'warning'), enabled: !isUnderWay(run) });
  if (!warnings.data?.pages[0]?.items.length) return null;
  const removes = run.mode === 'deletions';
  return (
    <Panel title={t(removes ? 'imports.unknown' : 'imports.warnings')} plain>
      <p className="pad">{t(removes ? 'imports.unknownText' : 'imports.warningsText')}</p>
      <GrowingList query={warnings} empty={null}>
        {(items) => <Table rejects={items} />}
      </GrowingList>
    </Panel>
  );
}

function Table({ rejects }: { rejects: readonly Reject[] }) {
  return (
    <TableFrame>
      <table className="table">
        <RejectHead />
        <tbody>
          {rejects.map((reject) => (
            <RejectRow key={`${reject.position} ${reject.code} ${reject.message}`} reject={reject} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
