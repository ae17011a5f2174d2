import { Migration } from '@mikro-orm/migrations';

/** Consultation on versions of the collection plan: who asked for comments until when, the comments and their answers. */
export class Consultation20261126T2200 extends Migration {
  override up(): void {
    this.addSql(`alter table collection_plan add column consulted_until date`);
    this.addSql(`alter table collection_plan drop constraint collection_plan_state_known`);
    this.addSql(`
      alter table collection_plan
        add constraint collection_plan_state_known check (state in ('draft', 'consultation', 'adopted', 'superseded')),
        add constraint collection_plan_consulted_until_a_day
          check ((state = 'consultation') = (consulted_until is not null))`);
    this.addSql(`
      create table plan_consultation (
        plan text not null,
        version int not null,
        number int not null,
        what text not null constraint plan_consultation_what_known check (what in ('opened', 'moved', 'closed')),
        until date,
        by_name text not null,
        at timestamptz not null,
        constraint plan_consultation_pkey primary key (plan, version, number),
        constraint plan_consultation_of_plan foreign key (plan, version) references collection_plan,
        constraint plan_consultation_until_a_day check ((what = 'closed') = (until is null))
      )`);
    this.addSql(`
      create table plan_comment (
        id uuid constraint plan_comment_pkey primary key,
        plan text not null,
        version int not null,
        profile text,
        participant text not null,
        text text not null,
        written_by text not null,
        written_by_name text not null,
        written_at timestamptz not null,
        answer text constraint plan_comment_answer_known check (answer in ('accepted', 'declined')),
        answer_text text,
        answered_by text,
        answered_at timestamptz,
        withdrawn_at timestamptz,
        constraint plan_comment_of_plan foreign key (plan, version) references collection_plan,
        constraint plan_comment_answered_whole check (num_nulls(answer, answer_text, answered_by, answered_at) in (0, 4)),
        constraint plan_comment_answered_or_withdrawn check (answered_at is null or withdrawn_at is null)
      )`);
    this.addSql(`comment on column plan_comment.profile is 'null: the plan as a whole'`);
    this.addSql(`comment on column plan_comment.written_by is 'Id of the person, who may withdraw it'`);
    this.addSql(`create index plan_comment_by_plan on plan_comment (plan, version, written_at, id)`);
  }
}
