import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contactsQuery } from '../api/contacts.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { ContactList } from './contact-list.tsx';

/** Who knows about a profile, at which participant. */
export function WhoKnows({ profile }: { profile: string }) {
  const { t } = useTranslation();
  const contacts = useQuery(contactsQuery({ profile }));
  return (
    <Panel title={t('contacts.whoKnows')}>
      <Loaded query={contacts}>
        {(items) =>
          items.length === 0 ? (
            <p className="dim">{t('contacts.nobodyKnows')}</p>
          ) : (
            <ContactList contacts={items} about={profile} />
          )
        }
      </Loaded>
    </Panel>
  );
}
