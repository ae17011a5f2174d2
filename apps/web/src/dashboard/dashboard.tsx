import { useTranslation } from 'react-i18next';
import { useMe, useNames, useRole } from '../shell/session.tsx';
import { Page } from '../ui/page.tsx';
import { ManagerDashboard } from './manager.tsx';
import { OwnerDashboard } from './owner.tsx';

/** How things stand for whoever is signed in. */
export function Dashboard() {
  const { t } = useTranslation();
  const me = useMe();
  const name = useNames();
  const owner = useRole('plan-owner', 'administrator');
  const lead = me.participant && !owner ? t('dashboard.leadManager', { participant: name(me.participant) }) : null;
  return (
    <Page title={t('dashboard.hello', { name: me.name.split(' ')[0] })} lead={lead ?? t('dashboard.leadOwner')}>
      {me.participant && !owner ? <ManagerDashboard participant={me.participant} /> : <OwnerDashboard />}
    </Page>
  );
}
