import { Trans, useTranslation } from 'react-i18next';
import type { ProfileCoverage } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { Term } from '../ui/term.tsx';
import { shareOf } from './arrange.ts';

const NUMBERS = ['showTitles', 'share', 'extant', 'onOrder'] as const;

/** Who has how much of a profile, at which level, and what measured levels are a share of. */
export function Holders({ profile }: { profile: ProfileCoverage }) {
  const { t } = useTranslation();
  if (profile.participants.length === 0) return <p className="dim pad">{t('coverage.nobodyHolds')}</p>;
  return (
    <>
      <Measure profile={profile} />
      <HoldersTable profile={profile} />
    </>
  );
}

function Measure({ profile: { measuredAgainst, reference } }: { profile: ProfileCoverage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { list, name, titles } = reference;
  return (
    <p className="pad">
      <Trans
        i18nKey={list === null ? 'coverage.measuredByNetwork' : 'coverage.measuredByList'}
        count={titles}
        values={{ shown: format.number(titles), list: format.name(name ?? list) }}
        components={{ term: <Term id="referenceList" /> }}
      />
      {measuredAgainst === null && ` ${t('coverage.notCompared')}`}
    </p>
  );
}

function HoldersTable({ profile }: { profile: ProfileCoverage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { list, titles: all } = profile.reference;
  return (
    <TableFrame>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('coverage.participant')}</th>
            {NUMBERS.map((word) => (
              <th key={word} scope="col" className="num">
                {t(`coverage.${word}`)}
              </th>
            ))}
            <th scope="col">AC</th>
            <th scope="col">CL</th>
            {list !== null && (
              <th scope="col" className="num">
                {t('coverage.ofList')}
              </th>
            )}
            <th scope="col">{t('coverage.measured')}</th>
            <th scope="col">GL</th>
            <th scope="col">
              <Term id="languageCoverage">{t('coverage.languages')}</Term>
            </th>
            <th scope="col">{t('coverage.activities')}</th>
          </tr>
        </thead>
        <tbody>
          {profile.participants
            .toSorted((one, other) => other.titles - one.titles)
            .map((it) => (
              <tr key={it.participant}>
                <th scope="row">{it.name}</th>
                <td className="num">{format.number(it.titles)}</td>
                <td className="num">{format.share(shareOf(it.titles, profile.titles))}</td>
                <td className="num">{format.number(it.extant)}</td>
                <td className="num">{format.number(it.onOrder)}</td>
                <td>{it.level ?? '–'}</td>
                <td>{it.currentLevel ?? '–'}</td>
                {list !== null && (
                  <td className="num">
                    {format.number(it.inReference)}{' '}
                    <span className="dim">({format.share(shareOf(it.inReference, all))})</span>
                  </td>
                )}
                <td>{it.measuredLevel ?? '–'}</td>
                <td>{it.goalLevel ?? '–'}</td>
                <td>{it.languages.map((code) => `${code} (${t(`ui.languageCoverage.${code}`)})`).join(', ') || '–'}</td>
                <td>{it.activities.map((activity) => t(`ui.activity.${activity}`)).join(', ') || '–'}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
