import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { collectionPlansQuery, type PlanSummary } from '../api/coverage.ts';
import { planDifferenceFile, planDifferenceQuery } from '../api/plan-differences.ts';
import { Empty } from '../ui/empty.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Difference } from './difference.tsx';

/** What any version of the plan says otherwise than any other; at first the newest draft than the one in force. */
export default function DifferencePage() {
  const { t } = useTranslation();
  const plans = useQuery(collectionPlansQuery);
  const [search] = useSearchParams();
  const compared = chosenOf(plans.data ?? [], search);
  return (
    <Page
      title={t('planDifference.title')}
      lead={t('planDifference.lead')}
      back={{ to: '/collectieplan', label: t('collectionPlan.title') }}
      actions={
        compared && (
          <Button
            component="a"
            href={planDifferenceFile(compared)}
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('planDifference.csv')}
          </Button>
        )
      }
    >
      <Loaded query={plans}>
        {(versions) =>
          compared === undefined ? (
            <Panel title={t('planDifference.compare')}>
              <Empty title={t('planDifference.few')} text={t('planDifference.fewText')} />
            </Panel>
          ) : (
            <Compared versions={versions} compared={compared} />
          )
        }
      </Loaded>
    </Page>
  );
}

interface Chosen {
  readonly from: string;
  readonly to: string;
}

function chosenOf(versions: readonly PlanSummary[], search: URLSearchParams): Chosen | undefined {
  const inForce = versions.find(({ state }) => state === 'adopted') ?? versions.at(-1);
  const from = search.get('van') ?? inForce?.token;
  const others = versions.filter(({ token }) => token !== from);
  const to = search.get('naar') ?? (others.find(({ state }) => state !== 'superseded') ?? others[0])?.token;
  return from === undefined || to === undefined ? undefined : { from, to };
}

function Compared({ versions, compared }: { versions: readonly PlanSummary[]; compared: Chosen }) {
  const { t } = useTranslation();
  const [, setSearch] = useSearchParams();
  const difference = useQuery(planDifferenceQuery(compared));
  const options = versions.map(({ token, title, version, state }) => ({
    value: token,
    label: `${t('collectionPlan.version', { version })} (${t(`collectionPlan.state.${state}`)}): ${title}`,
  }));
  const choose = (other: Partial<Chosen>): void => {
    const { from, to } = { ...compared, ...other };
    setSearch({ van: from, naar: to }, { replace: true });
  };
  return (
    <>
      <div className="filters">
        <NativeSelect
          label={t('planDifference.from')}
          value={compared.from}
          onChange={({ currentTarget }) => choose({ from: currentTarget.value })}
          data={options}
        />
        <NativeSelect
          label={t('planDifference.to')}
          value={compared.to}
          onChange={({ currentTarget }) => choose({ to: currentTarget.value })}
          data={options}
        />
      </div>
      <Loaded query={difference} rows={8}>
        {(found) => <Difference difference={found} />}
      </Loaded>
    </>
  );
}
