import { IconFlag3Filled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, type SyntheticEvent, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Cell, type Matrix, type MatrixParticipant, type MatrixProfile, openFlagsQuery } from '../api/coverage.ts';
import { useMe } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { cellKey, cellsByKey, heatOf, shareOf } from './arrange.ts';
import { CellDetail, type Chosen } from './cell-detail.tsx';
import { followArrows } from './arrow-keys.ts';

interface CoverageTableProps {
  readonly matrix: Matrix;
  readonly profiles: readonly MatrixProfile[];
  readonly participants: readonly MatrixParticipant[];
  readonly show: 'titles' | 'share';
}

/** The matrix as one table; the numbers of a cell are told below it. */
export function CoverageTable({ matrix, profiles, participants, show }: CoverageTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const cells = useMemo(() => cellsByKey(matrix.cells), [matrix.cells]);
  const flagged = useFlagged();

  const choose = useCallback(
    ({ currentTarget: { dataset } }: SyntheticEvent<HTMLElement>): void => {
      const profile = matrix.profiles.find(({ code }) => code === dataset['profile']);
      const participant = matrix.participants.find(({ isil }) => isil === dataset['participant']);
      if (profile && participant) setChosen({ profile, participant });
    },
    [matrix],
  );

  return (
    <>
      <div className="matrix-frame">
        <table className="matrix">
          <caption className="sr-only">
            {t('coverage.caption')}. {t('coverage.cellHelp')}
          </caption>
          <thead>
            <tr>
              <th scope="col" className="corner">
                {t('coverage.profile')}
              </th>
              <th scope="col" className="total">
                {t('coverage.titlesTotal')}
              </th>
              {participants.map(({ isil, name, dataAsOf }) => (
                <th key={isil} scope="col" className={isil === me.participant ? 'own' : ''}>
                  <span className="column-name">{name}</span>
                  <span className="column-age">
                    {dataAsOf === null ? t('coverage.noData') : format.day(dataAsOf)}
                    {matrix.importing.some((it) => it.participant === isil) && ` · ${t('coverage.importingOne')}`}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {profiles.map((profile, row) => (
              <Row
                key={profile.code}
                {...{ profile, participants, cells, flagged, show, row, choose }}
                own={me.participant ?? ''}
                language={format}
              />
            ))}
          </tbody>
        </table>
      </div>
      <CellDetail
        chosen={chosen}
        cell={chosen && cells.get(cellKey(chosen.profile.code, chosen.participant.isil))}
        flags={chosen ? (flagged.get(cellKey(chosen.profile.code, chosen.participant.isil)) ?? 0) : 0}
      />
    </>
  );
}

interface RowProps {
  readonly profile: MatrixProfile;
  readonly participants: readonly MatrixParticipant[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly flagged: ReadonlyMap<string, number>;
  readonly show: 'titles' | 'share';
  readonly row: number;
  readonly own: string;
  readonly choose: (event: SyntheticEvent<HTMLElement>) => void;
  readonly language: ReturnType<typeof useFormat>;
}

const Row = memo(function Row({ profile, participants, cells, flagged, show, row, own, choose, language }: RowProps) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        <Link to={`/dekking/${encodeURIComponent(profile.code)}`}>
          <span className="row-code">{profile.code}</span> {language.name(profile.name)}
        </Link>
        {profile.openFlags > 0 && (
          <span className="row-flags">
            <IconFlag3Filled size={13} aria-hidden />
            {profile.openFlags}
            <span className="sr-only"> {t('flags.state.open')}</span>
          </span>
        )}
      </th>
      <td className="total">{language.number(profile.titles)}</td>
      {participants.map(({ isil }, column) => {
        const cell = cells.get(cellKey(profile.code, isil));
        const share = shareOf(cell?.titles ?? 0, profile.titles);
        const open = flagged.get(cellKey(profile.code, isil)) ?? 0;
        return (
          <td key={isil} className={isil === own ? 'own' : ''}>
            <button
              type="button"
              className={`cell heat-${heatOf(share)}`}
              tabIndex={row === 0 && column === 0 ? 0 : -1}
              data-profile={profile.code}
              data-participant={isil}
              onFocus={choose}
              onMouseEnter={choose}
              onKeyDown={followArrows}
            >
              <span className="cell-number">
                {cell && cell.titles > 0
                  ? show === 'titles'
                    ? language.number(cell.titles)
                    : language.share(share)
                  : '–'}
              </span>
              {cell?.level && <span className="cell-level">AC {cell.level}</span>}
              {cell?.level && (cell.currentLevel || cell.goalLevel) && (
                <span className="cell-levels">
                  {cell.currentLevel && `CL ${cell.currentLevel}`} {cell.goalLevel && `GL ${cell.goalLevel}`}
                </span>
              )}
              {open > 0 && (
                <span className="cell-flag">
                  <IconFlag3Filled size={11} aria-hidden />
                  <span className="sr-only">{t('coverage.openFlags', { count: open })}</span>
                </span>
              )}
            </button>
          </td>
        );
      })}
    </tr>
  );
});

/** How many open flags concern a participant in a profile. */
function useFlagged(): ReadonlyMap<string, number> {
  const { data } = useQuery(openFlagsQuery);
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const flag of data ?? []) {
      for (const { isil } of flag.participants) {
        const key = cellKey(flag.profile, isil);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return counts;
  }, [data]);
}
