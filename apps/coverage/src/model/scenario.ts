import { type Day, Refusal } from '#libs/kernel';
import type { ScenarioChange } from './scenario-change.ts';

export interface ScenarioOwner {
  readonly id: string;
  readonly name: string;
}

/** What its owner writes of a scenario. */
export interface ScenarioContent {
  readonly name: string;
  /** The day that it is judged for; `null`: the day on which the live state was judged last. */
  readonly on: Day | null;
  readonly shared: boolean;
  readonly changes: readonly ScenarioChange[];
}

/** A branch of the plan, the agreements and the participants, on which anything may change; it changes nothing of these. */
export class Scenario {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string;
  /** The version of the collection plan in force when it was made. */
  readonly plan: string;
  readonly planVersion: number;
  name!: string;
  on!: Day | null;
  shared!: boolean;
  changes!: readonly ScenarioChange[];
  version = 0;
  readonly madeAt: Date;
  changedAt!: Date;

  constructor(
    id: string,
    owner: ScenarioOwner,
    base: { plan: string; version: number },
    content: ScenarioContent,
    at: Date,
  ) {
    this.id = id;
    this.ownerId = owner.id;
    this.ownerName = owner.name;
    this.plan = base.plan;
    this.planVersion = base.version;
    this.madeAt = at;
    this.write(content, at);
  }

  /** Its owner writes it anew, having seen its newest version. */
  edit(by: ScenarioOwner, seen: number, content: ScenarioContent, at: Date): void {
    this.refuseOthers(by);
    this.expect(seen);
    this.write(content, at);
  }

  /** Whether somebody may see it: its owner, and when it is shared everybody. */
  isSeenBy({ id }: ScenarioOwner): boolean {
    return this.shared || id === this.ownerId;
  }

  refuseOthers({ id }: ScenarioOwner): void {
    if (id === this.ownerId) return;
    throw new Refusal(
      'scenario.not-yours',
      `Only ${this.ownerName}, who made this scenario, can change it; make a copy`,
      [],
      { name: this.ownerName },
    );
  }

  expect(seen: number): void {
    if (seen === this.version) return;
    throw new Refusal(
      'scenario.stale',
      `This scenario has been changed since: it is at version ${this.version}, not ${seen}; read it again`,
    );
  }

  private write({ name, on, shared, changes }: ScenarioContent, at: Date): void {
    this.name = name;
    this.on = on;
    this.shared = shared;
    this.changes = changes;
    this.changedAt = at;
    this.version += 1;
  }
}
