import { ActionIcon, Button, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/session.ts';
import { useConnected } from '../live/live.tsx';
import { chooseLanguage } from '../words.ts';
import { useMe, useNames } from './session.tsx';

const SCHEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const;

/** Who is signed in and for whom, with the choices that are theirs. */
export function Account() {
  const { t } = useTranslation();
  const me = useMe();
  const name = useNames();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const roles = me.roles.map((role) => t(`shell.role.${role}`)).join(', ');
  return (
    <Menu position="bottom-end" width={260} shadow="md" returnFocus>
      <Menu.Target>
        <Button variant="subtle" className="account" rightSection={<IconChevronDown size={14} aria-hidden />}>
          <IconUserCircle size={26} stroke={1.4} aria-hidden />
          <span className="account-text">
            <span className="account-name">{me.name}</span>
            <span className="account-role">{me.participant ? name(me.participant) : roles}</span>
          </span>
          <span className="sr-only">{t('shell.account')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name} · {roles}
          {me.participant && (
            <>
              <br />
              {name(me.participant)} · {me.participant}
            </>
          )}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('shell.theme.label')}</Menu.Label>
        {SCHEMES.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => setColorScheme(scheme)}
            {...(colorScheme === scheme && { 'aria-current': true, className: 'chosen' })}
          >
            {t(`shell.theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other = i18n.language === 'nl' ? 'en' : 'nl';
  return (
    <ActionIcon variant="subtle" size="lg" className="language" onClick={() => chooseLanguage(other)}>
      <span className={i18n.language === 'nl' ? 'on' : ''}>NL</span>
      <span className={i18n.language === 'en' ? 'on' : ''}>EN</span>
      <span className="sr-only">. {t('shell.language')}</span>
    </ActionIcon>
  );
}

export function LiveSign() {
  const { t } = useTranslation();
  const connected = useConnected();
  return (
    <Tooltip label={t(connected ? 'shell.live.onText' : 'shell.live.offText')}>
      {/* A tooltip opens on focus too, so what carries it must take focus. */}
      <button type="button" className={`live ${connected ? 'live-on' : 'live-off'}`}>
        <span className="live-dot" aria-hidden />
        {t(connected ? 'shell.live.on' : 'shell.live.off')}
      </button>
    </Tooltip>
  );
}
