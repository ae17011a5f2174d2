import { useTranslation } from 'react-i18next';
import type { Reject } from '../api/holdings.ts';
import { useFormat } from '../ui/format.ts';
import { toldIn } from './reject-words.ts';

interface RejectRowProps {
  readonly reject: Omit<Reject, 'severity'>;
  /** The beginning of the record as it was delivered. */
  readonly delivered?: string;
}

/** A record that could not be taken in: which it is, what is wrong and what to do. */
export function RejectRow({ reject, delivered }: RejectRowProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { position, line, identifier } = reject;
  const { message, hint, original } = toldIn(i18n.language, reject);
  return (
    <tr>
      <td>
        {format.number(position)}
        {line !== null && <span className="dim small"> {t('imports.lineNumber', { line })}</span>}
        {identifier !== null && (
          <>
            <br />
            <code>{identifier}</code>
          </>
        )}
      </td>
      <td>
        {message}
        {original !== undefined && (
          <span className="block dim small" lang="en">
            {original}
          </span>
        )}
        {delivered !== undefined && (
          <details>
            <summary>{t('sources.original')}</summary>
            <pre className="original">{delivered}</pre>
          </details>
        )}
      </td>
      <td>{hint}</td>
    </tr>
  );
}

/** The heads of its columns. */
export function RejectHead() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t('imports.position')}</th>
        <th scope="col">{t('imports.reason')}</th>
        <th scope="col">{t('imports.toDo')}</th>
      </tr>
    </thead>
  );
}
