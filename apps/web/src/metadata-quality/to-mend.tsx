import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  FINDINGS,
  MATCHING_FIELDS,
  type Measure,
  PROFILE_FIELDS,
  toMendFile,
  toMendQuery,
} from '../api/metadata-quality.ts';
import type { TitleRecord } from '../api/title.ts';
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

interface ToMendProps {
  readonly participant: string;
  readonly source: string;
  readonly what: Measure;
  readonly show: (measure: Measure) => void;
}

/** The records that lack a field, or of which there is something to look at. */
export function ToMend({ participant, source, what, show }: ToMendProps) {
  const { t } = useTranslation();
  const records = useInfiniteQuery(toMendQuery(participant, source, what));
  const fields = [...MATCHING_FIELDS, ...PROFILE_FIELDS];
  return (
    <Panel
      title={t('quality.toMend')}
      actions={
        <Button
          component="a"
          href={toMendFile(participant, source, what)}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('quality.downloadList')}
        </Button>
      }
    >
      <div className="filters filters-tight">
        <NativeSelect
          label={t('quality.toMendChoose')}
          value={what}
          onChange={(event) => show(event.currentTarget.value as Measure)}
          data={[
            ...fields.map((value) => ({
              value,
              label: t('quality.without', { what: t(`quality.field.${value}`) }),
            })),
            ...FINDINGS.map((value) => ({ value, label: t(`quality.finding.${value}`) })),
          ]}
        />
      </div>
      <GrowingList
        query={records}
        empty={<Empty title={t('quality.nothingToMend')} text={t('quality.nothingToMendText')} />}
      >
        {(items) => <Table records={items} />}
      </GrowingList>
    </Panel>
  );
}

function Table({ records }: { records: readonly TitleRecord[] }) {
  const { t } = useTranslation();
  return (
    <TableFrame>
      <table className="table" aria-label={t('quality.toMend')}>
        <thead>
          <tr>
            <th scope="col">{t('quality.localId')}</th>
            <th scope="col">{t('quality.called')}</th>
            <th scope="col">{t('titles.numbers')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ record, localId, titleId, title, contributor, publisher, year, identifiers }) => (
            <tr key={record}>
              <th scope="row">
                <code>{localId}</code>
              </th>
              <td>
                <Link to={`/titels/${titleId}`}>{title === '' ? t('quality.untitled') : title}</Link>
                <span className="block dim small">
                  {[contributor, publisher, year].filter((it) => it !== null).join(' · ')}
                </span>
              </td>
              <td className="small">
                {identifiers.map(({ kind, value }) => `${t(`search.kinds.${kind}`)} ${value}`).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
