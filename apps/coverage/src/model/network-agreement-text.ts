import { FLAG_KINDS } from '#libs/contracts';
import { ACTIVITIES, isIsil } from '#libs/kernel';
import { type Action, AGREEMENT_KINDS, KB, type Measure, type NetworkAgreement } from './network-agreement.ts';
import { codeOf, dayAt, present, refuseDoubles } from './plan-values.ts';
import type { Place } from './yaml-place.ts';

const EXAMPLES = {
  agreement: '{ code: na-01, cluster: Collecties, kind: normative, text: … }',
  measure: '{ flags: [gap.unowned], profiles: [muziek], activity: collect }',
  action: '{ code: na-01-a, text: …, owner: KB, due: 2027-06-30 }',
};

/** The plan's own list at a place, of a plan with these profiles. */
export function networkAgreementsAt(place: Place, profiles: readonly string[]): NetworkAgreement[] {
  const read = place.list().map((at) => ({ at, agreement: agreementOf(at, profiles) }));
  refuseDoubles(read.map(({ at, agreement }) => ({ place: at, code: agreement?.said.code })));
  refuseDoubles(read.flatMap(({ agreement }) => agreement?.actions ?? []));
  return present(read.map(({ agreement }) => agreement?.said));
}

interface Read {
  readonly said: NetworkAgreement;
  readonly actions: readonly { readonly place: Place; readonly code: string | undefined }[];
}

/** One agreement of the list at a place; its mistakes are told there. */
export function networkAgreementAt(place: Place, profiles: readonly string[]): NetworkAgreement | undefined {
  return agreementOf(place, profiles)?.said;
}

function agreementOf(place: Place, profiles: readonly string[]): Read | undefined {
  const given = place.fields(
    ['code', 'cluster', 'kind', 'text', 'opgaven?', 'measuredBy?', 'actions?'],
    EXAMPLES.agreement,
  );
  const code = given.code === undefined ? undefined : codeOf(given.code);
  const cluster = given.cluster?.text();
  const kind = given.kind?.oneOf(AGREEMENT_KINDS, 'agreement-kind-unknown');
  const text = given.text?.text();
  const opgaven = present(given.opgaven?.list().map(opgaveOf));
  const measuredBy = given.measuredBy === undefined ? null : measureOf(given.measuredBy, profiles);
  const actions = (given.actions?.list() ?? []).map((at) => ({ place: at, action: actionOf(at) }));
  if (code === undefined || cluster === undefined || kind === undefined || text === undefined) return undefined;
  return {
    said: { code, cluster, kind, text, opgaven, measuredBy, actions: present(actions.map(({ action }) => action)) },
    actions: actions.map(({ place: at, action }) => ({ place: at, code: action?.code })),
  };
}

/** In a spreadsheet bars divide them. */
function opgaveOf(place: Place): string | undefined {
  const opgave = place.text();
  if (opgave === undefined || !/[|\\]/.test(opgave)) return opgave;
  return place.wrong('opgave-malformed', { written: opgave });
}

function measureOf(place: Place, known: readonly string[]): Measure {
  const given = place.fields(['flags?', 'profiles?', 'activity?'], EXAMPLES.measure);
  if (Object.keys(given).length === 0) place.wrong('measure-empty', { example: EXAMPLES.measure });
  return {
    flags: present(given.flags?.list().map((it) => it.oneOf(FLAG_KINDS, 'flag-kind-unknown'))),
    profiles: present(given.profiles?.list().map((it) => it.oneOf(known, 'flag-profile-unknown'))),
    activity: given.activity?.oneOf(ACTIVITIES, 'flag-activity-unknown') ?? null,
  };
}

function actionOf(place: Place): Action | undefined {
  const given = place.fields(['code', 'text', 'owner', 'due'], EXAMPLES.action);
  const code = given.code === undefined ? undefined : codeOf(given.code);
  const text = given.text?.text();
  const owner = given.owner === undefined ? undefined : ownerOf(given.owner);
  const due = given.due === undefined ? undefined : dayAt(given.due);
  if (code === undefined || text === undefined || owner === undefined || due === undefined) return undefined;
  return { code, text, owner, due };
}

function ownerOf(place: Place): string | undefined {
  const owner = place.text();
  if (owner === undefined || canOwn(owner)) return owner;
  return place.wrong('owner-unknown', { written: owner });
}

function canOwn(owner: string): boolean {
  return owner === KB || isIsil(owner);
}
