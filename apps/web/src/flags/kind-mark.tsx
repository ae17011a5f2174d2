import { IconAlertTriangle, IconCopy, IconPuzzle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlagKind } from '../api/coverage.ts';
import { familyOf, wordsOf } from './kinds.ts';

const ICONS = { gap: IconPuzzle, risk: IconAlertTriangle, overlap: IconCopy } as const;

/** The kind of a flag: sign, family and name, so that colour is never alone. */
export function KindMark({ kind, short = false }: { kind: FlagKind; short?: boolean }) {
  const { t } = useTranslation();
  const family = familyOf(kind);
  const Icon = ICONS[family];
  return (
    <span className={`kind kind-${family}`}>
      <span className="kind-sign">
        <Icon size={15} stroke={1.9} aria-hidden />
        {t(`flags.family.${family}`)}
      </span>
      {!short && <span className="kind-name">{t(`${wordsOf(kind)}.name`)}</span>}
    </span>
  );
}
