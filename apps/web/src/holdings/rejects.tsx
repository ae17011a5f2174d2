import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { rejectsFile, rejectsQuery, type Run } from '../api/holdings.ts';
import { useFormat } from '../ui/format.ts';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

/** The records that could not be taken in, each with what is wrong and what to do. */
export function Rejects({ run }: { run: Run }) {
  const { t } = useTranslation();
  if (run.rejected === 0) {
    return run.state === 'done' ? (
      <Panel title={t('imports.rejects')}>
        <p className="dim">{t('imports.noRejects')}</p>
      </Panel>
    ) : null;
  }
  return <RejectsTable run={run} />;
}

function RejectsTable({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rejects = useInfiniteQuery(rejectsQuery(run.id));
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
        {(items) => (
          <TableFrame>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="num">
                    {t('imports.position')}
                  </th>
                  <th scope="col">{t('imports.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((it) => (
                  <tr key={it.position}>
                    <td className="num">{format.number(it.position)}</td>
                    <td>{it.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
      </GrowingList>
    </Panel>
  );
}
