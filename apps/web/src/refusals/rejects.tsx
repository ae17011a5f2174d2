import { Alert, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Rejection } from '../api/rejection.ts';
import { Problem } from '../api/problem.ts';
import { useFormat } from '../ui/format.ts';
import { saveAs } from '../ui/save-as.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { told } from './told.ts';

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
            {rejected.map(({ place, code, message }) => {
              const words = told(new Problem(422, code, message), i18n.language);
              return (
                <tr key={`${place} ${message}`}>
                  <td>
                    {place
                      .replace(/^line /, t('ui.rejects.line'))
                      .replace(/: column '(.+)'$/, (_, column: string) => t('ui.rejects.column', { column }))}
                  </td>
                  <td>
                    {words}
                    <span className={words === undefined ? '' : 'block dim small'} lang="en">
                      {message}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}
