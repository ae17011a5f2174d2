import { Migration } from '@mikro-orm/migrations';

/** Why the system changed an agreement by itself is kept apart from people's words, so that it can be told in any language. */
export class Causes20261126T0355 extends Migration {
  override up(): void {
    this.addSql(`alter table agreement add column ended_cause jsonb`);
    this.addSql(`alter table agreement_version add column cause jsonb`);
    for (const [code, form, parameters] of KNOWN) {
      const cause = `jsonb_build_object('code', '${code}', 'parameters', jsonb_build_object(${parameters
        .map((name, place) => `'${name}', regexp_replace(written, '${form}', '\\${place + 1}')`)
        .join(', ')}))`;
      for (const [table, written, column] of KEPT) {
        const value = cause.replaceAll('written', written);
        this.addSql(`update ${table} set ${column} = ${value} where ${written} ~ '${form}'`);
      }
    }
  }
}

/** The sentences that were kept until now, in the form of each. */
const KNOWN = [
  ['plan-accepted', `^Accepted: ''(.*)''$`, ['plan']],
  ['plan-amended', `^Amended by ''(.*)''$`, ['plan']],
  ['participant-leaves', '^(.*) leaves$', ['participant']],
  ['participant-closed', '^(.*) closed on ([0-9-]{10})$', ['participant', 'on']],
  ['participant-merged', '^(.*) merged into ([^ ]+) on ([0-9-]{10})$', ['participant', 'survivor', 'on']],
  ['survivor-leaves', '^([^ ]+) takes part until ([0-9-]{10})$', ['survivor', 'on']],
] as const;

const KEPT = [
  ['agreement', 'ended_because', 'ended_cause'],
  ['agreement_version', 'because', 'cause'],
] as const;
