import { SERVICES } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import type { Service } from '../gateway/gateway.ts';
import { table } from '../output/table.ts';
import type { Act } from './act.ts';

interface ParkedEvent {
  readonly id: string;
  readonly source: string;
  readonly sequence: number | null;
  readonly type: string;
  readonly reason: string;
  readonly tries: number;
  readonly parkedAt: string;
}

/** A parked event with the service that could not apply it. */
type Parked = ParkedEvent & { readonly service: Service };

interface ParkedOptions {
  readonly service?: Service;
}

export function registerParked(program: Command, act: Act): void {
  const parked = program.command('parked').description('events that a service could not apply');
  parked
    .command('list')
    .description('list them, with the reason')
    .addOption(serviceOption())
    .action(act((context, options: ParkedOptions) => list(context, options)));
  parked
    .command('redrive')
    .argument('[ids...]', 'which; all of them without')
    .description('apply them again, after the cause is mended')
    .addOption(serviceOption())
    .action(act((context, ids: string[], options: ParkedOptions) => redrive(context, ids, options)));
}

async function list(context: Context, options: ParkedOptions): Promise<void> {
  const found = await parkedAt(context, options);
  const rows = found.map((it) => [
    it.service,
    it.id,
    it.type,
    it.sequence,
    it.tries,
    it.parkedAt.slice(0, 19),
    it.reason,
  ]);
  const header = ['service', 'id', 'event', 'sequence', 'tries', 'parked', 'reason'];
  context.output.result(found, found.length === 0 ? 'Nothing is parked' : table(header, rows));
}

async function redrive(context: Context, ids: readonly string[], options: ParkedOptions): Promise<void> {
  const found = await parkedAt(context, options);
  const unknown = ids.filter((id) => !found.some((it) => it.id === id));
  if (unknown.length > 0) throw new Refusal('parked.unknown', `Not parked: ${unknown.join(', ')}`);
  const chosen = ids.length === 0 ? found : found.filter(({ id }) => ids.includes(id));
  // Oldest first: what was parked is applied in the order in which it was said.
  for (const { service, id, type } of chosen.toReversed()) {
    await context.gateway.send('POST', service, `/parked/${id}/redrive`);
    context.output.step(`${service} applied ${type} (${id})`);
  }
  context.output.result({ redriven: chosen.map(({ id }) => id) }, `${chosen.length} redriven`);
}

async function parkedAt({ gateway }: Context, { service }: ParkedOptions): Promise<Parked[]> {
  const found: Parked[] = [];
  for (const one of service === undefined ? SERVICES : [service]) {
    for await (const event of gateway.all<ParkedEvent>(one, '/parked')) found.push({ ...event, service: one });
  }
  return found;
}

function serviceOption(): Option {
  return new Option('--service <service>', 'only of this service').choices(SERVICES);
}
