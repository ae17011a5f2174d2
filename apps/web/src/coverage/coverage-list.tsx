import { IconChevronRight, IconFlag3Filled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Matrix, MatrixProfile } from '../api/coverage.ts';
import { useMe } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { cellKey, cellsByKey, shareOf } from './arrange.ts';

/** The matrix on a phone: a card per profile, with who has most of it. */
export function CoverageList({ matrix, profiles }: { matrix: Matrix; profiles: readonly MatrixProfile[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { participant } = useMe();
  const cells = cellsByKey(matrix.cells);
  return (
    <ul className="coverage-list">
      {profiles.map((profile) => {
        const held = matrix.participants
          .flatMap((it) => {
            const cell = cells.get(cellKey(profile.code, it.isil));
            return cell && (cell.titles > 0 || cell.level) ? [{ ...it, cell }] : [];
          })
          .toSorted((one, other) => other.cell.titles - one.cell.titles);
        const shown = held.filter(({ isil }, place) => place < 4 || isil === participant);
        return (
          <li key={profile.code}>
            <Link to={`/dekking/${encodeURIComponent(profile.code)}`} className="coverage-card">
              <span className="coverage-card-head">
                <strong>
                  {profile.code} {format.name(profile.name)}
                </strong>
                <IconChevronRight size={18} aria-hidden />
              </span>
              <span className="dim small">
                {format.number(profile.titles)} {t('coverage.titlesTotal').toLowerCase()}
                {profile.openFlags > 0 && (
                  <span className="row-flags">
                    <IconFlag3Filled size={13} aria-hidden /> {t('coverage.openFlags', { count: profile.openFlags })}
                  </span>
                )}
              </span>
              {shown.map(({ isil, name, cell }) => (
                <span key={isil} className="bar">
                  <span className="bar-name">
                    {name}
                    {cell.level && <span className="bar-level"> AC {cell.level}</span>}
                  </span>
                  <span className="bar-number">{format.number(cell.titles)}</span>
                  <span className="bar-track" aria-hidden>
                    <span className="bar-fill" style={{ width: `${shareOf(cell.titles, profile.titles) * 100}%` }} />
                  </span>
                </span>
              ))}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
