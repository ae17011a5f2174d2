import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Matrix, matrixQuery, REPORT_FORMATS, reportFile } from '../api/coverage.ts';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { Empty } from '../ui/empty.tsx';
import { FileLinks } from '../ui/file-links.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { today } from '../ui/today.ts';
import { Statutory } from './statutory.tsx';

/** How the plan was met over a period, and what libraries report each year, to be taken home. */
export default function ReportPage() {
  const { t } = useTranslation();
  const matrix = useQuery(matrixQuery);
  return (
    <Page
      title={t('report.title')}
      back={{ to: '/dekking', label: t('report.back') }}
      lead={
        <>
          {t('report.lead')} <Term id="profile" /> · <Term id="gap" /> · <Term id="asOf" />
        </>
      }
    >
      <Loaded query={matrix} rows={6}>
        {({ plan }) =>
          plan === null ? (
            <Empty title={t('coverage.noPlan')} text={t('coverage.noPlanText')} />
          ) : (
            <Report plan={plan} />
          )
        }
      </Loaded>
      <Statutory />
    </Page>
  );
}

const PERIODS = ['thisYear', 'lastYear', 'plan', 'other'] as const;
type Period = (typeof PERIODS)[number];

function Report({ plan }: { plan: NonNullable<Matrix['plan']> }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [period, setPeriod] = useState<Period>('thisYear');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const year = Number(today().slice(0, 4));
  const days: Readonly<Record<Period, readonly [string, string]>> = {
    thisYear: [`${year}-01-01`, `${year}-12-31`],
    lastYear: [`${year - 1}-01-01`, `${year - 1}-12-31`],
    plan: [plan.from, plan.to],
    other: [from, to],
  };
  const [first, last] = days[period];
  const whole = isDay(first) && isDay(last);
  const wrong = whole && first > last ? 'turnedRound' : whole && first > today() ? 'toCome' : null;
  const words: Readonly<Record<Period, string>> = {
    thisYear: t('report.thisYear', { year }),
    lastYear: t('report.lastYear', { year: year - 1 }),
    plan: t('report.plan', { from: format.day(plan.from), to: format.day(plan.to) }),
    other: t('report.other'),
  };
  return (
    <Panel title={plan.title}>
      <div className="stack">
        <NativeSelect
          label={t('report.period')}
          value={period}
          onChange={({ currentTarget }) => setPeriod(PERIODS.find((it) => it === currentTarget.value) ?? 'thisYear')}
          data={PERIODS.map((value) => ({ value, label: words[value] }))}
        />
        {period === 'other' && (
          <div className="pair">
            <DayInput
              label={t('report.from')}
              value={from}
              error={from !== '' && !isDay(from) ? t('report.dayMissing') : null}
              onChange={setFrom}
            />
            <DayInput
              label={t('report.to')}
              value={to}
              error={to !== '' && !isDay(to) ? t('report.dayMissing') : null}
              onChange={setTo}
            />
          </div>
        )}
        {wrong !== null && <p role="alert">{t(`report.${wrong}`)}</p>}
        {whole && wrong === null && (
          <>
            <h3>{t('report.take')}</h3>
            <FileLinks
              files={REPORT_FORMATS.map((it) => ({
                label: it === 'pdf' ? 'PDF' : 'Excel (XLSX)',
                href: reportFile({ from: first, to: last, format: it, language: i18n.language }),
              }))}
            />
          </>
        )}
        <h3>{t('report.contents')}</h3>
        <ul className="explained">
          {t('report.parts', { returnObjects: true }).map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
