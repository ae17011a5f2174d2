import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { profilesQuery } from '../api/agreements.ts';
import { type Commitment, type CommitmentState, MAY_BECOME } from '../api/commitments.ts';
import { useActsFor } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark, type Tone } from '../ui/mark.tsx';
import { AmendDialog } from './amend-dialog.tsx';
import { BecomeDialog } from './become-dialog.tsx';

const TONES: Record<CommitmentState, Tone> = {
  active: 'good',
  superseded: 'quiet',
  lost: 'bad',
  damaged: 'warn',
  missing: 'warn',
  'in-error': 'quiet',
};

/** Commitments in a few lines each, with what the reader may do. */
export function CommitmentList({ commitments }: { commitments: readonly Commitment[] }) {
  return (
    <ul className="items">
      {commitments.map((commitment) => (
        <Item key={commitment.id} commitment={commitment} />
      ))}
    </ul>
  );
}

function Item({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const [amended, setAmended] = useState<Commitment | null>(null);
  const { participant, participantName, from, until, state, condition, extent, note, policy, review, amendedBecause } =
    commitment;
  const mine = useActsFor(participant);
  const period = t('ui.period', {
    from: from === null ? t('ui.unknown') : format.day(from),
    to: until === null ? t('commitments.indefinite') : format.day(until),
  });
  const more = [
    condition !== null && t('commitments.conditionIs', { condition }),
    extent !== null && t('commitments.extentIs', { extent }),
    review !== null && t('commitments.reviewIs', { day: format.day(review.on), outcome: review.outcome ?? '–' }),
    note,
  ].filter((it): it is string => typeof it === 'string');
  return (
    <li className="item">
      <div className="row between">
        <span className="item-name">
          <Subject commitment={commitment} />
        </span>
        <Mark tone={TONES[state]}>{t(`commitments.state.${state}`)}</Mark>
      </div>
      <p>
        {participantName} · {period} · {policy}
      </p>
      {more.length > 0 && <p className="dim small">{more.join(' · ')}</p>}
      {amendedBecause !== null && (
        <p className="small">{t('commitments.amendedBecause', { because: amendedBecause })}</p>
      )}
      {state !== 'active' && <Became commitment={commitment} />}
      {mine && MAY_BECOME[state].length > 0 && (
        <div className="row item-actions">
          {state === 'active' && (
            <Button size="xs" variant="default" onClick={() => setAmended(commitment)}>
              {t('commitments.amend')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setAsked(true)}>
            {t('commitments.change')}
          </Button>
        </div>
      )}
      {amended !== null && <AmendDialog commitment={amended} close={() => setAmended(null)} />}
      {asked && <BecomeDialog commitment={commitment} close={() => setAsked(false)} />}
    </li>
  );
}

/** What it is about: a title, leading to who else keeps that, or a profile. */
function Subject({ commitment: { identifier, title, profile } }: { commitment: Commitment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  if (identifier === null) {
    return `${profile ?? ''} ${format.name(profiles?.find(({ code }) => code === profile)?.name)}`.trim();
  }
  return (
    <>
      <Link to={`/bewaarafspraken?deel=titel&nummer=${encodeURIComponent(identifier)}`}>
        {title ?? t('commitments.untitled')}
      </Link>{' '}
      <code>{identifier}</code>
    </>
  );
}

function Became({ commitment: { state, since, reason, successor } }: { commitment: Commitment }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="small">
      {t('commitments.becameOn', { state: t(`commitments.state.${state}`), day: format.day(since) })}
      {reason !== null && ` ${reason}`}
      {successor !== null && (
        <>
          {' '}
          {t('commitments.succeededBy')} <code>{successor}</code>
        </>
      )}
    </p>
  );
}
