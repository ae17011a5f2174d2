create table acquisition_plan (
  plan uuid not null,
  version integer not null,
  state text not null,
  participant integer not null,
  name text,
  valid_from date,
  valid_to date,
  lines jsonb not null,
  event uuid,
  constraint acquisition_plan_pkey PRIMARY KEY (plan),
  constraint acquisition_plan_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'accepted'::text, 'returned'::text, 'withdrawn'::text, 'rejected'::text, 'amended'::text])))
);
CREATE INDEX acquisition_plan_submitted ON public.acquisition_plan USING btree (plan) WHERE (state = 'submitted'::text);

create table action_report (
  plan text not null,
  action text not null,
  number integer not null,
  state text not null,
  progress integer not null,
  text text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint action_report_pkey PRIMARY KEY (plan, action, number),
  constraint action_report_number_from_one CHECK ((number >= 1)),
  constraint action_report_progress_percent CHECK (((progress >= 0) AND (progress <= 100))),
  constraint action_report_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'done'::text, 'dropped'::text])))
);

create table agreement (
  agreement uuid not null,
  version integer not null,
  participant integer not null,
  profile text not null,
  activity text not null,
  level text not null,
  current_level text,
  goal_level text,
  language_coverage text,
  valid_from date not null,
  valid_to date not null,
  titles integer not null,
  copies integer not null,
  plan uuid not null,
  named jsonb not null,
  event uuid,
  constraint agreement_pkey PRIMARY KEY (agreement)
);
CREATE INDEX agreement_plan ON public.agreement USING btree (plan);
CREATE INDEX agreement_profile ON public.agreement USING btree (profile);

create table attempt (
  source text not null,
  sequence bigint not null,
  tries integer default 0 not null,
  crashes integer default 0 not null,
  running boolean not null,
  at timestamp with time zone default now() not null,
  constraint attempt_pkey PRIMARY KEY (source, sequence)
);

create table checkpoint (
  source text not null,
  epoch uuid,
  sequence bigint default 0 not null,
  bootstrap boolean default false not null,
  at timestamp with time zone default now() not null,
  constraint checkpoint_pkey PRIMARY KEY (source)
);

create table collection_plan (
  plan text not null,
  version integer not null,
  title text not null,
  valid_from date not null,
  valid_to date not null,
  yaml text not null,
  state text not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null,
  adopted_by text,
  adopted_at timestamp with time zone,
  consulted_until date,
  constraint collection_plan_pkey PRIMARY KEY (plan, version),
  constraint collection_plan_begins_before_it_ends CHECK ((valid_to >= valid_from)),
  constraint collection_plan_consulted_until_a_day CHECK (((state = 'consultation'::text) = (consulted_until IS NOT NULL))),
  constraint collection_plan_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'consultation'::text, 'adopted'::text, 'superseded'::text]))),
  constraint one_collection_plan_in_force EXCLUDE USING btree (state WITH =) WHERE ((state = 'adopted'::text)) DEFERRABLE INITIALLY DEFERRED
);

create table counted_profile (
  profile text not null,
  since date not null,
  until date,
  constraint counted_profile_pkey PRIMARY KEY (profile, since)
);

create table division (
  id uuid not null,
  owner_id text not null,
  owner_name text not null,
  plan text not null,
  plan_version integer not null,
  judged_on date not null,
  settings jsonb not null,
  state text not null,
  headway jsonb not null,
  optimal boolean,
  proposal jsonb,
  made_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint division_pkey PRIMARY KEY (id),
  constraint division_of_plan FOREIGN KEY (plan, plan_version) REFERENCES collection_plan(plan, version),
  constraint division_proposed_when_done CHECK (((state = 'done'::text) = (proposal IS NOT NULL))),
  constraint division_state_known CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'nothing'::text, 'cancelled'::text, 'interrupted'::text, 'failed'::text])))
);
CREATE INDEX division_newest ON public.division USING btree (made_at DESC, id);
CREATE UNIQUE INDEX one_division_running ON public.division USING btree (state) WHERE (state = 'running'::text);

create table flag (
  id uuid not null,
  plan text not null,
  plan_version integer not null,
  kind text not null,
  profile text not null,
  activity text,
  subject text not null,
  participants text[] not null,
  evidence jsonb not null,
  severity text not null,
  raised_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  constraint flag_pkey PRIMARY KEY (id),
  constraint flag_severity_known CHECK ((severity = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text])))
);
CREATE INDEX flag_newest ON public.flag USING btree (raised_at DESC, id);
CREATE INDEX flag_open_profile ON public.flag USING btree (profile, kind) WHERE (cleared_at IS NULL);
CREATE INDEX flag_open_title ON public.flag USING btree (subject) WHERE ((cleared_at IS NULL) AND (kind = ANY (ARRAY['overlap.planned-title'::text, 'risk.last-copy'::text])));

create table flag_history (
  "position" bigint generated always as identity not null,
  flag uuid not null,
  what text not null,
  at timestamp with time zone not null,
  participants text[] not null,
  evidence jsonb not null,
  events uuid[] not null,
  constraint flag_history_pkey PRIMARY KEY ("position"),
  constraint flag_history_what_known CHECK ((what = ANY (ARRAY['raised'::text, 'updated'::text, 'cleared'::text])))
);
CREATE INDEX flag_history_flag ON public.flag_history USING btree (flag, "position");

create table follow_up (
  flag uuid not null,
  version integer not null,
  acknowledged_by text,
  acknowledged_at timestamp with time zone,
  assigned_to text,
  waived_until date,
  waived_because text,
  constraint follow_up_pkey PRIMARY KEY (flag),
  constraint follow_up_acknowledged_by_somebody CHECK (((acknowledged_by IS NULL) = (acknowledged_at IS NULL))),
  constraint follow_up_waived_for_a_reason CHECK (((waived_until IS NULL) = (waived_because IS NULL)))
);
CREATE INDEX follow_up_waived ON public.follow_up USING btree (waived_until) WHERE (waived_until IS NOT NULL);

create table follow_up_history (
  flag uuid not null,
  version integer not null,
  what text not null,
  at timestamp with time zone not null,
  by_name text,
  text text,
  assigned_to text,
  until date,
  constraint follow_up_history_pkey PRIMARY KEY (flag, version),
  constraint follow_up_history_what_known CHECK ((what = ANY (ARRAY['acknowledged'::text, 'assigned'::text, 'waived'::text, 'noted'::text, 'reopened'::text])))
);

create table hearer_progress (
  hearer text not null,
  epoch uuid not null,
  sequence bigint not null,
  at timestamp with time zone default now() not null,
  constraint hearer_progress_pkey PRIMARY KEY (hearer)
);

create table holder_change (
  "position" bigint generated always as identity not null,
  titles bigint[],
  constraint holder_change_pkey PRIMARY KEY ("position")
);

create table holders_histogram (
  profile integer not null,
  holders integer not null,
  titles bigint not null,
  constraint holders_histogram_pkey PRIMARY KEY (profile, holders)
);

create table holding (
  participant integer not null,
  title bigint not null,
  copies integer not null,
  extant integer not null,
  on_order integer not null,
  version bigint not null,
  constraint holding_pkey PRIMARY KEY (title, participant)
);

create table lease (
  name text not null,
  holder uuid not null,
  term bigint default 1 not null,
  until timestamp with time zone not null,
  constraint lease_pkey PRIMARY KEY (name)
);

create table migration (
  id integer default nextval('migration_id_seq'::regclass) not null,
  name character varying(255) not null,
  executed_at timestamp(6) with time zone default CURRENT_TIMESTAMP(6) not null,
  constraint migration_pkey PRIMARY KEY (id)
);

create table outbox (
  "position" bigint generated always as identity not null,
  txid xid8 default pg_current_xact_id() not null,
  sequence bigint,
  id uuid not null,
  type text not null,
  subject text not null,
  "time" timestamp with time zone default now() not null,
  traceparent text,
  data text not null,
  constraint outbox_pkey PRIMARY KEY ("position")
) partition by RANGE ("position");
CREATE INDEX outbox_sequence ON ONLY public.outbox USING btree (sequence);
CREATE INDEX outbox_unstamped ON ONLY public.outbox USING btree (txid, "position") WHERE (sequence IS NULL);

create table pair_statistics (
  profile integer not null,
  one integer not null,
  other integer not null,
  titles bigint not null,
  constraint pair_statistics_pkey PRIMARY KEY (profile, one, other),
  constraint pair_statistics_once CHECK ((one < other))
);

create table parked (
  id uuid default gen_random_uuid() not null,
  source text not null,
  sequence bigint,
  event text not null,
  type text not null,
  subject text not null,
  "time" text not null,
  traceparent text,
  data text not null,
  code text not null,
  reason text not null,
  tries integer not null,
  parked_at timestamp with time zone default now() not null,
  constraint parked_pkey PRIMARY KEY (id)
);
CREATE INDEX parked_newest ON public.parked USING btree (parked_at DESC, id DESC);

create table participant (
  number integer generated always as identity not null,
  isil text not null,
  version integer default 0 not null,
  name text,
  kind text,
  valid_from date,
  valid_to date,
  successor text,
  data_as_of date,
  survivor integer,
  counts boolean default true not null,
  counted_since date,
  constraint participant_pkey PRIMARY KEY (isil),
  constraint participant_number UNIQUE (number)
);

create table participant_statistics (
  profile integer not null,
  participant integer not null,
  titles bigint not null,
  copies bigint not null,
  extant bigint not null,
  on_order bigint not null,
  constraint participant_statistics_pkey PRIMARY KEY (profile, participant)
);

create table pending_holding (
  run integer not null,
  participant integer not null,
  title bigint not null,
  copies integer not null,
  extant integer not null,
  on_order integer not null,
  version bigint not null
);
CREATE INDEX pending_holding_run ON public.pending_holding USING btree (run);

create table pending_title (
  run integer not null,
  id bigint not null,
  version bigint not null,
  keys bigint[] not null,
  title text not null,
  contributor text,
  year smallint,
  material text not null,
  language text not null,
  audience text not null,
  classifications jsonb not null,
  gone boolean not null,
  profiles integer[] not null,
  form text,
  constraint pending_title_form_known CHECK ((form = ANY (ARRAY['fiction'::text, 'non-fiction'::text])))
);
CREATE INDEX pending_title_run ON public.pending_title USING btree (run);

create table plan_comment (
  id uuid not null,
  plan text not null,
  version integer not null,
  profile text,
  participant text not null,
  text text not null,
  written_by text not null,
  written_by_name text not null,
  written_at timestamp with time zone not null,
  answer text,
  answer_text text,
  answered_by text,
  answered_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint plan_comment_pkey PRIMARY KEY (id),
  constraint plan_comment_answer_known CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text]))),
  constraint plan_comment_answered_or_withdrawn CHECK (((answered_at IS NULL) OR (withdrawn_at IS NULL))),
  constraint plan_comment_answered_whole CHECK ((num_nulls(answer, answer_text, answered_by, answered_at) = ANY (ARRAY[0, 4]))),
  constraint plan_comment_of_plan FOREIGN KEY (plan, version) REFERENCES collection_plan(plan, version)
);
CREATE INDEX plan_comment_by_plan ON public.plan_comment USING btree (plan, version, written_at, id);

create table plan_consultation (
  plan text not null,
  version integer not null,
  number integer not null,
  what text not null,
  until date,
  by_name text not null,
  at timestamp with time zone not null,
  constraint plan_consultation_pkey PRIMARY KEY (plan, version, number),
  constraint plan_consultation_of_plan FOREIGN KEY (plan, version) REFERENCES collection_plan(plan, version),
  constraint plan_consultation_until_a_day CHECK (((what = 'closed'::text) = (until IS NULL))),
  constraint plan_consultation_what_known CHECK ((what = ANY (ARRAY['opened'::text, 'moved'::text, 'closed'::text])))
);

create table plan_profile (
  plan text not null,
  version integer not null,
  number integer not null,
  code text not null,
  name jsonb not null,
  retained integer,
  constraint plan_profile_pkey PRIMARY KEY (plan, version, number),
  constraint plan_profile_code UNIQUE (plan, version, code),
  constraint plan_profile_of_plan FOREIGN KEY (plan, version) REFERENCES collection_plan(plan, version)
);

create table planned_title (
  key bigint not null,
  source text not null,
  id uuid not null,
  participant integer not null,
  profile text not null,
  identifier text not null,
  title text,
  valid_to date not null,
  constraint planned_title_pkey PRIMARY KEY (id, key, profile),
  constraint planned_title_source_known CHECK ((source = ANY (ARRAY['plan'::text, 'agreement'::text])))
);
CREATE INDEX planned_title_key ON public.planned_title USING btree (key);

create table projection (
  one boolean default true not null,
  plan text,
  plan_version integer,
  assessed_on date,
  counted_on date,
  constraint projection_pkey PRIMARY KEY (one),
  constraint one_projection CHECK (one)
);

create table regrouping (
  cause uuid not null,
  one bigint not null,
  other bigint not null,
  day date not null,
  constraint regrouping_pkey PRIMARY KEY (cause, one, other)
);

create table relay (
  one boolean default true not null,
  epoch uuid default gen_random_uuid() not null,
  sequence bigint default 0 not null,
  published bigint default 0 not null,
  constraint relay_pkey PRIMARY KEY (one),
  constraint one_relay CHECK (one)
);

create table responsible (
  profile integer not null,
  participant integer not null,
  constraint responsible_pkey PRIMARY KEY (profile, participant)
);

create table retained_statistics (
  profile integer not null,
  day date not null,
  titles bigint not null,
  constraint retained_statistics_pkey PRIMARY KEY (profile, day)
);

create table retained_title (
  title bigint not null,
  profile integer not null,
  days datemultirange not null,
  constraint retained_title_pkey PRIMARY KEY (title, profile)
);

create table retention_commitment (
  commitment uuid not null,
  version integer not null,
  participant integer not null,
  key bigint,
  profile text,
  valid_from date,
  valid_to date,
  state text not null,
  days daterange generated always as (
CASE
    WHEN ((state = 'active'::text) AND COALESCE((valid_from <= valid_to), true)) THEN daterange(COALESCE(valid_from, '-infinity'::date), COALESCE((valid_to + 1), 'infinity'::date))
    ELSE 'empty'::daterange
END) stored not null,
  constraint retention_commitment_pkey PRIMARY KEY (commitment),
  constraint retention_commitment_about_one CHECK ((num_nonnulls(key, profile) = 1))
);
CREATE INDEX retention_commitment_key ON public.retention_commitment USING btree (key) WHERE ((key IS NOT NULL) AND (NOT isempty(days)));
CREATE INDEX retention_commitment_profile ON public.retention_commitment USING btree (participant, profile) WHERE ((profile IS NOT NULL) AND (NOT isempty(days)));

create table run (
  run uuid not null,
  number integer generated always as identity not null,
  participant integer not null,
  source text not null,
  expected integer not null,
  finished boolean default false not null,
  as_of date,
  begun_at timestamp with time zone default now() not null,
  constraint run_pkey PRIMARY KEY (run),
  constraint run_number UNIQUE (number)
);
CREATE INDEX run_open ON public.run USING btree (participant) WHERE (NOT finished);

create table scenario (
  id uuid not null,
  name text not null,
  owner_id text not null,
  owner_name text not null,
  plan text not null,
  plan_version integer not null,
  judged_on date,
  shared boolean not null,
  changes jsonb not null,
  version integer not null,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint scenario_pkey PRIMARY KEY (id),
  constraint scenario_of_plan FOREIGN KEY (plan, plan_version) REFERENCES collection_plan(plan, version)
);
CREATE INDEX scenario_newest ON public.scenario USING btree (changed_at DESC, id);

create table scheme_class (
  scheme text not null,
  notation text not null,
  label text,
  constraint scheme_class_pkey PRIMARY KEY (scheme, notation)
);

create table statistics_by_day (
  profile text not null,
  participant integer not null,
  day date not null,
  titles bigint not null,
  copies bigint not null,
  extant bigint not null,
  on_order bigint not null,
  added_titles bigint default 0 not null,
  withdrawn_titles bigint default 0 not null,
  added_copies bigint default 0 not null,
  withdrawn_copies bigint default 0 not null,
  constraint statistics_by_day_pkey PRIMARY KEY (profile, participant, day)
);

create table title (
  id bigint not null,
  version bigint not null,
  keys bigint[] not null,
  title text not null,
  contributor text,
  year smallint,
  material text not null,
  language text not null,
  audience text not null,
  classifications jsonb not null,
  gone boolean not null,
  profiles integer[] not null,
  form text,
  constraint title_pkey PRIMARY KEY (id),
  constraint title_form_known CHECK ((form = ANY (ARRAY['fiction'::text, 'non-fiction'::text])))
);

create table title_alias (
  key bigint not null,
  title bigint not null,
  constraint title_alias_pkey PRIMARY KEY (key, title)
);

create table withdrawal_item (
  item uuid not null,
  version integer not null,
  participant integer not null,
  key bigint not null,
  copies integer not null,
  state text not null,
  constraint withdrawal_item_pkey PRIMARY KEY (item)
);
CREATE INDEX withdrawal_item_leaving ON public.withdrawal_item USING btree (key) WHERE (state = 'free'::text);

CREATE OR REPLACE FUNCTION public.number_outbox(most integer, OUT numbered integer, OUT head bigint, OUT remaining boolean)
 RETURNS record
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
      declare
        oldest xid8;
      begin
        perform set_config('synchronous_commit', 'off', true);
        -- The lock first and in a statement of its own: the next statement must see what the last holder did.
        perform from relay for update;
        oldest := outbox_oldest_running();
        with due as (
          select position, row_number() over (order by txid, position) as n
            from (select txid, position from outbox
                   where sequence is null and txid < oldest
                   order by txid, position limit most) next),
        done as (
          update outbox set sequence = relay.sequence + due.n
            from due, relay where outbox.position = due.position
          returning 1)
        select count(*) into numbered from done;
        update relay set sequence = sequence + numbered where numbered > 0;
        select sequence into head from relay;
        remaining := exists (select from outbox where sequence is null);
      end $function$;

CREATE OR REPLACE FUNCTION public.outbox_oldest_running()
 RETURNS xid8
 LANGUAGE sql
 STABLE
RETURN (WITH now AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot) SELECT COALESCE((SELECT min(running.running) AS min FROM pg_snapshot_xip(now.snapshot) running(running) WHERE (NOT (EXISTS (SELECT FROM pg_stat_get_activity(NULL::integer) elsewhere(datid, pid, usesysid, application_name, state, query, wait_event_type, wait_event, xact_start, query_start, backend_start, state_change, client_addr, client_hostname, client_port, backend_xid, backend_xmin, backend_type, ssl, sslversion, sslcipher, sslbits, ssl_client_dn, ssl_client_serial, ssl_issuer_dn, gss_auth, gss_princ, gss_enc, gss_delegation, leader_pid, query_id) WHERE ((elsewhere.backend_xid = (running.running)::xid) AND (elsewhere.datid <> (SELECT pg_database.oid FROM pg_database WHERE (pg_database.datname = current_database())))))))), pg_snapshot_xmax(now.snapshot)) AS "coalesce" FROM now);

CREATE OR REPLACE FUNCTION public.title_meant_by(key bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE
RETURN COALESCE((SELECT t.id FROM title t WHERE ((t.id = title_meant_by.key) AND (NOT t.gone))), (SELECT t.id FROM (title_alias a JOIN title t ON ((t.id = a.title))) WHERE ((a.key = title_meant_by.key) AND (NOT t.gone)) ORDER BY t.version DESC, t.id LIMIT 1), key);

create view lasting as
 SELECT number AS participant,
    COALESCE(survivor, number) AS survivor
   FROM participant
  WHERE counts;

create view lasting_holding as
 WITH shared AS (
         SELECT lasting.survivor
           FROM lasting
          GROUP BY lasting.survivor
         HAVING (count(*) > 1)
        )
 SELECT h.title,
    l.survivor AS participant,
    (h.copies)::bigint AS copies,
    (h.extant)::bigint AS extant,
    (h.on_order)::bigint AS on_order
   FROM (holding h
     JOIN lasting l USING (participant))
  WHERE (NOT (l.survivor IN ( SELECT shared.survivor
           FROM shared)))
UNION ALL
 SELECT h.title,
    l.survivor AS participant,
    sum(h.copies) AS copies,
    sum(h.extant) AS extant,
    sum(h.on_order) AS on_order
   FROM (holding h
     JOIN lasting l USING (participant))
  WHERE (l.survivor IN ( SELECT shared.survivor
           FROM shared))
  GROUP BY h.title, l.survivor;
