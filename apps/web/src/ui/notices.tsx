import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';

/** Short messages in the corner; the cross that closes them has a name, which it lacks by itself. */
export function Notices() {
  const { t } = useTranslation();
  const closeButtonProps = { 'aria-label': t('ui.close') };
  return (
    <MantineThemeProvider inherit theme={{ components: { Notification: { defaultProps: { closeButtonProps } } } }}>
      <Notifications position="bottom-right" />
    </MantineThemeProvider>
  );
}
