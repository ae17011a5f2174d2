create table applied_change (
  version bigint not null,
  at timestamp with time zone not null,
  constraint applied_change_pkey PRIMARY KEY (version)
);
CREATE INDEX applied_change_at ON public.applied_change USING btree (at);

create table apply_version (
  one boolean default true not null,
  version bigint not null,
  constraint apply_version_pkey PRIMARY KEY (one),
  constraint one_version CHECK (one)
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

create table decided_key (
  key bigint not null,
  decision integer not null,
  constraint decided_key_pkey PRIMARY KEY (key, decision),
  constraint decided_key_decision_fkey FOREIGN KEY (decision) REFERENCES title_decision(number)
);

create table fetched_record (
  harvest integer not null,
  identifier text not null,
  deleted boolean not null,
  local_id text,
  content text,
  constraint fetched_record_pkey PRIMARY KEY (harvest, identifier),
  constraint fetched_record_harvest_fkey FOREIGN KEY (harvest) REFERENCES harvest(number)
);

create table harvest (
  number integer generated always as identity not null,
  source integer not null,
  asked text not null,
  asked_by text,
  url text not null,
  prefix text not null,
  set_name text,
  mapping jsonb,
  state text not null,
  mode text,
  base integer,
  from_date text,
  answered_at timestamp with time zone,
  full_at timestamp with time zone,
  token text,
  pages integer default 0 not null,
  restarts integer default 0 not null,
  attempts integer default 0 not null,
  next_try_at timestamp with time zone not null,
  trouble text,
  records integer default 0 not null,
  deleted integer default 0 not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  failure text,
  reason text,
  run uuid,
  latest_run integer,
  holder uuid,
  held_until timestamp with time zone,
  constraint harvest_pkey PRIMARY KEY (number),
  constraint harvest_asked_check CHECK ((asked = ANY (ARRAY['changes'::text, 'all'::text]))),
  constraint harvest_base_fkey FOREIGN KEY (base) REFERENCES harvest(number),
  constraint harvest_mode_check CHECK ((mode = ANY (ARRAY['full'::text, 'delta'::text]))),
  constraint harvest_source_fkey FOREIGN KEY (source) REFERENCES source(number),
  constraint harvest_state_check CHECK ((state = ANY (ARRAY['fetching'::text, 'delivered'::text, 'unchanged'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX harvest_newest ON public.harvest USING btree (source, number DESC);
CREATE UNIQUE INDEX one_harvest_at_a_time ON public.harvest USING btree (source) WHERE (state = 'fetching'::text);

create table harvest_setting (
  source integer not null,
  url text not null,
  prefix text not null,
  set_name text,
  every_hours integer not null,
  enabled boolean not null,
  next_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint harvest_setting_pkey PRIMARY KEY (source),
  constraint harvest_setting_every_hours_check CHECK (((every_hours >= 1) AND (every_hours <= 8760))),
  constraint harvest_setting_source_fkey FOREIGN KEY (source) REFERENCES source(number)
);

create table harvested_record (
  source integer not null,
  identifier text not null,
  local_id text not null,
  constraint harvested_record_pkey PRIMARY KEY (source, identifier),
  constraint harvested_record_source_fkey FOREIGN KEY (source) REFERENCES source(number)
);
CREATE INDEX harvested_record_local ON public.harvested_record USING btree (source, local_id);

create table hearer_progress (
  hearer text not null,
  epoch uuid not null,
  sequence bigint not null,
  at timestamp with time zone default now() not null,
  constraint hearer_progress_pkey PRIMARY KEY (hearer)
);

create table holding (
  participant integer not null,
  title_id bigint not null,
  copies integer not null,
  extant integer not null,
  on_order integer not null,
  since bigint not null,
  constraint holding_pkey PRIMARY KEY (participant, title_id)
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
  version integer not null,
  name text not null,
  constraint participant_pkey PRIMARY KEY (number),
  constraint one_participant_per_isil UNIQUE (isil)
);

create table past_holding (
  title_id bigint not null,
  participant integer not null,
  since bigint not null,
  until bigint not null,
  copies integer not null,
  extant integer not null,
  on_order integer not null,
  constraint past_holding_pkey PRIMARY KEY (title_id, participant, until),
  constraint lasted CHECK ((since < until))
);

create table past_record (
  source integer not null,
  record_key bigint not null,
  title_id bigint not null,
  until bigint not null,
  gone boolean not null,
  constraint past_record_pkey PRIMARY KEY (source, record_key, until)
);
CREATE INDEX past_record_gone ON public.past_record USING btree (title_id) WHERE gone;

create table record (
  source integer not null,
  record_key bigint not null,
  participant integer not null,
  copies integer not null,
  extant integer not null,
  on_order integer not null,
  fullness integer not null,
  title_id bigint not null,
  description_key bigint,
  digest bigint not null,
  raw bigint,
  local_id text not null,
  keys bigint[] not null,
  description text not null,
  details text,
  set_aside bigint[],
  constraint record_pkey PRIMARY KEY (source, record_key) INCLUDE (digest, raw)
);
CREATE INDEX record_description ON public.record USING btree (description_key) WHERE (description_key IS NOT NULL);
CREATE INDEX record_title ON public.record USING btree (title_id);

create table reject (
  run uuid not null,
  number integer not null,
  severity text not null,
  place bigint not null,
  line integer,
  local_id text,
  code text not null,
  message text not null,
  hint text not null,
  original bytea,
  constraint reject_pkey PRIMARY KEY (run, number, severity),
  constraint reject_run_fkey FOREIGN KEY (run) REFERENCES run(id),
  constraint reject_severity_check CHECK ((severity = ANY (ARRAY['rejected'::text, 'warning'::text])))
);

create table relay (
  one boolean default true not null,
  epoch uuid default gen_random_uuid() not null,
  sequence bigint default 0 not null,
  published bigint default 0 not null,
  constraint relay_pkey PRIMARY KEY (one),
  constraint one_relay CHECK (one)
);

create table run (
  number integer generated always as identity not null,
  id uuid not null,
  participant integer not null,
  source integer not null,
  mode text not null,
  filename text,
  format text,
  header bytea,
  state text not null,
  sha256 text not null,
  bytes bigint not null,
  bytes_read bigint default 0 not null,
  records integer default 0 not null,
  rejected integer default 0 not null,
  added integer default 0 not null,
  changed integer default 0 not null,
  removed integer default 0 not null,
  unchanged integer default 0 not null,
  applied integer default 0 not null,
  as_of date not null,
  received_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  reason text,
  held_removes integer,
  held_of integer,
  confirmed boolean default false not null,
  told boolean default false not null,
  holder uuid,
  held_until timestamp with time zone,
  attempts integer default 0 not null,
  failure text,
  undoes integer,
  held_before integer,
  shared boolean default false not null,
  acts_for text[],
  part_of integer,
  called text[],
  constraint run_pkey PRIMARY KEY (id),
  constraint run_mode_check CHECK ((mode = ANY (ARRAY['full'::text, 'delta'::text, 'deletions'::text, 'undo'::text]))),
  constraint run_part_of_fkey FOREIGN KEY (part_of) REFERENCES run(number),
  constraint run_participant_fkey FOREIGN KEY (participant) REFERENCES participant(number),
  constraint run_source_fkey FOREIGN KEY (source) REFERENCES source(number),
  constraint run_state_check CHECK ((state = ANY (ARRAY['received'::text, 'reading'::text, 'held'::text, 'applying'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint run_undoes_fkey FOREIGN KEY (undoes) REFERENCES run(number),
  constraint undo_of_something CHECK (((mode = 'undo'::text) = (undoes IS NOT NULL)))
);
CREATE INDEX run_newest ON public.run USING btree (participant, received_at DESC, id);
CREATE INDEX run_part ON public.run USING btree (part_of) WHERE (part_of IS NOT NULL);
CREATE INDEX run_unfinished ON public.run USING btree (participant, number) WHERE (finished_at IS NULL);

create table run_removal (
  run uuid not null,
  local_id text not null,
  constraint run_removal_pkey PRIMARY KEY (run, local_id),
  constraint run_removal_run_fkey FOREIGN KEY (run) REFERENCES run(id)
);

create table search_due (
  title_id bigint not null
);

create table search_entry (
  title_id bigint not null,
  title text not null,
  contributor text not null,
  year integer,
  words tsvector not null,
  constraint search_entry_pkey PRIMARY KEY (title_id)
);
CREATE INDEX search_entry_words ON public.search_entry USING gin (words);

create table search_word (
  word text not null,
  constraint search_word_pkey PRIMARY KEY (word)
);

create table source (
  number integer generated always as identity not null,
  participant integer not null,
  name text not null,
  mapping jsonb,
  constraint source_pkey PRIMARY KEY (number),
  constraint one_source_per_name UNIQUE (participant, name),
  constraint source_participant_fkey FOREIGN KEY (participant) REFERENCES participant(number)
);

create table source_mapping (
  source integer not null,
  version integer not null,
  mapping jsonb not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  constraint source_mapping_pkey PRIMARY KEY (source, version),
  constraint source_mapping_source_fkey FOREIGN KEY (source) REFERENCES source(number)
);

create table source_quality (
  run integer not null,
  source integer not null,
  measured_at timestamp with time zone not null,
  records integer not null,
  figures jsonb not null,
  constraint source_quality_pkey PRIMARY KEY (run),
  constraint source_quality_run_fkey FOREIGN KEY (run) REFERENCES run(number),
  constraint source_quality_source_fkey FOREIGN KEY (source) REFERENCES source(number)
);
CREATE INDEX source_quality_latest ON public.source_quality USING btree (source, run DESC);

create table title (
  id bigint not null,
  described_by bigint not null,
  keys bigint[] not null,
  fullness integer not null,
  constraint title_pkey PRIMARY KEY (id)
);

create table title_alias (
  key bigint not null,
  title_id bigint not null,
  constraint title_alias_pkey PRIMARY KEY (key)
);

create table title_decision (
  number integer generated always as identity not null,
  id uuid not null,
  kind text not null,
  titles bigint[] not null,
  subjects jsonb not null,
  reason text not null,
  made_by text not null,
  made_by_name text not null,
  made_for text,
  made_at timestamp with time zone not null,
  taken_back_by text,
  taken_back_by_name text,
  taken_back_at timestamp with time zone,
  taken_back_reason text,
  constraint title_decision_pkey PRIMARY KEY (number),
  constraint one_decision_per_id UNIQUE (id),
  constraint taken_back_whole CHECK (((taken_back_at IS NULL) = (taken_back_by IS NULL))),
  constraint title_decision_kind_check CHECK ((kind = ANY (ARRAY['same'::text, 'apart'::text])))
);

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
