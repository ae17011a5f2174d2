import { useTranslation } from 'react-i18next';
import type { TitleHolder } from '../api/titles.ts';
import { useFormat } from '../ui/format.ts';

/** The names of the columns of `CopyCounts`. */
export function CopyCountHeads() {
  const { t } = useTranslation();
  return (
    <>
      <th scope="col" className="num">
        {t('search.copies')}
      </th>
      <th scope="col" className="num">
        {t('search.extant')}
      </th>
      <th scope="col" className="num">
        {t('search.onOrder')}
      </th>
    </>
  );
}

/** How many copies there are, how many of them are there, and how many are on order. */
export function CopyCounts({ copies, extant, onOrder }: Pick<TitleHolder, 'copies' | 'extant' | 'onOrder'>) {
  const format = useFormat();
  return (
    <>
      <td className="num">{format.number(copies)}</td>
      <td className="num">{format.number(extant)}</td>
      <td className="num">{format.number(onOrder)}</td>
    </>
  );
}
