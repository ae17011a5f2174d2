import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CollectionPlan } from '../api/coverage.ts';
import { Comments } from '../consultation/comments.tsx';
import { useCommentFilter, useComments } from '../consultation/use-comments.ts';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { PlanStateMark } from './plan-state.tsx';
import { TargetList } from './targets.tsx';
import { useReferenceNames } from './use-reference-names.ts';

/** The profiles of a version with what it wants of them, and what participants say of each. */
export function Profiles({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const referenceName = useReferenceNames([plan.token]);
  const [find, setFind] = useState('');
  const [state] = useCommentFilter();
  const commented = new Set(useComments(plan).map(({ profile }) => profile));
  const sought = find.trim().toLowerCase();
  const shown = plan.profiles.filter(
    ({ code, name }) =>
      (state === '' || commented.has(code)) && `${code} ${format.name(name)}`.toLowerCase().includes(sought),
  );
  return (
    <Panel
      title={t('collectionPlan.profiles', { count: plan.profiles.length })}
      actions={
        <span className="row">
          <span className="dim">
            {t('collectionPlan.version', { version: plan.version })} ·{' '}
            {t('ui.period', { from: format.day(plan.from), to: format.day(plan.to) })}
          </span>
          <PlanStateMark state={plan.state} />
        </span>
      }
    >
      <div className="filters filters-tight">
        <TextInput
          type="search"
          label={t('collectionPlan.find')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
      </div>
      {state !== '' && shown.length === 0 && <p className="dim">{t('consultation.noneMatch')}</p>}
      <ul className="profiles">
        {shown.map(({ code, name, targets, measuredAgainst }) => (
          <li key={code}>
            <div>
              <Link to={`/dekking/${encodeURIComponent(code)}`}>
                <span className="row-code">{code}</span> {format.name(name)}
              </Link>
              {measuredAgainst !== null && (
                <p className="dim small">
                  {t('referenceList.measuredAgainst', { reference: referenceName(measuredAgainst) })}
                </p>
              )}
            </div>
            <TargetList targets={targets} none={t('collectionPlan.noTargets')} />
            <Comments plan={plan} profile={code} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
