import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useProfileName } from '../agreements/use-profile-name.ts';
import type { Contact } from '../api/contacts.ts';

interface ContactListProps {
  readonly contacts: readonly Contact[];
  /** The profile that is asked about; without it every profile of each is shown. */
  readonly about?: string;
  readonly actions?: (contact: Contact) => ReactNode;
}

/** Whom one can ask, and how. */
export function ContactList({ contacts, about, actions }: ContactListProps) {
  const { t } = useTranslation();
  return (
    <ul className="items">
      {contacts.map((it) => (
        <li key={it.id} className="item">
          <div className="row between">
            <span>
              <strong>{it.name}</strong>
              {it.position !== null && <span className="dim"> · {it.position}</span>}
            </span>
            {actions?.(it)}
          </div>
          {about !== undefined && <Link to={`/deelnemers/${it.participant}`}>{it.participantName}</Link>}
          <p>
            <a href={`mailto:${it.email}`}>{it.email}</a>
            {it.phone !== null && (
              <>
                {' '}
                · <a href={`tel:${it.phone.replaceAll(/[^\d+]/g, '')}`}>{it.phone}</a>
              </>
            )}
          </p>
          <Known contact={it} about={about} />
          {about === undefined && it.expertise.length === 0 && <p className="dim small">{t('contacts.noExpertise')}</p>}
        </li>
      ))}
    </ul>
  );
}

function Known({ contact, about }: { contact: Contact; about: string | undefined }) {
  const profile = useProfileName();
  if (about !== undefined) {
    const note = contact.expertise.find((it) => it.profile === about)?.note;
    return note ? <p className="small">{note}</p> : null;
  }
  return (
    <ul className="small">
      {contact.expertise.map((it) => (
        <li key={it.profile}>
          <Link to={`/dekking/${encodeURIComponent(it.profile)}`}>{profile(it.profile)}</Link>
          {it.note !== null && `: ${it.note}`}
        </li>
      ))}
    </ul>
  );
}
