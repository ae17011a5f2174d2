create table acquisition_plan (
  id uuid not null,
  participant text not null,
  version integer not null,
  state text not null,
  remark text,
  submitted_at timestamp with time zone,
  submitted_version integer,
  name text not null,
  valid_from date not null,
  valid_to date not null,
  lines jsonb not null,
  amends uuid,
  refused jsonb default '[]'::jsonb not null,
  constraint acquisition_plan_pkey PRIMARY KEY (id),
  constraint acquisition_plan_amends_known FOREIGN KEY (amends) REFERENCES acquisition_plan(id),
  constraint acquisition_plan_begins_before_it_ends CHECK ((valid_to >= valid_from)),
  constraint acquisition_plan_only_drafts_unsubmitted CHECK (((state = 'draft'::text) OR (submitted_version IS NOT NULL))),
  constraint acquisition_plan_participant_registered FOREIGN KEY (participant) REFERENCES participant(isil),
  constraint acquisition_plan_rejected_with_reason CHECK (((state <> 'rejected'::text) OR (remark IS NOT NULL))),
  constraint acquisition_plan_returned_with_remark CHECK (((state <> 'returned'::text) OR (remark IS NOT NULL))),
  constraint acquisition_plan_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'in-review'::text, 'returned'::text, 'accepted'::text, 'rejected'::text, 'withdrawn'::text, 'amended'::text]))),
  constraint acquisition_plan_submission_complete CHECK (((submitted_at IS NULL) = (submitted_version IS NULL)))
);
CREATE UNIQUE INDEX acquisition_plan_amended_once ON public.acquisition_plan USING btree (amends) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'in-review'::text, 'returned'::text, 'accepted'::text, 'amended'::text]));
CREATE INDEX acquisition_plan_newest ON public.acquisition_plan USING btree (COALESCE(submitted_at, 'infinity'::timestamp with time zone) DESC, id DESC);
CREATE INDEX acquisition_plan_of_participant ON public.acquisition_plan USING btree (participant);

create table acquisition_plan_version (
  plan uuid not null,
  version integer not null,
  state text not null,
  remark text,
  made_at timestamp with time zone,
  made_by text,
  content jsonb,
  constraint acquisition_plan_version_pkey PRIMARY KEY (plan, version),
  constraint acquisition_plan_version_of_plan FOREIGN KEY (plan) REFERENCES acquisition_plan(id) ON DELETE CASCADE
);

create table agreement (
  id uuid not null,
  plan uuid not null,
  line uuid not null,
  participant text not null,
  profile text not null,
  activity text not null,
  level text not null,
  current_level text,
  goal_level text,
  language_coverage text,
  titles integer not null,
  copies integer not null,
  named jsonb not null,
  valid_from date not null,
  valid_to date not null,
  version integer not null,
  ended_because text,
  retain_until text,
  predecessor uuid,
  review_on date,
  notice_by date,
  ended_cause jsonb,
  constraint agreement_pkey PRIMARY KEY (id),
  constraint agreement_activity_known CHECK ((activity = ANY (ARRAY['collect'::text, 'manage'::text, 'provide'::text, 'preserve'::text]))),
  constraint agreement_begins_before_it_ends CHECK ((valid_to >= valid_from)),
  constraint agreement_copies_counted CHECK ((copies >= 0)),
  constraint agreement_language_coverage_known CHECK ((language_coverage = ANY (ARRAY['P'::text, 'S'::text, 'W'::text, 'X'::text, 'D'::text]))),
  constraint agreement_participant_registered FOREIGN KEY (participant) REFERENCES participant(isil),
  constraint agreement_plan_known FOREIGN KEY (plan) REFERENCES acquisition_plan(id),
  constraint agreement_predecessor_known FOREIGN KEY (predecessor) REFERENCES agreement(id),
  constraint agreement_titles_counted CHECK ((titles >= 0))
);
CREATE INDEX agreement_about_profile ON public.agreement USING btree (profile, id);
CREATE INDEX agreement_ending ON public.agreement USING btree (valid_to);
CREATE UNIQUE INDEX agreement_made_once ON public.agreement USING btree (plan, line) WHERE (predecessor IS NULL);
CREATE INDEX agreement_of_participant ON public.agreement USING btree (participant, id);

create table agreement_version (
  agreement uuid not null,
  version integer not null,
  because text,
  made_at timestamp with time zone,
  made_by text,
  said jsonb not null,
  cause jsonb,
  constraint agreement_version_pkey PRIMARY KEY (agreement, version),
  constraint agreement_version_of_agreement FOREIGN KEY (agreement) REFERENCES agreement(id) ON DELETE CASCADE
);

create table assessment (
  plan uuid not null,
  version integer not null,
  sequence bigint not null,
  flags jsonb not null,
  constraint assessment_pkey PRIMARY KEY (plan)
);

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
  code text not null,
  version integer not null,
  title text not null,
  valid_from date not null,
  valid_to date not null,
  profiles jsonb not null,
  crosswalks jsonb default '[]'::jsonb not null,
  constraint collection_plan_pkey PRIMARY KEY (code)
);

create table contact (
  id uuid not null,
  participant text not null,
  version integer not null,
  name text not null,
  "position" text,
  email text not null,
  phone text,
  expertise jsonb not null,
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_of_participant FOREIGN KEY (participant) REFERENCES participant(isil)
);
CREATE INDEX contact_by_participant ON public.contact USING btree (participant);
CREATE INDEX contact_by_profile ON public.contact USING gin (expertise jsonb_path_ops);

create table copies_to_keep (
  one boolean default true not null,
  copies integer not null,
  constraint copies_to_keep_pkey PRIMARY KEY (one),
  constraint copies_to_keep_counted CHECK ((copies >= 1)),
  constraint copies_to_keep_once CHECK (one)
);

create table decided_title (
  title bigint not null,
  constraint decided_title_pkey PRIMARY KEY (title)
);

create table demand_rule (
  one boolean default true not null,
  buy_at integer not null,
  offer_at integer not null,
  per_copy integer not null,
  constraint demand_rule_pkey PRIMARY KEY (one),
  constraint demand_rule_buy_at_counted CHECK ((buy_at >= 1)),
  constraint demand_rule_offer_at_counted CHECK ((offer_at >= 1)),
  constraint demand_rule_once CHECK (one),
  constraint demand_rule_per_copy_counted CHECK ((per_copy >= 1))
);

create table hearer_progress (
  hearer text not null,
  epoch uuid not null,
  sequence bigint not null,
  at timestamp with time zone default now() not null,
  constraint hearer_progress_pkey PRIMARY KEY (hearer)
);

create table holding (
  title bigint not null,
  participant text not null,
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

create table loan_request (
  id uuid not null,
  participant text not null,
  key bigint,
  profile text,
  day date not null,
  scope text not null,
  outcome text not null,
  count integer not null,
  as_of date not null,
  delivery bigint not null,
  constraint loan_request_pkey PRIMARY KEY (id),
  constraint loan_request_about_one_thing CHECK (((key IS NULL) <> (profile IS NULL))),
  constraint loan_request_by_participant FOREIGN KEY (participant) REFERENCES participant(isil),
  constraint loan_request_counted CHECK ((count >= 1)),
  constraint loan_request_outcome_known CHECK ((outcome = ANY (ARRAY['filled'::text, 'unfilled'::text]))),
  constraint loan_request_scope_known CHECK ((scope = ANY (ARRAY['organisation'::text, 'province'::text, 'national'::text])))
);
CREATE INDEX loan_request_for_title ON public.loan_request USING btree (key, day) INCLUDE (scope, outcome, count) WHERE (key IS NOT NULL);
CREATE INDEX loan_request_of_participant ON public.loan_request USING btree (participant, day) INCLUDE (scope, outcome, count);

create table loan_request_delivery (
  number bigint generated always as identity not null,
  as_of date not null,
  began_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  name text,
  made integer,
  changed integer,
  unchanged integer,
  rejected integer,
  first_day date,
  last_day date,
  constraint loan_request_delivery_pkey PRIMARY KEY (number)
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
  isil text not null,
  version integer not null,
  name text not null,
  kind text not null,
  valid_from date not null,
  valid_to date,
  successor text,
  constraint participant_pkey PRIMARY KEY (isil),
  constraint participant_begins_before_it_ends CHECK ((valid_to >= valid_from)),
  constraint participant_kind_known CHECK ((kind = ANY (ARRAY['library'::text, 'support-organisation'::text, 'national-library'::text, 'partner'::text]))),
  constraint participant_merged_has_ended CHECK (((successor IS NULL) OR (valid_to IS NOT NULL))),
  constraint participant_merges_into_another CHECK ((successor <> isil)),
  constraint participant_successor_registered FOREIGN KEY (successor) REFERENCES participant(isil)
);
CREATE INDEX participant_by_successor ON public.participant USING btree (successor) WHERE (successor IS NOT NULL);

create table plan_remark (
  id uuid not null,
  plan uuid not null,
  version integer not null,
  line uuid,
  said_by text not null,
  name text not null,
  said_at timestamp with time zone not null,
  text text not null,
  constraint plan_remark_pkey PRIMARY KEY (id),
  constraint plan_remark_plan_known FOREIGN KEY (plan) REFERENCES acquisition_plan(id),
  constraint plan_remark_side_known CHECK ((said_by = ANY (ARRAY['participant'::text, 'plan-owner'::text])))
);
CREATE INDEX plan_remark_of_plan ON public.plan_remark USING btree (plan, said_at, id);

create table planned_title (
  key bigint not null,
  plan uuid not null,
  agreement uuid,
  participant text not null,
  profile text not null,
  valid_to date not null,
  constraint planned_title_of_agreement FOREIGN KEY (agreement) REFERENCES agreement(id) ON DELETE CASCADE,
  constraint planned_title_of_plan FOREIGN KEY (plan) REFERENCES acquisition_plan(id) ON DELETE CASCADE
);
CREATE INDEX planned_title_by_agreement ON public.planned_title USING btree (agreement) WHERE (agreement IS NOT NULL);
CREATE INDEX planned_title_by_key ON public.planned_title USING btree (key);
CREATE INDEX planned_title_by_plan ON public.planned_title USING btree (plan);

create table relay (
  one boolean default true not null,
  epoch uuid default gen_random_uuid() not null,
  sequence bigint default 0 not null,
  published bigint default 0 not null,
  constraint relay_pkey PRIMARY KEY (one),
  constraint one_relay CHECK (one)
);

create table representation (
  id uuid not null,
  participant text not null,
  representative text not null,
  version integer not null,
  valid_from date not null,
  valid_to date,
  constraint representation_pkey PRIMARY KEY (id),
  constraint representation_begins_before_it_ends CHECK ((valid_to >= (valid_from - 1))),
  constraint representation_by_another CHECK ((representative <> participant)),
  constraint representation_by_participant FOREIGN KEY (representative) REFERENCES participant(isil),
  constraint representation_of_participant FOREIGN KEY (participant) REFERENCES participant(isil)
);
CREATE INDEX representation_by_representative ON public.representation USING btree (representative);
CREATE INDEX representation_from ON public.representation USING btree (participant, valid_from);

create table retention_commitment (
  id uuid not null,
  version integer not null,
  participant text not null,
  key bigint,
  identifier text,
  title text,
  profile text,
  valid_from date,
  until date,
  policy text not null,
  policy_uri text,
  condition text,
  extent text,
  note text,
  reviewed_on date,
  review_outcome text,
  state text not null,
  since date,
  successor uuid,
  reason text,
  amended_because text,
  constraint retention_commitment_pkey PRIMARY KEY (id),
  constraint retention_commitment_about_one_thing CHECK (((key IS NULL) <> (profile IS NULL))),
  constraint retention_commitment_begins_before_it_ends CHECK ((until >= valid_from)),
  constraint retention_commitment_dated CHECK (((state = 'active'::text) OR (since IS NOT NULL))),
  constraint retention_commitment_identified CHECK (((key IS NULL) = (identifier IS NULL))),
  constraint retention_commitment_participant_registered FOREIGN KEY (participant) REFERENCES participant(isil),
  constraint retention_commitment_state_known CHECK ((state = ANY (ARRAY['active'::text, 'superseded'::text, 'lost'::text, 'damaged'::text, 'missing'::text, 'in-error'::text]))),
  constraint retention_commitment_superseded_by CHECK (((state <> 'superseded'::text) OR (successor IS NOT NULL)))
);
CREATE INDEX retention_commitment_about_title ON public.retention_commitment USING btree (key) WHERE (key IS NOT NULL);
CREATE INDEX retention_commitment_of_participant ON public.retention_commitment USING btree (participant, id);

create table snapshot_holding (
  title bigint not null,
  participant text not null,
  copies integer not null,
  extant integer not null,
  on_order integer not null,
  version bigint not null
);

create table snapshot_title (
  id bigint not null,
  version bigint not null,
  title text not null,
  contributor text,
  year smallint,
  gone boolean not null,
  keys bigint[] not null,
  material text default 'other'::text not null,
  language text default 'und'::text not null,
  audience text default 'unknown'::text not null,
  classifications jsonb default '[]'::jsonb not null
);

create table staged_loan_request (
  delivery bigint not null,
  id uuid not null,
  participant text not null,
  key bigint,
  profile text,
  day date not null,
  scope text not null,
  outcome text not null,
  count integer not null,
  is_named boolean not null
);
CREATE INDEX staged_loan_request_in_order ON public.staged_loan_request USING btree (delivery, id);

create table title (
  id bigint not null,
  version bigint not null,
  title text not null,
  contributor text,
  year smallint,
  gone boolean not null,
  material text default 'other'::text not null,
  language text default 'und'::text not null,
  audience text default 'unknown'::text not null,
  classifications jsonb default '[]'::jsonb not null,
  constraint title_pkey PRIMARY KEY (id)
);

create table title_key (
  key bigint not null,
  title bigint not null,
  merged boolean not null,
  constraint title_key_pkey PRIMARY KEY (key, title),
  constraint another_key CHECK ((key <> title))
);
CREATE INDEX title_key_of_title ON public.title_key USING btree (title);

create table withdrawal (
  id uuid not null,
  participant text not null,
  name text not null,
  proposed_on date not null,
  accept_by date not null,
  constraint withdrawal_pkey PRIMARY KEY (id),
  constraint withdrawal_participant_registered FOREIGN KEY (participant) REFERENCES participant(isil)
);
CREATE INDEX withdrawal_newest ON public.withdrawal USING btree (participant, proposed_on DESC, id DESC);

create table withdrawal_item (
  id uuid not null,
  version integer not null,
  withdrawal uuid not null,
  "position" integer not null,
  participant text not null,
  identifier text not null,
  key bigint not null,
  title bigint,
  copies integer not null,
  advice text not null,
  reason text not null,
  state text not null,
  leaves integer not null,
  remaining integer not null,
  minimum integer not null,
  offered_to text[] not null,
  accept_by date not null,
  accepted_by text,
  overridden_because text,
  filled integer default 0 not null,
  unmet integer default 0 not null,
  constraint withdrawal_item_pkey PRIMARY KEY (id),
  constraint withdrawal_item_accepted_by CHECK (((state = 'accepted'::text) <= (accepted_by IS NOT NULL))),
  constraint withdrawal_item_advice_known CHECK ((advice = ANY (ARRAY['keep'::text, 'offer'::text, 'free'::text]))),
  constraint withdrawal_item_counted CHECK ((copies >= 1)),
  constraint withdrawal_item_of_withdrawal FOREIGN KEY (withdrawal) REFERENCES withdrawal(id),
  constraint withdrawal_item_once UNIQUE (withdrawal, "position"),
  constraint withdrawal_item_state_known CHECK ((state = ANY (ARRAY['kept'::text, 'offered'::text, 'accepted'::text, 'free'::text, 'gone'::text, 'called-off'::text])))
);
CREATE INDEX withdrawal_item_accepted_by ON public.withdrawal_item USING btree (accepted_by, withdrawal, "position") WHERE (accepted_by IS NOT NULL);
CREATE INDEX withdrawal_item_leaving ON public.withdrawal_item USING btree (title, participant) WHERE (state = ANY (ARRAY['offered'::text, 'free'::text]));
CREATE INDEX withdrawal_item_of_participant ON public.withdrawal_item USING btree (participant, withdrawal, "position");
CREATE INDEX withdrawal_item_on_offer ON public.withdrawal_item USING btree (accept_by, id) WHERE (state = 'offered'::text);

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

create view title_by_key as
 SELECT title.id AS key,
    title.id AS title
   FROM title
  WHERE (NOT title.gone)
UNION ALL
 SELECT title_key.key,
    title_key.title
   FROM title_key;
