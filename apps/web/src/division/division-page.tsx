import { Button, Progress } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { cancelDivision, type Division, divisionFile, divisionQuery } from '../api/divisions.ts';
import { Empty } from '../ui/empty.tsx';
import { FileLinks } from '../ui/file-links.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ProposalPanels } from './proposal.tsx';
import { ScenarioDialog } from './scenario-dialog.tsx';

/** One division: how far it is, and what it proposes once it is done. */
export default function DivisionPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const division = useQuery(divisionQuery(id));
  const { data } = division;
  return (
    <Page
      title={t('division.title')}
      lead={data && <Described division={data} />}
      back={{ to: '/scenarios/verdeling', label: t('division.again') }}
      actions={data?.state === 'done' && <Acts division={data} />}
    >
      <Loaded query={division} rows={6}>
        {(found) => <Body division={found} />}
      </Loaded>
    </Page>
  );
}

function Described({ division: { madeAt, owner, plan, settings } }: { division: Division }) {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    format.moment(madeAt),
    t('division.by', { name: owner }),
    plan,
    t('division.factorIs', { factor: format.number(settings.factor) }),
    t(settings.moves ? 'division.movesIs' : 'division.staysIs'),
  ].join(' · ');
}

function Acts({ division }: { division: Division }) {
  const { t } = useTranslation();
  const [asked, question] = useDisclosure(false);
  return (
    <>
      <FileLinks files={[{ label: t('division.csv'), href: divisionFile(division.id) }]} />
      {division.proposal?.lines.length !== 0 && <Button onClick={question.open}>{t('division.scenario')}</Button>}
      {asked && <ScenarioDialog division={division} close={question.close} />}
    </>
  );
}

function Body({ division }: { division: Division }) {
  const { t } = useTranslation();
  const { state, proposal } = division;
  if (state === 'running') return <Running division={division} />;
  if (proposal !== null) return <ProposalPanels division={division} proposal={proposal} />;
  return (
    <Panel title={t('division.summary')}>
      <Empty
        title={t(`division.state.${state}`)}
        {...(state !== 'done' && { text: t(`division.stateText.${state}`) })}
      />
    </Panel>
  );
}

function Running({ division: { id, seconds, gap, settings } }: { division: Division }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const cancelling = useMutation({
    mutationFn: () => cancelDivision(id),
    onSuccess: async (stopped) => {
      client.setQueryData(divisionQuery(id).queryKey, stopped);
      await client.invalidateQueries({ queryKey: ['divisions', 'list'] });
    },
  });
  const told = [
    t('division.after', { seconds: format.number(Math.round(seconds)), most: format.number(settings.seconds) }),
    ...(gap === null ? [] : [t('division.gap', { gap: format.share(gap) })]),
  ].join('; ');
  return (
    <Panel title={t('division.running')}>
      <div className="stack">
        <p>{t('division.runningText')}</p>
        <Progress.Root size="md">
          <Progress.Section
            value={Math.min(100, Math.max(3, (100 * seconds) / settings.seconds))}
            animated
            aria-label={t('division.running')}
          />
        </Progress.Root>
        <p className="dim">{told}.</p>
        {cancelling.error !== null && <ProblemNote error={cancelling.error} />}
        <div className="row">
          <Button variant="default" loading={cancelling.isPending} onClick={() => cancelling.mutate()}>
            {t('division.cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
