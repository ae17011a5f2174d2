import {
  IconArchive,
  IconArrowsExchange,
  IconBook2,
  IconChecklist,
  IconFileCheck,
  IconFlag3,
  IconGitBranch,
  IconGridDots,
  IconHeartHandshake,
  IconHome,
  IconListCheck,
  IconListDetails,
  IconPackageExport,
  IconSearch,
  IconShoppingCart,
  IconBooks,
  IconTool,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { openFlagsQuery } from '../api/coverage.ts';
import { useMe, useRole } from './session.tsx';

const WORK = [
  { to: '/', name: 'dashboard', Icon: IconHome },
  { to: '/dekking', name: 'coverage', Icon: IconGridDots },
  { to: '/signaleringen', name: 'flags', Icon: IconFlag3 },
  { to: '/bezit', name: 'holdings', Icon: IconBooks },
  { to: '/metadatakwaliteit', name: 'quality', Icon: IconChecklist },
  { to: '/zoeken', name: 'search', Icon: IconSearch },
  { to: '/controle', name: 'purchaseCheck', Icon: IconShoppingCart },
  { to: '/acquisitieplannen', name: 'plans', Icon: IconFileCheck },
  { to: '/afspraken', name: 'agreements', Icon: IconHeartHandshake },
  { to: '/afstoten', name: 'weeding', Icon: IconPackageExport },
  { to: '/bewaarafspraken', name: 'commitments', Icon: IconArchive },
  { to: '/ibl', name: 'demand', Icon: IconArrowsExchange },
] as const;

const REFERENCE = [
  { to: '/collectieplan', name: 'collectionPlan', Icon: IconListDetails },
  { to: '/scenarios', name: 'scenarios', Icon: IconGitBranch },
  { to: '/uitvoeringsagenda', name: 'agenda', Icon: IconListCheck },
  { to: '/deelnemers', name: 'participants', Icon: IconUsersGroup },
  { to: '/begrippen', name: 'glossary', Icon: IconBook2 },
] as const;

const ADMINISTRATION = [{ to: '/beheer', name: 'parked', Icon: IconTool }] as const;

/** The way to every screen. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  const administrator = useRole('administrator');
  return (
    <nav aria-label={t('shell.nav.label')} className="nav">
      <Group name={t('shell.nav.work')} items={WORK} onNavigate={onNavigate} />
      <Group
        name={t('shell.nav.reference')}
        items={administrator ? [...REFERENCE, ...ADMINISTRATION] : REFERENCE}
        onNavigate={onNavigate}
      />
    </nav>
  );
}

type Item = (typeof WORK)[number] | (typeof REFERENCE)[number] | (typeof ADMINISTRATION)[number];

interface GroupProps {
  readonly name: string;
  readonly items: readonly Item[];
  readonly onNavigate: (() => void) | undefined;
}

function Group({ name, items, onNavigate }: GroupProps) {
  const { t } = useTranslation();
  return (
    <div>
      <p className="nav-group">{name}</p>
      <ul>
        {items.map(({ to, name: item, Icon }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} className="nav-link" onClick={onNavigate}>
              <Icon size={20} stroke={1.6} aria-hidden />
              {t(`shell.nav.${item}`)}
              {item === 'flags' && <OpenFlags />}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many open flags concern me, or the network when I act for no participant. */
function OpenFlags() {
  const { t } = useTranslation();
  const { participant } = useMe();
  const { data } = useQuery(openFlagsQuery);
  const mine = data?.filter((flag) => !participant || flag.participants.some(({ isil }) => isil === participant));
  if (mine === undefined || mine.length === 0) return null;
  return (
    <span className="nav-count">
      {mine.length}
      <span className="sr-only"> {t('flags.state.open')}</span>
    </span>
  );
}
