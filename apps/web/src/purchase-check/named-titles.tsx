import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NamedTitle } from '../api/agreements.ts';
import { lineCheckQuery, type PurchaseItem } from '../api/purchase-checks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { AdviceMark } from './advice-mark.tsx';
import { useReason } from './reasons.ts';

interface NamedTitlesProps {
  readonly participant: string;
  /** What they are to be bought for; `null` while nothing is chosen. */
  readonly profile: string | null;
  readonly titles: readonly NamedTitle[];
  /** Titles that are shown at most; the advice is asked for those. */
  readonly most: number;
}

/** The titles that a line of a plan names, each with the advice on buying it and the reason that decides. */
export function NamedTitles({ participant, profile, titles, most }: NamedTitlesProps) {
  const { t } = useTranslation();
  const shown = [...new Map(titles.map((title) => [title.identifier, title])).values()].slice(0, most);
  const { data, error } = useQuery(
    lineCheckQuery(
      participant,
      profile,
      shown.map(({ identifier }) => identifier),
    ),
  );
  const items = new Map(data?.items.map((item) => [item.line, item]));
  const more = Math.max(0, titles.length - most);
  return (
    <>
      {error !== null && <ProblemNote error={error} />}
      {data === undefined && error === null && <p className="dim small">{t('check.ofLineBusy')}</p>}
      <ul className="named-titles" aria-label={t('check.ofLine')}>
        {shown.map(({ identifier, title }, at) => {
          const item = items.get(at + 1);
          return (
            <li key={identifier}>
              <span>
                <code>{identifier}</code> {title ?? item?.title}
              </span>
              {item !== undefined && <Advised item={item} buyer={participant} />}
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className="dim">{t('check.ofLineMore', { count: more })}</p>}
    </>
  );
}

function Advised({ item, buyer }: { item: PurchaseItem; buyer: string }) {
  const reason = useReason(buyer);
  const [deciding] = item.reasons;
  return (
    <span className="named-advice">
      <AdviceMark advice={item.advice} />{' '}
      {deciding !== undefined && <span className="small">{reason(item, deciding)}</span>}
    </span>
  );
}
