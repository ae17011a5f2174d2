import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../api/problem.ts';

interface ProblemNoteProps {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}

/** Says what went wrong, where, and what to do. */
export function ProblemNote({ error, retry }: ProblemNoteProps) {
  const { t } = useTranslation();
  const problem = problemOf(error);
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
      <p>{saysItself(problem) ? problem.message : t(`ui.problem.${kind}Text`)}</p>
      {problem.details.length > 0 && (
        <ul className="problem-details" aria-label={t('ui.details')}>
          {problem.details.map((detail) => (
            <li key={`${detail.at} ${detail.message}`}>
              <code>{detail.at}</code> {detail.message}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          {t('ui.retry')}
        </Button>
      )}
    </Alert>
  );
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
