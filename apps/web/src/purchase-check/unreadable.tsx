import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import type { Unreadable } from '../api/purchase-checks.ts';
import { told } from '../refusals/told.ts';
import { Panel } from '../ui/panel.tsx';

const SHOWN = 200;

/** The lines in which no title could be read, each with what to do. */
export function UnreadableLines({ lines }: { lines: readonly Unreadable[] }) {
  const { t, i18n } = useTranslation();
  if (lines.length === 0) return null;
  return (
    <Panel title={t('check.unreadable')}>
      <p>{t('check.unreadableText', { count: lines.length })}</p>
      <ul className="items check-unreadable">
        {lines.slice(0, SHOWN).map(({ line, identifier, code, message }) => (
          <li key={line} className="item">
            <span className="dim small">{t('check.line', { line })}</span> <code>{identifier}</code>
            <span className="block">{told(new Problem(422, code, message), i18n.language) ?? message}</span>
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && <p className="dim">{t('plans.moreNamed', { count: lines.length - SHOWN })}</p>}
    </Panel>
  );
}
