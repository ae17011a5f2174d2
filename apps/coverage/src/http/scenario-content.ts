import { randomUUID } from 'node:crypto';
import { Refusal } from '#libs/kernel';
import type { ScenarioContent } from '../model/scenario.ts';
import type { ScenarioChange } from '../model/scenario-change.ts';
import {
  AgreementAddedRequest,
  type AnyChangeRequest,
  QuantitiesCutRequest,
  type ScenarioRequest,
  TargetSetRequest,
} from './scenarios.requests.ts';

/** What was written of a scenario, whole: what was left out is said to be nothing. */
export function contentOf({ name, on, shared, changes }: ScenarioRequest): ScenarioContent {
  const made = changes.map(changeOf);
  if (new Set(made.map(({ id }) => id)).size < made.length) {
    throw new Refusal('request.invalid', 'Two changes have the same id; leave it out of those that are new');
  }
  return { name: name.trim(), on: on ?? null, shared, changes: made };
}

function changeOf(request: AnyChangeRequest): ScenarioChange {
  const { id = randomUUID(), because } = request;
  if (request instanceof TargetSetRequest && request.activity !== 'preserve' && request.minimumRetained != null) {
    throw new Refusal('request.invalid', 'How many are to keep each title is asked of preserve alone; leave it out');
  }
  const nothing =
    request instanceof TargetSetRequest
      ? {
          minimumParticipants: null,
          maximumParticipants: null,
          minimumTitles: null,
          minimumRetained: null,
          overlapThreshold: null,
          enoughHolders: null,
        }
      : request instanceof AgreementAddedRequest
        ? { currentLevel: null, languageCoverage: null, titles: 0, copies: 0 }
        : request instanceof QuantitiesCutRequest
          ? { participant: null, profile: null }
          : {};
  const given = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
  return { ...nothing, ...given, id, because: because?.trim() || null } as unknown as ScenarioChange;
}
