import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '#libs/platform';
import { migrations } from '../src/migrations/index.ts';
import { Harvested } from './harvesting.ts';

/** Harvests in a process of its own, for tests that kill it. */
const { DATABASE = '', SPOOL = '' } = process.env;
const orm = await MikroORM.init({ ...ormOptions({ url: DATABASE, migrations }), logger: () => {} });
const harvested = await Harvested.over(orm, {}, { folder: SPOOL });
process.stdout.write('working\n');
await harvested.work();
await orm.close(true);
