import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TitleRetention, titleRetentionQuery } from '../api/commitments.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { CommitmentList } from './commitment-list.tsx';

interface TitlePanelProps {
  readonly sought: string;
  readonly seek: (identifier: string) => void;
}

/** Who has a title and who promised to keep it, in the whole network. */
export function TitlePanel({ sought, seek }: TitlePanelProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(sought);
  const found = useQuery({ ...titleRetentionQuery(sought), enabled: sought !== '' });
  return (
    <div className="stack wide">
      <Panel title={t('commitments.findTitle')}>
        <form
          className="filters filters-tight"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== '') seek(typed.trim());
          }}
        >
          <TextInput
            label={t('commitments.identifier')}
            description={t('commitments.identifierText')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" leftSection={<IconSearch size={18} aria-hidden />}>
            {t('commitments.find')}
          </Button>
        </form>
      </Panel>
      {sought !== '' && (
        <Loaded query={found} rows={5}>
          {(retention) => <Retention retention={retention} />}
        </Loaded>
      )}
    </div>
  );
}

function Retention({ retention: { title, holders, commitments } }: { retention: TitleRetention }) {
  const { t } = useTranslation();
  const format = useFormat();
  const active = commitments.filter(({ state }) => state === 'active');
  return (
    <>
      <Panel title={title ?? t('commitments.untitled')}>
        <p>
          <strong>{t('commitments.keepers', { count: new Set(active.map((it) => it.participant)).size })}</strong>
        </p>
        {commitments.length === 0 ? (
          <Empty title={t('commitments.nobody')} text={t('commitments.nobodyText')} />
        ) : (
          <CommitmentList commitments={commitments} />
        )}
      </Panel>
      <Panel title={t('commitments.holders')} plain>
        {holders.length === 0 ? (
          <p className="dim pad">{t('commitments.noHolders')}</p>
        ) : (
          <TableFrame>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('ui.participant')}</th>
                  <th scope="col" className="num">
                    {t('commitments.copies')}
                  </th>
                  <th scope="col" className="num">
                    {t('commitments.extant')}
                  </th>
                  <th scope="col" className="num">
                    {t('commitments.onOrder')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {holders.map((holder) => (
                  <tr key={holder.participant}>
                    <th scope="row">{holder.participantName ?? holder.participant}</th>
                    <td className="num">{format.number(holder.copies)}</td>
                    <td className="num">{format.number(holder.extant)}</td>
                    <td className="num">{format.number(holder.onOrder)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
      </Panel>
    </>
  );
}
