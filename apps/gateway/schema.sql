create table migration (
  id integer default nextval('migration_id_seq'::regclass) not null,
  name character varying(255) not null,
  executed_at timestamp(6) with time zone default CURRENT_TIMESTAMP(6) not null,
  constraint migration_pkey PRIMARY KEY (id)
);

create table session (
  id text not null,
  user_id text not null,
  tokens text not null,
  token_until timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  used_at timestamp with time zone default now() not null,
  ends_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_ends_after_it_begins CHECK ((ends_at > created_at))
);
CREATE INDEX session_ends_at ON public.session USING btree (ends_at);
