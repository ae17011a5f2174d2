import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { TAKEN_ON } from '../api/candidates.ts';
import { type FlagExplanation, explanationQuery } from '../api/flag.ts';
import { FlagCandidates } from '../candidates/flag-candidates.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { Agreements, Events, History } from './behind.tsx';
import { FollowUp } from './follow-up.tsx';
import { KindMark } from './kind-mark.tsx';
import { Numbers } from './numbers.tsx';
import { Sentence } from './sentence.tsx';
import { ShortTitles } from './short-titles.tsx';
import { TimeLine } from './time-line.tsx';

interface ExplanationProps {
  readonly id: string;
  /** The level of the heading that it stands under. */
  readonly under?: 1 | 2;
}

/** Why a flag is there: the sentence, the rule, the numbers, the agreements and what happened to it. */
export function Explanation({ id, under = 2 }: ExplanationProps) {
  const query = useQuery(explanationQuery(id));
  return (
    <Loaded query={query} rows={8}>
      {(flag) => <Sheet flag={flag} order={under === 1 ? 2 : 3} />}
    </Loaded>
  );
}

function Sheet({ flag, order }: { flag: FlagExplanation; order: 2 | 3 }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <article className="explanation">
      <div className="row between">
        <KindMark kind={flag.kind} />
        <Mark tone={flag.state === 'open' ? 'warn' : 'good'}>{t(`flags.state.${flag.state}`)}</Mark>
      </div>
      <p className="explanation-sentence">
        <Sentence flag={flag} />
      </p>
      <p className="dim small">
        {t('flags.concerns')}:{' '}
        {flag.participants.length === 0 ? t('flags.network') : format.list(flag.participants.map(({ name }) => name))} ·{' '}
        <Link to={`/dekking/${encodeURIComponent(flag.profile)}`}>{format.name(flag.profileName)}</Link>
      </p>
      <FollowUp flag={flag} order={order} />
      <section>
        <Title order={order}>{t('flags.rule')}</Title>
        <p>{format.name(flag.rule)}</p>
      </section>
      {flag.kind === 'gap.upcoming' && (
        <section>
          <Title order={order}>{t('flags.timeLine.title')}</Title>
          <TimeLine flag={flag} />
        </section>
      )}
      <section>
        <Title order={order}>{t('flags.numbers')}</Title>
        <Numbers numbers={flag.numbers} />
      </section>
      {flag.kind === 'gap.preservation' && flag.state === 'open' && (
        <section>
          <Title order={order}>{t('flags.short.heading')}</Title>
          <ShortTitles flag={flag.id} />
        </section>
      )}
      {TAKEN_ON.has(flag.kind) && flag.state === 'open' && (
        <section>
          <Title order={order}>{t('candidates.title')}</Title>
          <FlagCandidates flag={flag} />
        </section>
      )}
      <section>
        <Title order={order}>{t('flags.agreements')}</Title>
        <Agreements flag={flag} />
      </section>
      <section>
        <Title order={order}>{t('flags.history')}</Title>
        <History flag={flag} />
        {flag.events.length > 0 && <Events events={flag.events} />}
      </section>
      <p className="dim small">{t('flags.advice')}</p>
    </article>
  );
}
