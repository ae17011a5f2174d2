import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type Matrix, matrixQuery } from '../api/coverage.ts';
import { twoDaysFile, twoDaysQuery } from '../api/two-days.ts';
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
import { ComparedDays } from './compared-days.tsx';

/** What there was on two days. The address says which, and of which profile. */
export default function TwoDaysPage() {
  const { t } = useTranslation();
  const matrix = useQuery(matrixQuery);
  return (
    <Page
      title={t('twoDays.title')}
      back={{ to: '/dekking', label: t('twoDays.back') }}
      lead={
        <>
          {t('twoDays.lead')} <Term id="added" /> · <Term id="otherwise" /> · <Term id="flag" />
        </>
      }
    >
      <Loaded query={matrix} rows={6}>
        {({ plan, profiles }) =>
          plan === null ? (
            <Empty title={t('coverage.noPlan')} text={t('coverage.noPlanText')} />
          ) : (
            <Chosen profiles={profiles} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Chosen({ profiles }: { profiles: Matrix['profiles'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const [from, setFrom] = useState(search.get('van') ?? monthBefore(today()));
  const [to, setTo] = useState(search.get('tot') ?? today());
  const profile = search.get('profiel') ?? '';
  const keep = (changed: Readonly<Record<string, string>>): void =>
    setSearch({ van: from, tot: to, ...(profile === '' ? {} : { profiel: profile }), ...changed }, { replace: true });
  const whole = isDay(from) && isDay(to);
  const wrong = whole && from >= to ? 'wrongOrder' : whole && to > today() ? 'toCome' : null;
  return (
    <>
      <Panel title={t('twoDays.choose')}>
        <div className="stack">
          <div className="filters filters-tight">
            <DayInput
              label={t('twoDays.from')}
              value={from}
              error={isDay(from) ? null : t('twoDays.dayMissing')}
              onChange={setFrom}
              onBlur={() => keep({ van: from })}
            />
            <DayInput
              label={t('twoDays.to')}
              value={to}
              error={isDay(to) ? null : t('twoDays.dayMissing')}
              onChange={setTo}
              onBlur={() => keep({ tot: to })}
            />
            <NativeSelect
              label={t('twoDays.profile')}
              value={profile}
              onChange={({ currentTarget }) => keep({ profiel: currentTarget.value })}
              data={[
                { value: '', label: t('twoDays.wholePlan') },
                ...profiles.map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` })),
              ]}
            />
          </div>
          {wrong !== null && <p role="alert">{t(`twoDays.${wrong}`)}</p>}
          {whole && wrong === null && (
            <FileLinks files={[{ label: t('twoDays.file'), href: twoDaysFile({ from, to, profile }) }]} />
          )}
        </div>
      </Panel>
      {whole && wrong === null && <Compared from={from} to={to} profile={profile} />}
    </>
  );
}

function Compared(asked: { from: string; to: string; profile: string }) {
  const days = useQuery({ ...twoDaysQuery(asked), placeholderData: keepPreviousData });
  return (
    <Loaded query={days} rows={8}>
      {(found) => <ComparedDays days={found} one={asked.profile !== ''} />}
    </Loaded>
  );
}

function monthBefore(day: string): string {
  const value = new Date(`${day}T00:00:00Z`);
  value.setUTCDate(value.getUTCDate() - 30);
  return value.toISOString().slice(0, 10);
}
