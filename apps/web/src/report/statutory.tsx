import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { participantsQuery } from '../api/agreements.ts';
import { STATUTORY_FORMATS, statutoryFile, statutoryQuery } from '../api/statutory.ts';
import { useActingFor } from '../shell/acting.tsx';
import { useNames, useRole } from '../shell/session.tsx';
import { FileLinks } from '../ui/file-links.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { today } from '../ui/today.ts';
import { StatutoryFigures } from './statutory-figures.tsx';

const YEARS = 5;
const NAMES = { pdf: 'PDF', xlsx: 'Excel (XLSX)', csv: 'CSV' } as const;

/** What libraries report each year: of one participant for who acts for it, of all for the plan owner. */
export function Statutory() {
  const everybody = useRole('plan-owner', 'administrator');
  const mine = useActingFor();
  if (!everybody && mine.length === 0) return null;
  return everybody ? <OfAnybody /> : <Chosen choices={mine} />;
}

function OfAnybody() {
  const { data } = useQuery(participantsQuery);
  return <Chosen choices={['', ...(data ?? []).map(({ isil }) => isil)]} />;
}

/** An empty choice is all participants. */
function Chosen({ choices }: { choices: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const name = useNames();
  const now = Number(today().slice(0, 4));
  const [year, setYear] = useState(today() < `${now}-05-01` ? now - 1 : now);
  const [chosen, setChosen] = useState('');
  const participant = choices.includes(chosen) ? chosen : (choices[0] ?? '');
  const report = useQuery(statutoryQuery({ year, participant }));
  return (
    <Panel title={t('report.statutory.title')}>
      <div className="stack">
        <p>{t('report.statutory.lead')}</p>
        <div className="pair">
          <NativeSelect
            label={t('report.statutory.year')}
            value={String(year)}
            onChange={({ currentTarget }) => setYear(Number(currentTarget.value))}
            data={Array.from({ length: YEARS }, (_, ago) => String(now - ago))}
          />
          {choices.length > 1 && (
            <NativeSelect
              label={t('report.statutory.whose')}
              value={participant}
              onChange={({ currentTarget }) => setChosen(currentTarget.value)}
              data={choices.map((value) => ({ value, label: value === '' ? t('report.statutory.all') : name(value) }))}
            />
          )}
        </div>
        <Loaded query={report} rows={8}>
          {(found) => <StatutoryFigures report={found} />}
        </Loaded>
        <h3>{t('report.statutory.take')}</h3>
        <FileLinks
          files={STATUTORY_FORMATS.map((format) => ({
            label: t('report.statutory.as', { format: NAMES[format] }),
            href: statutoryFile({ year, participant, format, language: i18n.language }),
          }))}
        />
      </div>
    </Panel>
  );
}
