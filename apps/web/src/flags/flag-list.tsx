import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Flag, FollowUp } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { KindMark } from './kind-mark.tsx';
import { FOLLOW_UP_TONES } from './kinds.ts';
import { Sentence } from './sentence.tsx';

interface FlagListProps {
  readonly flags: readonly Flag[];
  /** Opens the explanation beside the list; without it the explanation is a page of its own. */
  readonly onOpen?: (flag: Flag) => void;
}

/** Flags as sentences; each leads to its explanation. */
export function FlagList({ flags, onOpen }: FlagListProps) {
  return (
    <ul className="flag-list">
      {flags.map((flag) => (
        <FlagItem key={flag.id} flag={flag} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function FlagItem({ flag, onOpen }: { flag: Flag; onOpen: ((flag: Flag) => void) | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={`flag-item flag-${flag.kind.split('.')[0]}`}>
      <div className="row between">
        <KindMark kind={flag.kind} />
        {flag.state === 'cleared' ? (
          <Mark tone="good">{t('flags.cleared', { day: format.day(flag.clearedAt) })}</Mark>
        ) : (
          flag.raisedAt !== '' && (
            <span className="dim small">{t('flags.raised', { day: format.day(flag.raisedAt) })}</span>
          )
        )}
      </div>
      <p>
        <Sentence flag={flag} />
      </p>
      {flag.state === 'open' && flag.followUp !== null && <FollowedUp {...flag.followUp} />}
      <Link
        to={`/signaleringen/${flag.id}`}
        className="flag-open"
        onClick={(event) => {
          if (onOpen === undefined || event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(flag);
        }}
      >
        {t('flags.open')}
        <span className="sr-only">
          : {format.name(flag.profileName)}, {flag.subject}
        </span>
      </Link>
    </li>
  );
}

/** What was done about it, in a few words; nothing while nobody looked. */
function FollowedUp({ state, assignedTo, waivedUntil }: FollowUp) {
  const { t } = useTranslation();
  const format = useFormat();
  if (state === 'new' && assignedTo === null) return null;
  return (
    <p className="small row">
      {state !== 'new' && <Mark tone={FOLLOW_UP_TONES[state]}>{t(`flags.followUp.state.${state}`)}</Mark>}
      {waivedUntil !== null && <span>{t('flags.followUp.untilDay', { day: format.day(waivedUntil) })}</span>}
      {assignedTo !== null && <span>{t('flags.followUp.assignedTo', { name: assignedTo })}</span>}
    </p>
  );
}
