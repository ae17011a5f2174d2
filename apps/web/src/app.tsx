import { lazy } from 'react';
import { createBrowserRouter } from 'react-router';
import { Dashboard } from './dashboard/dashboard.tsx';
import { Broken, NotFound } from './shell/lost.tsx';
import { Shell } from './shell/shell.tsx';

const CoverageMatrix = lazy(() => import('./coverage/coverage-page.tsx'));
const LandscapePage = lazy(() => import('./landscape/landscape-page.tsx'));
const ReportPage = lazy(() => import('./report/report-page.tsx'));
const TwoDaysPage = lazy(() => import('./two-days/two-days-page.tsx'));
const ProfilePage = lazy(() => import('./coverage/profile-page.tsx'));
const FlagsPage = lazy(() => import('./flags/flags-page.tsx'));
const FlagPage = lazy(() => import('./flags/flag-page.tsx'));
const HoldingsPage = lazy(() => import('./holdings/holdings-page.tsx'));
const RunPage = lazy(() => import('./holdings/run-page.tsx'));
const SourcePage = lazy(() => import('./sources/source-page.tsx'));
const QualityPage = lazy(() => import('./metadata-quality/quality-page.tsx'));
const SourceQualityPage = lazy(() => import('./metadata-quality/source-quality-page.tsx'));
const PlansPage = lazy(() => import('./acquisition-plans/plans-page.tsx'));
const PlanPage = lazy(() => import('./acquisition-plans/plan-page.tsx'));
const PurchaseCheckPage = lazy(() => import('./purchase-check/purchase-check-page.tsx'));
const SearchPage = lazy(() => import('./search/search-page.tsx'));
const TitlePage = lazy(() => import('./titles/title-page.tsx'));
const PlanForm = lazy(() => import('./acquisition-plans/form-page.tsx'));
const AgreementsPage = lazy(() => import('./agreements/agreements-page.tsx'));
const AgendaPage = lazy(() => import('./agreements/agenda-page.tsx'));
const AgreementPage = lazy(() => import('./agreements/agreement-page.tsx'));
const WeedingPage = lazy(() => import('./weeding/weeding-page.tsx'));
const WeedingListPage = lazy(() => import('./weeding/list-page.tsx'));
const CommitmentsPage = lazy(() => import('./commitments/commitments-page.tsx'));
const DemandPage = lazy(() => import('./demand/demand-page.tsx'));
const CollectionPlanPage = lazy(() => import('./collection-plan/collection-plan-page.tsx'));
const DifferencePage = lazy(() => import('./collection-plan/difference-page.tsx'));
const ScenariosPage = lazy(() => import('./scenarios/scenarios-page.tsx'));
const DivisionsPage = lazy(() => import('./division/divisions-page.tsx'));
const DivisionPage = lazy(() => import('./division/division-page.tsx'));
const ScenarioPage = lazy(() => import('./scenarios/scenario-page.tsx'));
const ExecutionAgendaPage = lazy(() => import('./execution-agenda/agenda-page.tsx'));
const NetworkAgreementPage = lazy(() => import('./execution-agenda/agreement-page.tsx'));
const ParticipantsPage = lazy(() => import('./participants/participants-page.tsx'));
const ComparisonPage = lazy(() => import('./comparison/comparison-page.tsx'));
const ParticipantPage = lazy(() => import('./participants/participant-page.tsx'));
const GlossaryPage = lazy(() => import('./glossary/glossary-page.tsx'));
const ParkedPage = lazy(() => import('./parked/parked-page.tsx'));

/** Addresses are in the users' language, as the screens are. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      { index: true, element: <Dashboard /> },
      { path: 'dekking', element: <CoverageMatrix /> },
      { path: 'dekking/:code', element: <ProfilePage /> },
      { path: 'kaart', element: <LandscapePage /> },
      { path: 'dagen-vergelijken', element: <TwoDaysPage /> },
      { path: 'rapport', element: <ReportPage /> },
      { path: 'signaleringen', element: <FlagsPage /> },
      { path: 'signaleringen/:id', element: <FlagPage /> },
      { path: 'bezit', element: <HoldingsPage /> },
      { path: 'bezit/bron/:isil/:source', element: <SourcePage /> },
      { path: 'bezit/:id', element: <RunPage /> },
      { path: 'metadatakwaliteit', element: <QualityPage /> },
      { path: 'metadatakwaliteit/:isil/:source', element: <SourceQualityPage /> },
      { path: 'zoeken', element: <SearchPage /> },
      { path: 'titels/:id', element: <TitlePage /> },
      { path: 'controle', element: <PurchaseCheckPage /> },
      { path: 'acquisitieplannen', element: <PlansPage /> },
      { path: 'acquisitieplannen/nieuw', element: <PlanForm /> },
      { path: 'acquisitieplannen/:id', element: <PlanPage /> },
      { path: 'acquisitieplannen/:id/wijzigen', element: <PlanForm /> },
      { path: 'afspraken', element: <AgreementsPage /> },
      { path: 'afspraken/agenda', element: <AgendaPage /> },
      { path: 'afspraken/:id', element: <AgreementPage /> },
      { path: 'afstoten', element: <WeedingPage /> },
      { path: 'afstoten/:id', element: <WeedingListPage /> },
      { path: 'bewaarafspraken', element: <CommitmentsPage /> },
      { path: 'ibl', element: <DemandPage /> },
      { path: 'collectieplan', element: <CollectionPlanPage /> },
      { path: 'collectieplan/verschil', element: <DifferencePage /> },
      { path: 'collectieplan/:plan/:version', element: <CollectionPlanPage /> },
      { path: 'scenarios', element: <ScenariosPage /> },
      { path: 'scenarios/verdeling', element: <DivisionsPage /> },
      { path: 'scenarios/verdeling/:id', element: <DivisionPage /> },
      { path: 'scenarios/:id', element: <ScenarioPage /> },
      { path: 'uitvoeringsagenda', element: <ExecutionAgendaPage /> },
      { path: 'uitvoeringsagenda/:code', element: <NetworkAgreementPage /> },
      { path: 'deelnemers', element: <ParticipantsPage /> },
      { path: 'deelnemers/vergelijken', element: <ComparisonPage /> },
      { path: 'deelnemers/:isil', element: <ParticipantPage /> },
      { path: 'begrippen', element: <GlossaryPage /> },
      { path: 'beheer', element: <ParkedPage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
