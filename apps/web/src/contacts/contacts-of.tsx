import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Contact, contactsQuery } from '../api/contacts.ts';
import { useActsFor } from '../shell/session.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactList } from './contact-list.tsx';
import { RemoveContact } from './remove-contact.tsx';

type Asked = { readonly what: 'add' } | { readonly what: 'change' | 'remove'; readonly contact: Contact };

/** Whom to ask at a participant; its own people, and administrators, say who that is. */
export function ContactsOf({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const may = useActsFor(participant);
  const contacts = useQuery(contactsQuery({ participant }));
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const actions = (contact: Contact) => (
    <span className="row">
      {(['change', 'remove'] as const).map((what) => (
        <Button key={what} variant="subtle" size="xs" onClick={() => setAsked({ what, contact })}>
          {t(`contacts.${what}`)}
          <span className="sr-only">: {contact.name}</span>
        </Button>
      ))}
    </span>
  );
  return (
    <Panel
      title={t('contacts.title')}
      actions={
        may && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAsked({ what: 'add' })}
          >
            {t('contacts.add')}
          </Button>
        )
      }
    >
      <p className="dim small">{t('contacts.privacy')}</p>
      <Loaded query={contacts}>
        {(items) =>
          items.length === 0 ? (
            <p className="dim">{t('contacts.none')}</p>
          ) : (
            <ContactList contacts={items} {...(may && { actions })} />
          )
        }
      </Loaded>
      {asked?.what === 'add' && <ContactDialog participant={participant} known={null} close={close} />}
      {asked?.what === 'change' && <ContactDialog participant={participant} known={asked.contact} close={close} />}
      {asked?.what === 'remove' && <RemoveContact contact={asked.contact} close={close} />}
    </Panel>
  );
}
