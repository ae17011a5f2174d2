import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Both, CameAndWent, ComparedParticipant, ComparedProfile, TwoDays } from '../api/two-days.ts';
import { writeDay } from '../ui/day-text.ts';
import { type Format, useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { Term } from '../ui/term.tsx';
import { ComparedFlags } from './compared-flags.tsx';

/** Both days side by side: all profiles, or the participants and flags of one. */
export function ComparedDays({ days, one }: { days: TwoDays; one: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const late = days.profiles.flatMap(({ knownFrom }) =>
    knownFrom !== null && knownFrom >= days.from ? [knownFrom] : [],
  );
  const since = late.reduce((latest, day) => (day > latest ? day : latest), '');
  const [profile] = days.profiles;
  return (
    <>
      {since !== '' && (
        <p className="dim notice">
          {t('twoDays.knownFrom', { day: format.day(since) })} {t('twoDays.delivered')}
        </p>
      )}
      <Panel title={t('twoDays.profiles')} plain>
        <Profiles days={days} />
        <p className="dim small pad">{t('twoDays.adding')}</p>
      </Panel>
      {one && profile !== undefined && (
        <>
          <Panel title={t('twoDays.participants')} plain>
            <Participants participants={profile.participants} from={days.from} to={days.to} />
          </Panel>
          <Panel title={<Term id="flag">{t('twoDays.flags')}</Term>}>
            <ComparedFlags flags={days.flags} />
          </Panel>
        </>
      )}
    </>
  );
}

function Profiles({ days: { from, to, profiles } }: { days: TwoDays }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <TableFrame>
      <table className="table pinned">
        <caption className="sr-only">{t('twoDays.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('twoDays.profileColumn')}</th>
            <CountHeads from={from} to={to} />
            <th scope="col" className="num">
              {t('twoDays.responsible')}
            </th>
            <th scope="col" className="num">
              {t('twoDays.flags')}
            </th>
          </tr>
        </thead>
        <tbody>
          {profiles.map((it) => (
            <tr key={it.code}>
              <th scope="row">
                <ProfileName profile={it} />
              </th>
              <Counts titles={it.titles} flow={it.titleFlow} />
              <td className="num">{it.code === '' ? '' : turned(it.responsible, format)}</td>
              <td className="num">{it.code === '' ? '' : turned(it.flags, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function ProfileName({ profile: { code, name } }: { profile: ComparedProfile }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (code === '') return t('twoDays.unclassified');
  return (
    <Link to={`/dekking/${encodeURIComponent(code)}`}>
      {code} {format.name(name)}
    </Link>
  );
}

function CountHeads({ from, to }: { from: string; to: string }) {
  const { t, i18n } = useTranslation();
  const heads = [
    t('twoDays.titlesOn', { day: writeDay(from, i18n.language) }),
    t('twoDays.titlesOn', { day: writeDay(to, i18n.language) }),
    t('twoDays.added'),
    t('twoDays.withdrawn'),
    t('twoDays.otherwise'),
  ];
  return heads.map((head) => (
    <th key={head} scope="col" className="num">
      {head}
    </th>
  ));
}

function Counts({ titles, flow }: { titles: Both; flow: CameAndWent }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <td className="num">
        {titles.before === null ? <span className="dim">{t('twoDays.unknown')}</span> : format.number(titles.before)}
      </td>
      <td className="num">{format.number(titles.after)}</td>
      {titles.before === null ? (
        <UnknownFlow />
      ) : (
        <>
          <td className="num">{signed(flow.added, '+', format)}</td>
          <td className="num">{signed(flow.withdrawn, '−', format)}</td>
          <td className="num">{signed(Math.abs(flow.otherwise), flow.otherwise < 0 ? '−' : '+', format)}</td>
        </>
      )}
    </>
  );
}

/** What came before anything was known cannot be told from what was there. */
function UnknownFlow() {
  return ['added', 'withdrawn', 'otherwise'].map((what) => (
    <td key={what} className="num dim">
      –
    </td>
  ));
}

function Participants({
  participants,
  from,
  to,
}: {
  participants: readonly ComparedParticipant[];
  from: string;
  to: string;
}) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (participants.length === 0) return <p className="dim pad">{t('twoDays.nobody')}</p>;
  return (
    <TableFrame>
      <table className="table pinned">
        <caption className="sr-only">{t('twoDays.participantsCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('twoDays.participant')}</th>
            <CountHeads from={from} to={to} />
            <th scope="col" className="num">
              {t('twoDays.copiesOn', { day: writeDay(to, i18n.language) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {participants.map((it) => (
            <tr key={it.isil}>
              <th scope="row">
                <Link to={`/deelnemers/${encodeURIComponent(it.isil)}`}>{it.name}</Link>
              </th>
              <Counts titles={it.titles} flow={it.titleFlow} />
              <td className="num">{format.number(it.copies.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function signed(value: number, sign: string, format: Format): string {
  return value === 0 ? '0' : `${sign}${format.number(value)}`;
}

function turned({ before, after }: Both, format: Format): string {
  if (before === after) return format.number(after);
  return `${before === null ? '?' : format.number(before)} → ${format.number(after)}`;
}
