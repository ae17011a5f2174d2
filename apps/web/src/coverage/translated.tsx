import { useTranslation } from 'react-i18next';
import type { ProfileCoverage } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { Term } from '../ui/term.tsx';
import { shareOf } from './arrange.ts';

/** How many titles came into a profile by a crosswalk alone, and by which rules; nothing where none did. */
export function Translated({ profile: { titles: all, translated } }: { profile: ProfileCoverage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { titles, rules } = translated;
  if (titles === 0) return null;
  return (
    <Panel title={<Term id="crosswalk">{t('crosswalk.translated')}</Term>}>
      <p>
        {t('crosswalk.translatedText', { shown: format.number(titles), share: format.share(shareOf(titles, all)) })}{' '}
        {t('crosswalk.several')}
      </p>
      <TableFrame>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('crosswalk.rule')}</th>
              <th scope="col" className="num">
                {t('crosswalk.titles')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ fromScheme, from, toScheme, to, label, titles: some }) => (
              <tr key={`${fromScheme} ${from} ${toScheme} ${to}`}>
                <th scope="row">
                  {`${fromScheme.toUpperCase()} ${from.replace('..', '–')} → ${toScheme.toUpperCase()} ${to}`}
                  {label !== null && <span className="dim"> {label}</span>}
                </th>
                <td className="num">{format.number(some)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
