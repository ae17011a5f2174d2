import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActingChoice, useActing, usePart } from '../shell/acting.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { CheckPanel } from './check-panel.tsx';
import { CopiesToKeep } from './copies-to-keep.tsx';
import { ItemsPanel } from './items-panel.tsx';
import { ListsPanel } from './lists-panel.tsx';
import { OffersPanel } from './offers-panel.tsx';

/** The parts of the screen, by the names that they have in its address. */
const PARTS = {
  controle: 'check',
  aanbod: 'offers',
  titels: 'own',
  overgenomen: 'taken',
  lijsten: 'lists',
} as const;
type Part = keyof typeof PARTS;
/** What is there for who acts for no participant. */
const FOR_ALL: readonly Part[] = ['aanbod', 'titels', 'lijsten'];

/** Weeding without losing a last copy: check a list, offer, take over, and see what was released. */
export default function WeedingPage() {
  const { t } = useTranslation();
  const participant = useActing();
  const [search, go] = usePart();
  const parts = participant === '' ? FOR_ALL : (Object.keys(PARTS) as Part[]);
  const shown = parts.find((part) => part === search.get('deel')) ?? parts[0];
  const of = participant === '' ? {} : { participant };
  return (
    <Page
      title={t('weeding.title')}
      lead={
        <>
          {t('weeding.lead')} <Term id="withdrawal" /> · <Term id="offer" />
        </>
      }
    >
      <ActingChoice nobody={t('ui.allParticipants')} />
      <CopiesToKeep />
      <Tabs value={shown ?? null} onChange={(part) => part !== null && go({ deel: part }, true)} keepMounted={false}>
        <Tabs.List className="parts" aria-label={t('weeding.parts')}>
          {parts.map((part) => (
            <Tabs.Tab key={part} value={part}>
              {t(`weeding.part.${part === 'titels' && participant === '' ? 'all' : PARTS[part]}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="controle" keepMounted>
          <CheckPanel participant={participant} />
        </Tabs.Panel>
        <Tabs.Panel value="aanbod">
          <OffersPanel participant={participant} />
        </Tabs.Panel>
        <Tabs.Panel value="titels">
          <ItemsPanel title={t(participant === '' ? 'weeding.everyones' : 'weeding.own')} of={of} mixed />
        </Tabs.Panel>
        <Tabs.Panel value="overgenomen">
          <ItemsPanel title={t('weeding.taken')} of={{ acceptedBy: participant, state: 'accepted' }} mixed />
        </Tabs.Panel>
        <Tabs.Panel value="lijsten">
          <ListsPanel participant={participant} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
