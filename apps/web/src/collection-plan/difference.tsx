import { useTranslation } from 'react-i18next';
import type { PlanDifference } from '../api/plan-differences.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ChangedValues, Totals } from './difference-tables.tsx';

/** A difference in sentences, what both versions come to, and every value before and after. */
export function Difference({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to, words, values, totals } = difference;
  if (words.length === 0) {
    return (
      <Panel title={t('planDifference.words', { count: 0 })}>
        <Empty title={t('planDifference.same')} text={t('planDifference.sameText')} />
      </Panel>
    );
  }
  return (
    <>
      <Panel title={t('planDifference.words', { count: words.length })}>
        <ul className="differences">
          {words.map(({ says }) => (
            <li key={says.nl}>{format.name(says)}</li>
          ))}
        </ul>
      </Panel>
      <Panel plain title={t('planDifference.totals')}>
        <Totals totals={totals} />
      </Panel>
      <Panel plain title={t('planDifference.values')}>
        <ChangedValues values={values} versions={[from.token, to.token]} />
      </Panel>
    </>
  );
}
