import { IconFlag3Filled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Cell, MatrixParticipant, MatrixProfile } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { shareOf } from './arrange.ts';

export interface Chosen {
  readonly profile: MatrixProfile;
  readonly participant: MatrixParticipant;
}

interface CellDetailProps {
  readonly chosen: Chosen | null;
  readonly cell: Cell | null | undefined;
  readonly flags: number;
}

/** What the chosen cell of the matrix says, in words. */
export function CellDetail({ chosen, cell, flags }: CellDetailProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (chosen === null) return <p className="cell-detail dim">{t('coverage.cellHelp')}</p>;
  const { profile, participant } = chosen;
  return (
    <div className="cell-detail">
      <strong>
        {participant.name} · {profile.code} {format.name(profile.name)}
      </strong>
      <span>
        {cell && cell.titles > 0
          ? t('coverage.cellTitles', {
              titles: format.number(cell.titles),
              share: format.share(shareOf(cell.titles, profile.titles)),
            })
          : t('coverage.cellNone')}
      </span>
      {cell && (cell.copies > 0 || cell.onOrder > 0) && (
        <span>
          {t('coverage.cellCopies', {
            copies: format.number(cell.copies),
            extant: format.number(cell.extant),
            onOrder: format.number(cell.onOrder),
          })}
        </span>
      )}
      <Levels cell={cell} />
      {flags > 0 && (
        <Link to={`/signaleringen?state=open&profile=${profile.code}&participant=${participant.isil}`}>
          <IconFlag3Filled size={13} aria-hidden /> {t('coverage.openFlags', { count: flags })}
        </Link>
      )}
    </div>
  );
}

/** AC, CL and GL with what they mean, and the activities they are for. */
export function Levels({ cell }: { cell: Cell | null | undefined }) {
  const { t } = useTranslation();
  if (!cell?.level) return <span className="dim">{t('coverage.noAgreement')}</span>;
  const levels = [
    ['AC', cell.level],
    ['CL', cell.currentLevel],
    ['GL', cell.goalLevel],
  ] as const;
  return (
    <span>
      {levels.flatMap(([name, level]) => (level ? [`${name} ${level} (${t(`ui.level.${level}`)})`] : [])).join(', ')}
      {': '}
      {cell.activities.map((activity) => t(`ui.activity.${activity}`)).join(', ')}
      {cell.languages.length > 0 &&
        `; ${t('coverage.languages').toLowerCase()}: ${cell.languages.map((code) => t(`ui.languageCoverage.${code}`)).join(', ')}`}
    </span>
  );
}
