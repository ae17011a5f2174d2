import { Alert, Anchor, Button } from '@mantine/core';
import { csvLine } from '#libs/kernel';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PlanSummary } from '../api/coverage.ts';
import type { ListTaken, UnreadTitle } from '../api/reference-lists.ts';
import { toldOfDetail } from '../refusals/told.ts';
import { useFormat } from '../ui/format.ts';
import { saveAs } from '../ui/save-as.ts';

/** Lines that were left out and are named. */
const NAMED = 20;

interface ListOutcomeProps {
  readonly taken: ListTaken;
  /** The titles came beside those that were on it. */
  readonly add: boolean;
  readonly code: string;
  readonly before: PlanSummary;
}

/** The draft that a list made, how many titles that has, and what of the file is not on it. */
export function ListOutcome({ taken, add, code, before }: ListOutcomeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const note = useRef<HTMLDivElement>(null);
  // What was filled in makes room for it, and with that what had the focus.
  useEffect(() => note.current?.focus(), []);
  const { titles, added, leftOut } = taken;
  const compared = new URLSearchParams({ van: before.token, naar: taken.token });
  return (
    <Alert
      ref={note}
      tabIndex={-1}
      color="ink"
      variant="light"
      title={t('referenceList.made', { version: taken.version })}
      className="notice"
    >
      <p>
        {t('referenceList.taken', { count: titles, shown: format.number(titles) })}{' '}
        {add && `${t('referenceList.added', { count: added, shown: format.number(added) })} `}
        <Anchor component={Link} to={`/collectieplan/${taken.token}`}>
          {t('referenceList.toDraft')}
        </Anchor>{' '}
        ·{' '}
        <Anchor component={Link} to={`/collectieplan/verschil?${compared}`}>
          {t('referenceList.compare')}
        </Anchor>
      </p>
      {leftOut.length > 0 && <LeftOut of={leftOut} file={`${code}-weggelaten.csv`} />}
    </Alert>
  );
}

interface LeftOutProps {
  readonly of: readonly UnreadTitle[];
  /** The name of the file to mend. */
  readonly file: string;
}

function LeftOut({ of: lines, file }: LeftOutProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const reasonOf = (it: UnreadTitle): string =>
    it.identifier.trim() === '' ? t('referenceList.noNumber') : toldOfDetail({ at: '', ...it }, i18n.language);
  return (
    <>
      <p>{t('referenceList.leftOut', { count: lines.length, shown: format.number(lines.length) })}</p>
      <ul className="problem-details">
        {lines.slice(0, NAMED).map((it) => (
          <li key={it.line}>
            {it.title === null
              ? t('referenceList.leftOutLine', { line: it.line, reason: reasonOf(it) })
              : t('referenceList.leftOutTitle', { line: it.line, title: it.title, reason: reasonOf(it) })}
          </li>
        ))}
      </ul>
      {lines.length > NAMED && <p>{t('referenceList.more', { shown: format.number(lines.length - NAMED) })}</p>}
      <p>{t('referenceList.mend')}</p>
      <div className="row">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveAs(file, 'text/csv;charset=utf-8', asCsv(lines, reasonOf))}
        >
          {t('referenceList.downloadLeftOut')}
        </Button>
      </div>
    </>
  );
}

/** As a list is read, with what is wrong behind it. */
function asCsv(lines: readonly UnreadTitle[], reasonOf: (it: UnreadTitle) => string): string {
  const rows = lines.map((it) => csvLine([it.identifier, it.title, reasonOf(it)]));
  return `\uFEFF${csvLine(['identifier', 'title', 'reason'])}${rows.join('')}`;
}
