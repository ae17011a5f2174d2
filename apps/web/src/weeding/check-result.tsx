import { Alert, Button, NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { csvLine } from '#libs/kernel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CheckedItem, WITHDRAWAL_ADVICE, type WithdrawalCheck } from '../api/withdrawals.ts';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { saveAs } from '../ui/save-as.ts';
import { AdviceMark, Why } from './advice.tsx';
import type { TypedLine } from './listed-text.ts';

const PAGE = 50;

interface CheckResultProps {
  readonly check: WithdrawalCheck;
  readonly lines: readonly TypedLine[];
}

/** What is advised about each title of a list, with why; and the lines that name no title. */
export function CheckResult({ check: { items, unread }, lines }: CheckResultProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [advice, setAdvice] = useState('');
  const [most, setMost] = useState(PAGE);
  const shown = items.filter((item) => advice === '' || item.advice === advice);
  return (
    <Panel
      title={t('weeding.result')}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveAs('controle.csv', 'text/csv;charset=utf-8', asCsv(items))}
        >
          {t('weeding.csv')}
        </Button>
      }
    >
      <Unread unread={unread} lines={lines} />
      <dl className="counts">
        {WITHDRAWAL_ADVICE.map((it) => (
          <div key={it}>
            <dt>{t(`weeding.advice.${it}`)}</dt>
            <dd>{format.number(items.filter((item) => item.advice === it).length)}</dd>
          </div>
        ))}
      </dl>
      <div className="filters filters-tight">
        <NativeSelect
          label={t('weeding.filterAdvice')}
          value={advice}
          onChange={(event) => {
            setAdvice(event.currentTarget.value);
            setMost(PAGE);
          }}
          data={[
            { value: '', label: t('weeding.anyAdvice') },
            ...WITHDRAWAL_ADVICE.map((value) => ({ value, label: t(`weeding.advice.${value}`) })),
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <p className="dim">{t('weeding.noneOfThese')}</p>
      ) : (
        <ul className="items">
          {shown.slice(0, most).map((item) => (
            <Item key={item.identifier} item={item} />
          ))}
        </ul>
      )}
      {shown.length > most && (
        <div className="row between list-foot">
          <span className="dim">{t('ui.showing', { count: most })}</span>
          <Button variant="default" onClick={() => setMost(most + PAGE)}>
            {t('ui.more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Item({ item }: { item: CheckedItem }) {
  const { t } = useTranslation();
  return (
    <li className="item">
      <div className="row between">
        <span className="item-name">
          {item.title ?? t('weeding.untitled')} <code>{item.identifier}</code>
        </span>
        <AdviceMark advice={item.advice} />
      </div>
      <p>
        <Why advised={item} wanting={item.wantedBy} />
      </p>
      <p className="dim small">
        {t('weeding.counted', { copies: item.copies, own: item.own, others: item.others, remaining: item.remaining })}
        {item.filled + item.unmet > 0 && ` · ${t('weeding.requested', { filled: item.filled, unmet: item.unmet })}`}
      </p>
    </li>
  );
}

function Unread({ unread, lines }: { unread: WithdrawalCheck['unread']; lines: readonly TypedLine[] }) {
  const { t } = useTranslation();
  if (unread.length === 0) return null;
  return (
    <Alert
      color="ochre"
      title={t('weeding.unread', { count: unread.length })}
      icon={<IconAlertTriangle aria-hidden />}
      className="notice"
    >
      <p>{t('weeding.unreadText')}</p>
      <ul className="problem-details">
        {unread.map(({ place, identifier }) => (
          <li key={place}>
            {t('weeding.unreadLine', { line: lines[place]?.line ?? place + 1 })} <code>{identifier.slice(0, 60)}</code>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

const HEAD = [
  'identifier',
  'copies',
  'title',
  'advice',
  'reason',
  'own',
  'others',
  'remaining',
  'minimum',
  'wantedBy',
  'filled',
  'unmet',
];

function asCsv(items: readonly CheckedItem[]): string {
  const rows = items.map((it) =>
    csvLine([
      it.identifier,
      it.copies,
      it.title,
      it.advice,
      it.reason,
      it.own,
      it.others,
      it.remaining,
      it.minimum,
      it.wantedBy.join(', '),
      it.filled,
      it.unmet,
    ]),
  );
  return `\uFEFF${csvLine(HEAD)}${rows.join('')}`;
}
