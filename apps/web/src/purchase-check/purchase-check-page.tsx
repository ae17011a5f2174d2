import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerFile, type BroughtList, checkQuery, unboughtQuery } from '../api/purchase-checks.ts';
import { useActing } from '../shell/acting.tsx';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Term } from '../ui/term.tsx';
import { Answer } from './answer.tsx';
import { AskForm, type CheckKind, type Question } from './ask-form.tsx';
import { UnboughtAnswer } from './unbought-answer.tsx';

interface Asked {
  readonly kind: CheckKind;
  readonly list: BroughtList;
}

/** Koop, overleg or leen of titles that one thinks of buying; or what nobody buys of an offer. */
export default function PurchaseCheckPage() {
  const { t, i18n } = useTranslation();
  const acting = useActing();
  const [asked, setAsked] = useState<Asked | null>(null);
  const questions = useRef(0);
  const listOf = (kind: CheckKind): BroughtList | null => (asked?.kind === kind ? asked.list : null);
  const check = useQuery(checkQuery(listOf('check')));
  const unbought = useQuery(unboughtQuery(listOf('unbought')));
  const fileOf = ({ kind, list }: Asked): Promise<Blob> => answerFile(kind, list, i18n.language);
  const ask = ({ kind, content, profile }: Question): void => {
    questions.current += 1;
    setAsked({ kind, list: { number: questions.current, content, participant: acting || undefined, profile } });
  };
  return (
    <Page
      title={t('check.title')}
      lead={
        <>
          {t('check.lead')} <Term id="profile" /> · <Term id="onOrder" /> · <Term id="extant" /> ·{' '}
          <Term id="loanRequest" />
        </>
      }
    >
      <div className="columns check-columns">
        <Panel title={t('check.ask')}>
          <AskForm busy={check.isFetching || unbought.isFetching} ask={ask} />
        </Panel>
        <div>
          {asked === null && (
            <Panel title={t('check.answer')}>
              <Empty title={t('check.waiting')} text={t('check.waitingText')} />
            </Panel>
          )}
          {asked?.kind === 'check' && (
            <Awaited query={check}>
              {(answer) => <Answer key={asked.list.number} check={answer} file={() => fileOf(asked)} />}
            </Awaited>
          )}
          {asked?.kind === 'unbought' && (
            <Awaited query={unbought}>
              {(answer) => <UnboughtAnswer answer={answer} file={() => fileOf(asked)} />}
            </Awaited>
          )}
        </div>
      </div>
    </Page>
  );
}

interface AwaitedProps<T> {
  readonly query: { readonly data: T | undefined; readonly error: Error | null; readonly refetch: () => unknown };
  readonly children: (answer: T) => ReactNode;
}

/** The answer; that it takes a while until it is there; what is wrong when there is none. */
function Awaited<T>({ query, children }: AwaitedProps<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  return (
    <Panel title={t('check.answer')}>
      {query.error === null ? (
        <>
          <p>{t('check.busy')}</p>
          <Waiting rows={6} />
        </>
      ) : (
        <ProblemNote error={query.error} retry={() => void query.refetch()} />
      )}
    </Panel>
  );
}
