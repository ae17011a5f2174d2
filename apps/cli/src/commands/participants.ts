import { PARTICIPANT_KINDS } from '#libs/contracts';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { Progress } from '../output/progress.ts';
import type { Act } from './act.ts';
import { readList } from './files.ts';

interface Participant {
  readonly isil: string;
  readonly name: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string | null;
  readonly successor: string | null;
}

/** What became of a list of participants. */
export interface Loaded {
  registered: number;
  changed: number;
  unchanged: number;
}

export function registerParticipants(program: Command, act: Act): void {
  program
    .command('participants')
    .description('the participants of the network')
    .command('load')
    .argument('<file>', `CSV with isil, name, kind (${PARTICIPANT_KINDS.join(', ')}), from, and if known to, successor`)
    .description('register participants, or change those that are known')
    .action(act((context, file: string) => load(context, file)));
}

async function load({ gateway, output }: Context, file: string): Promise<void> {
  const progress = new Progress(output);
  const told = await loadParticipants(gateway, file, (done, of) => progress.at('Registering participants', done, of));
  progress.end();
  output.result(told, `${told.registered} registered, ${told.changed} changed, ${told.unchanged} as they were`);
}

/** Loading the same list again changes nothing. */
export async function loadParticipants(
  gateway: Gateway,
  file: string,
  done: (count: number, of: number) => void = () => undefined,
): Promise<Loaded> {
  const rows = await readList(file, ['isil', 'name', 'kind', 'from']);
  const loaded: Loaded = { registered: 0, changed: 0, unchanged: 0 };
  for (const [index, row] of rows.entries()) {
    loaded[await settle(gateway, participantOf(row))]++;
    done(index + 1, rows.length);
  }
  return loaded;
}

function participantOf(row: Record<string, string>): Participant {
  const { isil = '', name = '', kind = '', from = '', to = '', successor = '' } = row;
  return { isil, name, kind, from, to: to === '' ? null : to, successor: successor === '' ? null : successor };
}

async function settle(gateway: Gateway, { isil, ...wanted }: Participant): Promise<keyof Loaded> {
  const path = `/participants/${encodeURIComponent(isil)}`;
  const known = await gateway.find<Participant & { version: number }>('agreements', path);
  if (known === undefined) {
    await gateway.send('POST', 'agreements', '/participants', { isil, ...wanted });
    return 'registered';
  }
  const same = (Object.keys(wanted) as (keyof typeof wanted)[]).every(
    (field) => (known[field] ?? null) === wanted[field],
  );
  if (same) return 'unchanged';
  await gateway.send('PUT', 'agreements', path, { ...wanted, version: known.version });
  return 'changed';
}
