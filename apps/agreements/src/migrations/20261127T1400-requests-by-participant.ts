import { Migration } from '@mikro-orm/migrations';

/** The yearly report asks what each participant requested in a year. */
export class RequestsByParticipant20261127T1400 extends Migration {
  override up(): void {
    this.addSql(`
      create index loan_request_of_participant on loan_request (participant, day) include (scope, outcome, count)`);
  }
}
