import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '#libs/platform';
import { migrations } from '../src/migrations/index.ts';
import { Imports } from './importing.ts';

/** Carries out every run in a process of its own, for tests that kill it. */
const { DATABASE = '', SPOOL = '', CHUNK = '50' } = process.env;
const orm = await MikroORM.init({ ...ormOptions({ url: DATABASE, migrations }), logger: () => {} });
const imports = await Imports.over(orm, { chunk: Number(CHUNK), leaseSeconds: 1, threadAbove: 0 }, { folder: SPOOL });
process.stdout.write('working\n');
await imports.work();
await orm.close(true);
