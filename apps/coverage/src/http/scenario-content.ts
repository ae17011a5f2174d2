import { randomUUID } from 'node:crypto';
import type { LocalisedName } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import type { ClassificationRange, Scope } from '#libs/scopes';
import type { ScenarioContent } from '../model/scenario.ts';
import type { ScenarioChange } from '../model/scenario-change.ts';
import {
  AgreementAddedRequest,
  AgreementEndedRequest,
  type AnyChangeRequest,
  ParticipantClosedRequest,
  PlanAcceptedRequest,
  ProfileAddedRequest,
  type ProfileNameRequest,
  QuantitiesCutRequest,
  type RangeRequest,
  ReferenceSetRequest,
  type ScenarioRequest,
  type ScopeRequest,
  ScopeSetRequest,
  TargetRemovedRequest,
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

function changeOf(asked: AnyChangeRequest): ScenarioChange {
  const about = { id: asked.id ?? randomUUID(), because: asked.because?.trim() || null };
  if (asked instanceof TargetSetRequest) {
    return { ...about, kind: 'target-set', profile: asked.profile, ...targetIn(asked) };
  }
  if (asked instanceof TargetRemovedRequest) {
    return { ...about, kind: 'target-removed', profile: asked.profile, activity: asked.activity };
  }
  if (asked instanceof ScopeSetRequest) {
    return { ...about, kind: 'scope-set', profile: asked.profile, scope: scopeOf(asked.scope) };
  }
  if (asked instanceof ReferenceSetRequest) {
    return { ...about, kind: 'reference-set', profile: asked.profile, measuredAgainst: asked.measuredAgainst };
  }
  if (asked instanceof ProfileAddedRequest) {
    const { profile, scope } = asked;
    return { ...about, kind: 'profile-added', profile, name: nameOf(asked.name), scope: scopeOf(scope) };
  }
  if (asked instanceof PlanAcceptedRequest) {
    return { ...about, kind: 'plan-accepted', acquisitionPlan: asked.acquisitionPlan };
  }
  if (asked instanceof AgreementEndedRequest) {
    return { ...about, kind: 'agreement-ended', agreement: asked.agreement, on: asked.on };
  }
  if (asked instanceof AgreementAddedRequest) {
    const { participant, profile, activity, level, from, to } = asked;
    const { currentLevel = null, languageCoverage = null, titles = 0, copies = 0 } = asked;
    const terms = { participant, profile, activity, level, currentLevel, languageCoverage, from, to, titles, copies };
    return { ...about, kind: 'agreement-added', ...terms };
  }
  if (asked instanceof ParticipantClosedRequest) {
    return { ...about, kind: 'participant-closed', participant: asked.participant, on: asked.on };
  }
  if (asked instanceof QuantitiesCutRequest) {
    const { percent, participant = null, profile = null } = asked;
    return { ...about, kind: 'quantities-cut', percent, participant, profile };
  }
  return { ...about, kind: 'profile-removed', profile: asked.profile };
}

function targetIn({ activity, level, ...asked }: TargetSetRequest) {
  const { minimumParticipants = null, maximumParticipants = null, minimumTitles = null } = asked;
  const { minimumRetained = null, overlapThreshold = null, enoughHolders = null } = asked;
  if (activity !== 'preserve' && minimumRetained !== null) {
    throw new Refusal('request.invalid', 'How many are to keep each title is asked of preserve alone; leave it out');
  }
  const participants = { minimumParticipants, maximumParticipants };
  return { activity, level, ...participants, minimumTitles, minimumRetained, overlapThreshold, enoughHolders };
}

function scopeOf({ classification, material, language, audience }: ScopeRequest): Scope {
  return { classification: classification.map(rangeOf), material, language, audience };
}

function nameOf({ nl, en }: ProfileNameRequest): LocalisedName {
  const english = en?.trim() ?? '';
  return english === '' ? { nl: nl.trim() } : { nl: nl.trim(), en: english };
}

function rangeOf({ scheme, prefix, notation, from, to }: RangeRequest): ClassificationRange {
  const forms = [
    ...(prefix === undefined ? [] : [{ scheme, prefix }]),
    ...(notation === undefined ? [] : [{ scheme, notation }]),
    ...(from === undefined || to === undefined ? [] : [{ scheme, from, to }]),
  ];
  const [range, ...others] = forms;
  const halfway = (from === undefined) !== (to === undefined);
  if (range !== undefined && others.length === 0 && !halfway) return range;
  throw new Refusal(
    'request.invalid',
    'A part of a classification is a prefix, a notation, or from and to: one of these',
  );
}
