import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Flag, FLAG_KINDS } from '../api/coverage.ts';
import { type OutcomeFlag, OUTCOMES, outcomeFile, outcomeFlagsQuery, type Scenario } from '../api/scenarios.ts';
import { KindMark } from '../flags/kind-mark.tsx';
import { wordsOf } from '../flags/kinds.ts';
import { Numbers } from '../flags/numbers.tsx';
import { Sentence } from '../flags/sentence.tsx';
import { Empty } from '../ui/empty.tsx';
import { FileLinks } from '../ui/file-links.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Panel } from '../ui/panel.tsx';

interface OutcomeFlagsProps {
  readonly scenario: Scenario;
  readonly against: string;
  /** What profiles are called, by code. */
  readonly profiles: ReadonlyMap<string, string>;
}

const EVERYTHING = { profile: '', kind: '', what: '' };

/** The flags that a scenario raises, clears or changes, each explained as those that are. */
export function OutcomeFlags({ scenario, against, profiles }: OutcomeFlagsProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(EVERYTHING);
  const filter = { ...chosen, against };
  const flags = useInfiniteQuery(outcomeFlagsQuery(scenario, filter));
  const choices = [
    {
      field: 'what',
      label: t('scenarios.what'),
      all: t('scenarios.allOutcomes'),
      options: OUTCOMES.map((value) => ({ value, label: t(`scenarios.outcomes.${value}`) })),
    },
    {
      field: 'profile',
      label: t('scenarios.profile'),
      all: t('scenarios.allProfiles'),
      options: [...profiles].map(([value, label]) => ({ value, label })),
    },
    {
      field: 'kind',
      label: t('scenarios.flagKind'),
      all: t('scenarios.allKinds'),
      options: FLAG_KINDS.map((value) => ({ value, label: t(`${wordsOf(value)}.name`) })),
    },
  ] as const;
  return (
    <Panel
      title={t('scenarios.flags')}
      actions={<FileLinks files={[{ label: t('scenarios.csv'), href: outcomeFile(scenario, filter) }]} />}
    >
      <div className="filters filters-tight">
        {choices.map(({ field, label, all, options }) => (
          <NativeSelect
            key={field}
            label={label}
            value={chosen[field]}
            onChange={({ currentTarget }) => setChosen({ ...chosen, [field]: currentTarget.value })}
            data={[{ value: '', label: all }, ...options]}
          />
        ))}
      </div>
      <GrowingList query={flags} empty={<Empty title={t('scenarios.noFlags')} text={t('scenarios.noFlagsText')} />}>
        {(items) => (
          <ul className="flag-list">
            {items.map((flag) => (
              <FlagItem key={`${flag.what} ${flag.id}`} flag={flag} />
            ))}
          </ul>
        )}
      </GrowingList>
    </Panel>
  );
}

const TONES = { raised: 'warn', cleared: 'good', changed: 'busy' } as const;

function FlagItem({ flag }: { flag: OutcomeFlag }) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = asFlag(flag);
  return (
    <li className={`flag-item flag-${flag.kind.split('.')[0]}`}>
      <div className="row between">
        <KindMark kind={flag.kind} />
        <Mark tone={TONES[flag.what]}>{t(`scenarios.outcomes.${flag.what}`)}</Mark>
      </div>
      <p>
        <Sentence flag={told} />
      </p>
      <details>
        <summary>{t('scenarios.why')}</summary>
        <p className="small">{format.name(flag.rule)}</p>
        {flag.before !== null && (
          <>
            <h3>{t('scenarios.beforeNumbers')}</h3>
            <Numbers numbers={flag.before} />
            <h3>{t('scenarios.afterNumbers')}</h3>
          </>
        )}
        <Numbers numbers={told.evidence} />
      </details>
    </li>
  );
}

/** As those that are: nobody followed it up, and it began at no moment. */
function asFlag({ what: _what, rule: _rule, before: _before, ...flag }: OutcomeFlag): Flag {
  return { ...flag, state: 'open', raisedAt: '', updatedAt: '', clearedAt: null, followUp: null };
}
