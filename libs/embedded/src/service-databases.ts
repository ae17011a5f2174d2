import { Client } from 'pg';

/** How a database is made everywhere, so that sorting and letter case do not depend on the machine. */
export const DATABASE_FORM = `template template0 encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8'`;

/** Two programs may do this at once; one waits for the other. */
const LOCK = 7_251_803;

/**
 * Makes a database for each service, owned by the login of the same name and closed to all others. What exists already
 * stays; only its password is set anew.
 */
export async function createServiceDatabases(adminUrl: string, passwords: Record<string, string>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('revoke connect on database postgres, template1 from public');
    for (const [service, password] of Object.entries(passwords)) await createOne(client, service, password);
  } finally {
    await client.end();
  }
}

async function createOne(client: Client, service: string, password: string): Promise<void> {
  const name = client.escapeIdentifier(service);
  const login = await client.query('select 1 from pg_roles where rolname = $1', [service]);
  const verb = login.rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${name} login password ${client.escapeLiteral(password)}`);
  const database = await client.query('select 1 from pg_database where datname = $1', [service]);
  if (database.rowCount === 0) await client.query(`create database ${name} owner ${name} ${DATABASE_FORM}`);
  await client.query(`revoke all on database ${name} from public`);
}
