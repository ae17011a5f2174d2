import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SourceQuality } from '../api/metadata-quality.ts';
import { useFormat } from '../ui/format.ts';
import { TableFrame } from '../ui/table-frame.tsx';

/** What can be sorted by, with what it is of a source: text, a number, or a share of its records. */
const COLUMNS = {
  participant: ({ name }: SourceQuality) => name,
  source: ({ source }: SourceQuality) => source,
  records: ({ records }: SourceQuality) => records,
  identifier: (it: SourceQuality) => share(it, 'identifier'),
  described: (it: SourceQuality) => Math.min(share(it, 'year'), share(it, 'publisher')),
  classification: (it: SourceQuality) => share(it, 'classification'),
  onlyDescription: (it: SourceQuality) => share(it, 'onlyDescription'),
  duplicate: (it: SourceQuality) => share(it, 'duplicate'),
} as const;
type Column = keyof typeof COLUMNS;

const NAMES = Object.keys(COLUMNS) as Column[];

interface Order {
  readonly by: Column;
  readonly down: boolean;
}

/** The sources, sorted by whatever is clicked. */
export function SourcesTable({ sources }: { sources: readonly SourceQuality[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [order, setOrder] = useState<Order>({ by: 'participant', down: false });
  return (
    <TableFrame>
      <table className="table" aria-label={t('quality.sources')}>
        <thead>
          <tr>
            {NAMES.map((name) => (
              <Head key={name} name={name} order={order} sort={setOrder} />
            ))}
            <th scope="col">{t('quality.measured')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted(sources, order).map((it) => (
            <tr key={`${it.participant} ${it.source}`}>
              <th scope="row">{it.name}</th>
              <td>
                <Link to={`/metadatakwaliteit/${it.participant}/${encodeURIComponent(it.source)}`}>{it.source}</Link>
              </td>
              <td className="num">{format.number(it.records)}</td>
              {NAMES.slice(3).map((name) => (
                <td key={name} className="num">
                  {it.records === 0 ? '–' : format.share(Number(COLUMNS[name](it)))}
                </td>
              ))}
              <td className="small">{format.moment(it.measuredAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

interface HeadProps {
  readonly name: Column;
  readonly order: Order;
  readonly sort: (order: Order) => void;
}

function Head({ name, order, sort }: HeadProps) {
  const { t } = useTranslation();
  const chosen = order.by === name;
  const column = t(`quality.column.${name}`);
  const Icon = chosen ? (order.down ? IconArrowDown : IconArrowUp) : IconArrowsSort;
  return (
    <th
      scope="col"
      className={NAMES.indexOf(name) < 2 ? '' : 'num'}
      aria-sort={chosen ? (order.down ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="sort"
        title={t('quality.sortBy', { column })}
        onClick={() => sort({ by: name, down: chosen && !order.down })}
      >
        {column} <Icon size={14} aria-hidden />
      </button>
    </th>
  );
}

function sorted(sources: readonly SourceQuality[], { by, down }: Order): readonly SourceQuality[] {
  const of = COLUMNS[by];
  const compare = (one: SourceQuality, other: SourceQuality): number => {
    const [a, b] = [of(one), of(other)];
    return typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b);
  };
  return sources.toSorted((one, other) => (down ? compare(other, one) : compare(one, other)));
}

function share({ records, figures }: SourceQuality, measure: keyof SourceQuality['figures']): number {
  return records === 0 ? 0 : figures[measure] / records;
}
