import { afterAll, beforeAll } from '@jest/globals';
import { signingIn } from './chapters/account.ts';
import { agreements } from './chapters/agreements.ts';
import { collectionPlan } from './chapters/collection-plan.ts';
import { contacts } from './chapters/contacts.ts';
import { commitments } from './chapters/commitments.ts';
import { deliveries } from './chapters/deliveries.ts';
import { demand } from './chapters/demand.ts';
import { everyScreen } from './chapters/every-screen.ts';
import { followUp } from './chapters/follow-up.ts';
import { liveChanges } from './chapters/live-changes.ts';
import { participants } from './chapters/participants.ts';
import { planReview } from './chapters/plan-review.ts';
import { plans } from './chapters/plans.ts';
import { profilePage } from './chapters/profile-page.ts';
import { purchaseCheck } from './chapters/purchase-check.ts';
import { representing } from './chapters/representing.ts';
import { searching } from './chapters/searching.ts';
import { titleDecisions } from './chapters/title-decisions.ts';
import { unsavedEdits } from './chapters/unsaved-edits.ts';
import { weeding } from './chapters/weeding.ts';
import { PATIENCE, World } from './world.ts';

/** The chapters share one system, since starting it takes longest: each is about one capability and stands by itself. */
const world = new World();

beforeAll(() => world.open(), PATIENCE);
afterAll(() => world.close(), 60_000);

signingIn(world);
deliveries(world);
plans(world);
searching(world);
titleDecisions(world);
purchaseCheck(world);
planReview(world);
unsavedEdits(world);
liveChanges(world);
profilePage(world);
followUp(world);
collectionPlan(world);
agreements(world);
participants(world);
contacts(world);
weeding(world);
representing(world);
commitments(world);
demand(world);
everyScreen(world);
