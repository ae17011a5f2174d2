import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { planQuery } from '../api/agreements.ts';
import { useMe } from '../shell/session.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { today } from '../ui/today.ts';
import { emptyPlan, valuesOf } from './draft.ts';
import { PlanForm } from './plan-form.tsx';

/** A new acquisition plan, or another version of one that may still be changed. */
export default function FormPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const me = useMe();
  const [search] = useSearchParams();
  const plan = useQuery({ ...planQuery(id ?? ''), enabled: id !== undefined, refetchOnWindowFocus: false });
  return (
    <Page
      title={t(id === undefined ? 'plans.newTitle' : 'plans.editTitle')}
      back={{ to: id === undefined ? '/acquisitieplannen' : `/acquisitieplannen/${id}`, label: t('plans.back') }}
      lead={
        <>
          <Term id="profile" /> · <Term id="activity" /> · <Term id="level" /> · <Term id="AC" /> · <Term id="CL" /> ·{' '}
          <Term id="GL" /> · <Term id="languageCoverage" />
        </>
      }
    >
      {id === undefined ? (
        <PlanForm
          participant={search.get('participant') ?? me.participant ?? ''}
          known={null}
          initial={emptyPlan(Number(today().slice(0, 4)) + 1)}
        />
      ) : (
        <Loaded query={plan} rows={10}>
          {(data) => <PlanForm key={data.id} participant={data.participant} known={data} initial={valuesOf(data)} />}
        </Loaded>
      )}
    </Page>
  );
}
