import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../api/problem.ts';
import { toldPlace } from '../refusals/place.ts';
import { told, toldOfDetail } from '../refusals/told.ts';
import { useFormat } from './format.ts';

/** Places that are named where something is wrong: a file may be wrong on each of thousands of lines. */
const NAMED = 20;

interface ProblemNoteProps {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}

/** Says what went wrong, where, and what to do. */
export function ProblemNote({ error, retry }: ProblemNoteProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const problem = problemOf(error);
  const more = problem.details.length - NAMED;
  const kind = kindOf(problem);
  const Icon = problem.isAway ? IconCloudOff : kind === 'forbidden' ? IconLock : IconAlertTriangle;
  return (
    <Alert
      color={problem.isAway ? 'ochre' : 'brick'}
      title={t(`ui.problem.${kind}`)}
      icon={<Icon aria-hidden />}
      role="alert"
      className="problem"
    >
      <Text problem={problem} other={t(`ui.problem.${kind}Text`)} />
      {problem.details.length > 0 && (
        <ul className="problem-details" aria-label={t('ui.details')}>
          {problem.details.slice(0, NAMED).map((detail) => (
            <li key={`${detail.at} ${detail.message}`}>
              <code>{toldPlace(detail.at, i18n.language)}</code> {toldOfDetail(detail, i18n.language)}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p>{t('ui.moreDetails', { shown: format.number(more) })}</p>}
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          {t('ui.retry')}
        </Button>
      )}
    </Alert>
  );
}

/** In the reader's language when the code is known; else what the service says itself, in English, if that helps. */
function Text({ problem, other }: { problem: Problem; other: string }) {
  const { i18n } = useTranslation();
  const words = told(problem, i18n.language);
  if (words !== undefined) return <p>{words}</p>;
  return saysItself(problem) ? <p lang="en">{problem.message}</p> : <p>{other}</p>;
}

type Kind = 'away' | 'offline' | 'forbidden' | 'notFound' | 'stale' | 'other';

export function kindOf({ status, code, isAway }: Problem): Kind {
  if (status === 0) return 'offline';
  if (isAway) return 'away';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 412 || code.endsWith('.stale')) return 'stale';
  return 'other';
}

function saysItself(problem: Problem): boolean {
  return !problem.isAway && problem.status !== 500 && problem.message !== '' && problem.status !== 404;
}
