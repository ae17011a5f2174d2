#!/bin/sh
# Runs once, when the data folder is made: a database and a login for each service, closed to the others. The passwords
# come from the environment of the container. (The embedded servers do the same: libs/embedded/src/service-databases.ts.)
set -eu

create() {
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -v name="$1" -v password="$2" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name"
  template template0 encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8';
revoke all on database :"name" from public;
SQL
}

psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -c 'revoke connect on database postgres, template1 from public'
create holdings "$HOLDINGS_DB_PASSWORD"
create agreements "$AGREEMENTS_DB_PASSWORD"
create coverage "$COVERAGE_DB_PASSWORD"
create gateway "$GATEWAY_DB_PASSWORD"
