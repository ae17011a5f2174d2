import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PURCHASE_ADVICE, type PurchaseCheck, type PurchaseItem } from '../api/purchase-checks.ts';
import { useMe, useNames } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { AdviceMark } from './advice-mark.tsx';
import { Download } from './download.tsx';
import { totalOf, useNaming, useReason } from './reasons.ts';
import { UnreadableLines } from './unreadable.tsx';

const PAGE = 100;

interface AnswerProps {
  readonly check: PurchaseCheck;
  readonly file: () => Promise<Blob>;
}

/** What is advised of each title, to be narrowed down by advice. */
export function Answer({ check, file }: AnswerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const name = useNames();
  const [advice, setAdvice] = useState('');
  const [most, setMost] = useState(PAGE);
  const { items, participant, unreadable } = check;
  const chosen = items.filter((item) => advice === '' || item.advice === advice);
  const counted = PURCHASE_ADVICE.map((it) => ({ it, count: items.filter((item) => item.advice === it).length }));
  const options = counted.map(({ it, count }) => ({
    value: it,
    label: t('check.some', { advice: t(`check.advice.${it}`), count }),
  }));
  const whose = participant === null || participant === me.participant ? '' : name(participant);
  return (
    <>
      <Panel title={t('check.answer')} plain actions={<Download name="controle.csv" file={file} />}>
        <div className="pad filters filters-tight">
          <NativeSelect
            label={t('check.filter')}
            value={advice}
            onChange={(event) => {
              setAdvice(event.currentTarget.value);
              setMost(PAGE);
            }}
            data={[{ value: '', label: t('check.all', { count: items.length }) }, ...options]}
          />
          <span className="dim small">
            {t('check.answerOn', { day: format.day(check.on) })}
            {whose !== '' && ` ${t('check.forParticipant', { participant: whose })}`}
          </span>
        </div>
        {chosen.length === 0 ? (
          <Empty title={t('check.noneLeft')} />
        ) : (
          <Table check={check} items={chosen.slice(0, most)} />
        )}
        <div className="row between list-foot">
          <span className="dim" aria-live="polite">
            {t('check.showing', { shown: format.number(Math.min(most, chosen.length)), count: chosen.length })}
          </span>
          {chosen.length > most && (
            <Button variant="default" onClick={() => setMost(most + PAGE)}>
              {t('check.more')}
            </Button>
          )}
        </div>
      </Panel>
      <UnreadableLines lines={unreadable} />
    </>
  );
}

function Table({ check, items }: { check: PurchaseCheck; items: readonly PurchaseItem[] }) {
  const { t } = useTranslation();
  return (
    <table className="table check-table">
      <thead>
        <tr>
          <th scope="col">{t('check.columns.title')}</th>
          <th scope="col">{t('check.columns.advice')}</th>
          <th scope="col">{t('check.columns.why')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.line}>
            <TitleCell item={item} check={check} />
            <td>
              <AdviceMark advice={item.advice} />
            </td>
            <td>
              <Why item={item} buyer={check.participant} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TitleCell({ item, check }: { item: PurchaseItem; check: PurchaseCheck }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { line, identifier, title, contributor, year, profiles } = item;
  const named = profiles.map((code) => {
    const profile = check.profiles.find((it) => it.code === code);
    return `${code} ${format.name(profile?.name)}`;
  });
  const about = [contributor, year].filter((it) => it !== null).join(', ');
  return (
    <th scope="row">
      <span className="item-name">{title ?? t('check.unknownTitle')}</span>
      {about !== '' && <span className="block small">{about}</span>}
      <span className="block dim small">
        <code>{identifier}</code> · {t('check.line', { line })}
      </span>
      <span className="block dim small">
        {named.length === 0 ? t('check.noProfile') : t('check.profiles', { profiles: named.join('; ') })}
      </span>
    </th>
  );
}

/** The reasons, the deciding one first, and what is behind them. */
function Why({ item, buyer }: { item: PurchaseItem; buyer: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason(buyer);
  const naming = useNaming();
  const name = useNames();
  const { heldBy, holders, orderedBy, ordering, retained, ownPlans, demand } = item;
  const { filled, unfilled } = demand;
  const [deciding, ...others] = item.reasons.map((it) => reason(item, it));
  const details = [
    ...(holders > 0 ? [t('check.heldBy', { names: naming(heldBy, holders) })] : []),
    ...(ordering > 0 ? [t('check.orderedBy', { names: naming(orderedBy, ordering) })] : []),
    ...(totalOf(filled) + totalOf(unfilled) > 0
      ? [
          t('check.requested', {
            filled: format.number(totalOf(filled)),
            organisation: format.number(unfilled.organisation),
            province: format.number(unfilled.province),
            national: format.number(unfilled.national),
          }),
        ]
      : []),
    ...retained.map(({ participant, until }) => {
      const term = until === null ? t('check.indefinitely') : t('check.until', { day: format.day(until) });
      return `${t('check.retained', { participant: name(participant) })} ${term}`;
    }),
    ...ownPlans.map(
      (plan) =>
        `${t('check.ownPlans')}: ${plan.name} (${plan.state === 'agreed' ? t('check.agreed') : t(`plans.state.${plan.state}`)})`,
    ),
  ];
  return (
    <>
      <p className="check-deciding">{deciding}</p>
      <ul className="check-details small">
        {[...others, ...details].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
