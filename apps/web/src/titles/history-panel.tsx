import { Button } from '@mantine/core';
import { IconCalendarSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { holdersOnQuery, type PastHolding, titleHistoryQuery } from '../api/title.ts';
import { CopyCountHeads, CopyCounts } from '../search/copy-counts.tsx';
import { HolderList } from '../search/holder-list.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

/** Who held the title on another day, and what changed since. */
export function HistoryPanel({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(titleHistoryQuery(id));
  const [day, setDay] = useState('');
  const [asked, setAsked] = useState('');
  const [tried, setTried] = useState(false);
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isDay(day)) setAsked(day);
  };
  return (
    <Panel title={t('titles.history')}>
      <p className="dim">{t('titles.historyText')}</p>
      <form className="search-form" noValidate onSubmit={ask}>
        <DayInput
          label={t('titles.onDay')}
          value={day}
          error={tried && !isDay(day) ? t('titles.dayMissing') : null}
          onChange={setDay}
        />
        <Button type="submit" variant="default" leftSection={<IconCalendarSearch size={18} aria-hidden />}>
          {t('titles.look')}
        </Button>
      </form>
      {asked !== '' && <Then id={id} title={title} on={asked} />}
      <h3>{t('titles.changes')}</h3>
      <GrowingList query={history} empty={<Empty title={t('titles.noChanges')} />}>
        {(items) => <Changes changes={items} />}
      </GrowingList>
    </Panel>
  );
}

function Then({ id, title, on }: { id: string; title: string; on: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const then = useQuery(holdersOnQuery(id, on));
  return (
    <Loaded query={then}>
      {({ holders, knownFrom }) => (
        <output>
          <p>
            <strong>{t('titles.endOfDay', { day: format.day(on) })}</strong>
          </p>
          {(knownFrom === null || on < knownFrom.slice(0, 10)) && (
            <p>{t('titles.notKept', { day: format.day(knownFrom) })}</p>
          )}
          <HolderList title={`${title}, ${format.day(on)}`} holders={holders} />
        </output>
      )}
    </Loaded>
  );
}

function Changes({ changes }: { changes: readonly PastHolding[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <TableFrame>
      <table className="table" aria-label={t('titles.changes')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.participant')}</th>
            <th scope="col">{t('titles.from')}</th>
            <th scope="col">{t('titles.until')}</th>
            <CopyCountHeads />
          </tr>
        </thead>
        <tbody>
          {changes.map(({ participant, name, title, from, until, ...counts }) => (
            <tr key={`${participant} ${title} ${from}`}>
              <th scope="row">
                <Link to={`/deelnemers/${participant}`}>{name}</Link>
              </th>
              <td>{from === null ? t('titles.longSince') : format.day(from)}</td>
              <td>{until === null ? t('titles.now') : format.day(until)}</td>
              <CopyCounts {...counts} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
