import { Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgreementVersion } from '../api/agreement.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { useReason } from './use-reason.ts';

const TOLD = [
  'participant',
  'from',
  'to',
  'level',
  'currentLevel',
  'goalLevel',
  'titles',
  'copies',
  'retainUntil',
  'reviewOn',
  'noticeBy',
] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Every version of an agreement, the newest first: who made it, why, and what it says otherwise than the one before. */
export function History({ versions }: { versions: readonly AgreementVersion[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason();
  return (
    <Timeline active={versions.length} bulletSize={14} lineWidth={2} className="history">
      {versions.map((it, place) => {
        const before = versions[place + 1];
        return (
          <Timeline.Item
            key={it.version}
            title={t(before === undefined ? 'agreements.made' : 'agreements.changed', { version: it.version })}
          >
            {it.because !== null && <p>{t('agreements.because', { because: reason(it.because, it.cause) })}</p>}
            {before !== undefined && <Differences before={before.said} after={it.said} />}
            <span className="dim small">
              {it.madeAt === null
                ? t('agreements.madeBefore')
                : t('agreements.madeBy', { name: it.madeBy, at: format.moment(it.madeAt) })}
            </span>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

interface DifferencesProps {
  readonly before: AgreementVersion['said'];
  readonly after: AgreementVersion['said'];
}

function Differences({ before, after }: DifferencesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  const written = (value: string | number | null | undefined): string => {
    if (value === null || value === undefined) return '–';
    if (typeof value === 'number') return format.number(value);
    if (value === 'indefinite') return t('agreements.indefinite');
    return DAY.test(value) ? format.day(value) : name(value);
  };
  return (
    <ul className="small">
      {TOLD.filter((field) => before[field] !== after[field]).map((field) => (
        <li key={field}>
          {t('agreements.difference', {
            field: t(`agreements.field.${field}`),
            before: written(before[field]),
            after: written(after[field]),
          })}
        </li>
      ))}
    </ul>
  );
}
