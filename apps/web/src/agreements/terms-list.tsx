import { useTranslation } from 'react-i18next';
import type { Agreement } from '../api/agreements.ts';
import { Facts } from '../ui/facts.tsx';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';

/** What is agreed. */
export function TermsList({ agreement: it }: { agreement: Agreement }) {
  const { t } = useTranslation();
  const format = useFormat();
  const level = (value: Agreement['currentLevel']): string =>
    value === null ? '–' : `${value} (${t(`ui.level.${value}`)})`;
  return (
    <Facts
      items={[
        [<Term key="AC" id="AC" />, level(it.level)],
        [<Term key="CL" id="CL" />, level(it.currentLevel)],
        [<Term key="GL" id="GL" />, level(it.goalLevel)],
        [
          <Term key="languages" id="languageCoverage">
            {t('plans.languageCoverage')}
          </Term>,
          it.languageCoverage === null
            ? '–'
            : `${it.languageCoverage} (${t(`ui.languageCoverage.${it.languageCoverage}`)})`,
        ],
        [t('plans.titles'), format.number(it.titles)],
        [t('plans.copies'), format.number(it.copies)],
        [t('agreements.retainUntil'), retention(it.retainUntil)],
        [t('agreements.namedTitles'), format.number(it.namedTitles)],
        [<Term key="review" id="reviewOn" />, format.day(it.reviewOn)],
        [<Term key="notice" id="noticeBy" />, format.day(it.noticeBy)],
      ]}
    />
  );

  function retention(until: string | null): string {
    if (until === null) return t('agreements.notSaid');
    return until === 'indefinite' ? t('agreements.indefinite') : format.day(until);
  }
}
