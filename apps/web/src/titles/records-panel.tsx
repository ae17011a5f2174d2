import { Button, Checkbox } from '@mantine/core';
import { IconArrowsSplit, IconHelp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { decideApart, type TitleRecord, titleRecordsQuery } from '../api/title.ts';
import { useActingFor } from '../shell/acting.tsx';
import { useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { DecideDialog } from './decide-dialog.tsx';

interface RecordsPanelProps {
  readonly title: string;
  readonly explain: (one: string, other: string) => void;
}

/** The records that make a title: two of them explained, some of them set apart. */
export function RecordsPanel({ title, explain }: RecordsPanelProps) {
  const { t } = useTranslation();
  const records = useInfiniteQuery(titleRecordsQuery(title));
  const [picked, setPicked] = useState<readonly TitleRecord[]>([]);
  const [asking, setAsking] = useState(false);
  const hindrance = useHindrance(picked, records.hasNextPage ? null : count(records.data?.pages));
  const [one, other] = picked;
  const toggle = (record: TitleRecord): void => {
    const others = picked.filter((it) => it.record !== record.record);
    setPicked(others.length < picked.length ? others : [...picked, record]);
  };
  return (
    <Panel title={t('titles.records')}>
      <p className="dim">{t('titles.recordsText')}</p>
      <GrowingList query={records} empty={<Empty title={t('titles.noRecords')} />}>
        {(items) => <RecordTable records={items} picked={picked} toggle={toggle} />}
      </GrowingList>
      <div className="row chosen-actions">
        <output className="dim">{t('titles.chosen', { count: picked.length })}</output>
        <Button
          variant="default"
          leftSection={<IconHelp size={18} aria-hidden />}
          disabled={picked.length !== 2}
          onClick={() => one !== undefined && other !== undefined && explain(one.record, other.record)}
        >
          {t('titles.why')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowsSplit size={18} aria-hidden />}
          disabled={picked.length === 0 || hindrance !== null}
          onClick={() => setAsking(true)}
        >
          {t('titles.apart')}
        </Button>
        {picked.length > 0 && (
          <Button variant="subtle" onClick={() => setPicked([])}>
            {t('titles.clear')}
          </Button>
        )}
      </div>
      {hindrance !== null && <p className="dim small">{hindrance}</p>}
      {asking && (
        <DecideDialog
          title={t('titles.apartTitle')}
          confirm={t('titles.apart')}
          done={t('titles.apartDone')}
          decide={(reason) =>
            decideApart(
              title,
              picked.map(({ record }) => record),
              reason,
            )
          }
          leadsTo={(made) => made.title}
          close={() => setAsking(false)}
        >
          <p>{t('titles.apartText', { count: picked.length })}</p>
        </DecideDialog>
      )}
    </Panel>
  );
}

/** Why what is chosen cannot be set apart by this reader, if it cannot. `of` is how many records there are, when known. */
function useHindrance(picked: readonly TitleRecord[], of: number | null): string | null {
  const { t } = useTranslation();
  const everywhere = useRole('plan-owner', 'administrator');
  const own = useActingFor();
  if (picked.length === 0) return null;
  if (picked.length === of) return t('titles.apartAll');
  return everywhere || picked.every(({ participant }) => own.includes(participant)) ? null : t('titles.apartOthers');
}

function count(pages: readonly { readonly items: readonly unknown[] }[] | undefined): number | null {
  return pages === undefined ? null : pages.reduce((sum, { items }) => sum + items.length, 0);
}

interface RecordTableProps {
  readonly records: readonly TitleRecord[];
  readonly picked: readonly TitleRecord[];
  readonly toggle: (record: TitleRecord) => void;
}

function RecordTable({ records, picked, toggle }: RecordTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <TableFrame>
      <table className="table title-records" aria-label={t('titles.records')}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('titles.choice')}</span>
            </th>
            <th scope="col">{t('ui.participant')}</th>
            <th scope="col">{t('titles.localId')}</th>
            <th scope="col">{t('titles.described')}</th>
            <th scope="col">{t('titles.numbers')}</th>
            <th scope="col" className="num">
              {t('titles.copies')}
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.record}>
              <td>
                <Checkbox
                  aria-label={t('titles.choose', { name: record.name, number: record.localId })}
                  checked={picked.some((it) => it.record === record.record)}
                  onChange={() => toggle(record)}
                />
              </td>
              <th scope="row">
                <Link to={`/deelnemers/${record.participant}`}>{record.name}</Link>
              </th>
              <td>
                <code>{record.localId}</code>
                <span className="block dim small">{record.source}</span>
              </td>
              <td>
                {record.title === '' ? t('titles.untitled') : record.title}
                <span className="block dim small">{describedIn(record)}</span>
              </td>
              <td>
                <RecordNumbers record={record} />
              </td>
              <td className="num">
                {format.number(record.copies)}
                <RecordCopies items={record.items} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** Where the copies are, one kind of copy a line. */
function RecordCopies({ items }: Pick<TitleRecord, 'items'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return items.map(({ count: copies, state, branch, shelfMark, condition }) => {
    const where = [branch, shelfMark, condition, state === 'extant' ? undefined : t(`titles.copyState.${state}`)];
    const said = where.filter((it) => it !== undefined).join(' · ');
    return (
      <span key={`${state} ${said}`} className="block dim small">
        {format.number(copies)} × {said}
      </span>
    );
  });
}

function RecordNumbers({ record: { identifiers, setApart } }: { record: TitleRecord }) {
  const { t } = useTranslation();
  return (
    <>
      {identifiers.length === 0 && <span className="dim">{t('titles.noNumbers')}</span>}
      {identifiers.map(({ kind, value }) => (
        <span key={`${kind} ${value}`} className="block small">
          {t(`search.kinds.${kind}`)} <code>{value}</code>
        </span>
      ))}
      {setApart && <Mark tone="quiet">{t('titles.setApart')}</Mark>}
    </>
  );
}

function describedIn({ contributor, year, publisher, edition, part }: TitleRecord): string {
  return [contributor, publisher, year, edition, part].filter((it) => it !== null && it !== '').join(' · ');
}
