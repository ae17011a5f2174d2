import { Alert, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Rejected, Rejection } from '../api/rejection.ts';
import { Problem } from '../api/problem.ts';
import { useFormat } from '../ui/format.ts';
import { saveAs } from '../ui/save-as.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { toldPlace } from './place.ts';
import { told, toldOfDetail } from './told.ts';

interface RejectsProps {
  readonly of: Rejection;
  readonly title: string;
  /** What to do about it. */
  readonly text: string;
  /** On the button that gives back what was rejected. */
  readonly download: string;
}

/** What of a file was rejected: where, why, and as a file to be mended and sent again. */
export function Rejects({ of: { rejected, rejectedCount, mend }, title, text, download }: RejectsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Alert color="ochre" title={title} className="notice">
        <p>
          {text}
          {rejected.length < rejectedCount && ` ${t('ui.rejects.shown', { shown: format.number(rejected.length) })}`}
        </p>
        {mend?.partial === true && <p>{t('ui.rejects.partial')}</p>}
        {mend !== null && (
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() =>
              saveAs(
                mend.name,
                mend.type,
                Uint8Array.from(atob(mend.content), (it) => it.charCodeAt(0)),
              )
            }
          >
            {download}
          </Button>
        )}
      </Alert>
      <TableFrame>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('ui.rejects.place')}</th>
              <th scope="col">{t('ui.rejects.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map((it) => (
              <tr key={`${it.place} ${it.message}`}>
                <td>{toldPlace(it.place, i18n.language)}</td>
                <td>
                  <Wrong with={it} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

/** A refusal says in general what the service says of the piece itself; the rule that is broken says all. */
function Wrong({ with: piece }: { with: Rejected }) {
  const { i18n } = useTranslation();
  if (!('code' in piece)) return toldOfDetail({ at: piece.place, ...piece }, i18n.language);
  const words = told(new Problem(422, piece.code, piece.message), i18n.language);
  return (
    <>
      {words}
      <span className={words === undefined ? '' : 'block dim small'} lang="en">
        {piece.message}
      </span>
    </>
  );
}
