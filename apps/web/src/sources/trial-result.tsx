import { Button, Checkbox } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsOf } from '../api/holdings.ts';
import type { Trial } from '../api/sources.ts';
import { RejectHead, RejectRow } from '../holdings/reject-row.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import type { Words } from '../words.ts';

type Meaning = keyof Words['sources']['meaning'];

const COUNTS = ['records', 'accepted', 'rejected', 'doubtful', 'copies', 'extant', 'onOrder'] as const;
const SHARES = ['withIdentifier', 'withYearAndPublisher', 'classified', 'electronic'] as const;

interface TrialResultProps {
  readonly trial: Trial;
  readonly deliver: () => void;
}

/** What is in a file and what would come of it. */
export function TrialResult({ trial, deliver }: TrialResultProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const formats = formatsOf(trial.format).map((it) => t(`imports.formatName.${it}`));
  return (
    <>
      <Panel
        title={t('sources.result')}
        actions={
          <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={deliver}>
            {t('sources.toDelivery')}
          </Button>
        }
      >
        <output>
          <p>
            {t('sources.format')}: <strong>{format.list(formats)}</strong>
          </p>
          {!trial.complete && <p>{t('sources.incomplete', { records: format.number(trial.records) })}</p>}
          <dl className="counts">
            {COUNTS.map((name) => (
              <div key={name} className={name === 'rejected' && trial.rejected > 0 ? 'counts-warn' : ''}>
                <dt>{t(`sources.counts.${name}`)}</dt>
                <dd>{format.number(trial[name])}</dd>
              </div>
            ))}
            {SHARES.map((name) => (
              <div key={name}>
                <dt>{t(`sources.counts.${name}`)}</dt>
                <dd>{trial.accepted === 0 ? '–' : format.share(trial[name] / trial.accepted)}</dd>
              </div>
            ))}
          </dl>
        </output>
      </Panel>
      <Fields trial={trial} />
      <Branches branches={trial.branches} />
      <Rejections rejections={trial.rejections} />
    </>
  );
}

function Fields({ trial: { fields, profiled } }: { trial: Trial }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [onlyRead, setOnlyRead] = useState(false);
  const shown = fields.filter(({ meaning }) => !onlyRead || meaning !== null);
  return (
    <Panel title={t('sources.fields')}>
      <div className="row between">
        <p className="dim">{t('sources.fieldsText', { count: profiled })}</p>
        <Checkbox
          label={t('sources.onlyRead')}
          checked={onlyRead}
          onChange={(event) => setOnlyRead(event.currentTarget.checked)}
        />
      </div>
      <TableFrame>
        <table className="table" aria-label={t('sources.fields')}>
          <thead>
            <tr>
              <th scope="col">{t('sources.field')}</th>
              <th scope="col">{t('sources.readAs')}</th>
              <th scope="col" className="num">
                {t('sources.present')}
              </th>
              <th scope="col">{t('sources.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ field, records, samples, meaning }) => (
              <tr key={field}>
                <th scope="row">
                  <code>{field}</code>
                </th>
                <td>
                  {meaning === null ? (
                    <span className="dim">{t('sources.passedOver')}</span>
                  ) : (
                    <ReadAs meaning={meaning} />
                  )}
                </td>
                <td className="num">{format.share(profiled === 0 ? 0 : records / profiled)}</td>
                <td className="small samples">{samples.join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}

function ReadAs({ meaning }: { meaning: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return <>{format.list(meaning.split(', ').map((it) => t(`sources.meaning.${it as Meaning}`)))}</>;
}

function Branches({ branches }: Pick<Trial, 'branches'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const counted = Object.entries(branches).toSorted(([, one], [, other]) => other - one);
  if (counted.length === 0) return null;
  return (
    <Panel title={t('sources.branches')}>
      <TableFrame>
        <table className="table" aria-label={t('sources.branches')}>
          <thead>
            <tr>
              <th scope="col">{t('sources.branch')}</th>
              <th scope="col" className="num">
                {t('sources.counts.copies')}
              </th>
            </tr>
          </thead>
          <tbody>
            {counted.map(([branch, copies]) => (
              <tr key={branch}>
                <th scope="row">{branch}</th>
                <td className="num">{format.number(copies)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}

function Rejections({ rejections }: Pick<Trial, 'rejections'>) {
  const { t } = useTranslation();
  return (
    <Panel title={t('sources.rejections')}>
      {rejections.length === 0 ? (
        <p className="dim">{t('sources.noRejections')}</p>
      ) : (
        <>
          <p className="dim">{t('sources.rejectionsText', { count: rejections.length })}</p>
          <TableFrame>
            <table className="table" aria-label={t('sources.rejections')}>
              <RejectHead />
              <tbody>
                {rejections.map(({ original, ...rejection }) => (
                  <RejectRow
                    key={`${rejection.position} ${rejection.code}`}
                    reject={{ ...rejection, identifier: null }}
                    delivered={original}
                  />
                ))}
              </tbody>
            </table>
          </TableFrame>
        </>
      )}
    </Panel>
  );
}
