import { Button, TextInput } from '@mantine/core';
import { IconArrowsDiff, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Participant, participantsQuery } from '../api/agreements.ts';
import { matrixQuery, openFlagsQuery } from '../api/coverage.ts';
import { useMe, useNames, useRole } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { Term } from '../ui/term.tsx';
import { Register } from './register.tsx';

/** Who takes part, and how old their data are. */
export default function ParticipantsPage() {
  const { t } = useTranslation();
  const participants = useQuery(participantsQuery);
  const [find, setFind] = useState('');
  const administrator = useRole('administrator');
  const sought = find.trim().toLowerCase();
  return (
    <Page
      title={t('participants.title')}
      lead={
        <>
          {t('participants.lead')} <Term id="participant" /> · <Term id="isil" />
        </>
      }
      actions={
        <>
          <Button
            component={Link}
            to="/deelnemers/vergelijken"
            variant="default"
            leftSection={<IconArrowsDiff size={18} aria-hidden />}
          >
            {t('comparison.link')}
          </Button>
          {administrator && <Register />}
        </>
      }
    >
      <div className="filters">
        <TextInput
          type="search"
          label={t('participants.find')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
      </div>
      <Panel title={t('participants.title')} plain>
        <Loaded query={participants} rows={8}>
          {(all) => {
            const shown = all.filter(({ isil, name }) => `${isil} ${name}`.toLowerCase().includes(sought));
            return shown.length === 0 ? <Empty title={t('participants.nothing')} /> : <Table participants={shown} />;
          }}
        </Loaded>
      </Panel>
    </Page>
  );
}

function Table({ participants }: { participants: readonly Participant[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const name = useNames();
  const { data: matrix } = useQuery(matrixQuery);
  const { data: flags } = useQuery(openFlagsQuery);
  const ages = new Map(matrix?.participants.map(({ isil, dataAsOf }) => [isil, dataAsOf]));
  return (
    <TableFrame>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('participants.name')}</th>
            <th scope="col">{t('participants.kind')}</th>
            <th scope="col">{t('participants.dataAge')}</th>
            <th scope="col" className="num">
              {t('participants.flags')}
            </th>
            <th scope="col">ISIL</th>
          </tr>
        </thead>
        <tbody>
          {participants.map(({ isil, name: own, kind, to, successor }) => {
            const open = flags?.filter((flag) => flag.participants.some((it) => it.isil === isil)).length ?? 0;
            const age = ages.get(isil);
            return (
              <tr key={isil}>
                <th scope="row">
                  <Link to={`/deelnemers/${isil}`}>{own}</Link>{' '}
                  {isil === me.participant && <Mark tone="busy">{t('participants.you')}</Mark>}
                  {to && <span className="dim small"> {t('participants.ended', { day: format.day(to) })}</span>}
                  {successor && (
                    <span className="dim small"> {t('participants.mergedInto', { name: name(successor) })}</span>
                  )}
                </th>
                <td>{t(`participants.kinds.${kind}`)}</td>
                <td>{age ? format.day(age) : <span className="dim">{t('participants.noData')}</span>}</td>
                <td className="num">
                  {open > 0 ? <Link to={`/signaleringen?state=open&participant=${isil}`}>{open}</Link> : '0'}
                </td>
                <td>
                  <code>{isil}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}
