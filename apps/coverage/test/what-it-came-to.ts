import type { EntityManager } from '@mikro-orm/postgresql';
import type { Said } from './running.ts';

/** The counters as the oracle writes them; rows that count nothing say nothing. */
export async function figures(em: EntityManager): Promise<Record<'participants' | 'histogram' | 'pairs', string[]>> {
  const read = async (sql: string): Promise<string[]> =>
    (await em.execute<{ line: string }[]>(sql)).map(({ line }) => line).toSorted();
  return {
    participants: await read(
      `select concat_ws(' ', profile, isil, titles, copies, extant, on_order) as line
         from participant_statistics join participant on number = participant
        where (titles, copies, extant, on_order) <> (0, 0, 0, 0)`,
    ),
    histogram: await read(
      `select concat_ws(' ', profile, holders, titles) as line from holders_histogram where titles <> 0`,
    ),
    pairs: await read(
      `select concat_ws(' ', profile, least(a.isil, b.isil), greatest(a.isil, b.isil), titles) as line
         from pair_statistics join participant a on a.number = one join participant b on b.number = other where titles <> 0`,
    ),
  };
}

interface FlagLike {
  readonly kind: string;
  readonly profile: string;
  readonly activity?: string | null;
  readonly subject: string;
  readonly participants: readonly string[];
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** The figures by which the oracle tells two flags of a kind apart. */
const FIGURES: Record<string, (evidence: Readonly<Record<string, unknown>>) => unknown> = {
  'gap.unowned': () => '',
  'gap.level': ({ below }) => below,
  'gap.redundancy': ({ atLevel }) => atLevel,
  'gap.volume': ({ titles }) => titles,
  'gap.undelivered': ({ promised, due, arrived, since }) => [promised, due, arrived, since ?? ''],
  'gap.preservation': ({ short, titles }) => [short, titles],
  'gap.upcoming': ({ on, gaps }) => [on, gaps],
  'risk.single-holder': () => '',
  'risk.last-copy': ({ extant, withdrawnBy }) => [
    extant,
    (withdrawnBy as { copies: number }[]).map(({ copies }) => copies).join('+'),
  ],
  'risk.level-mismatch': ({ current, measured, held, titles, reference }) => [
    current,
    measured,
    held,
    titles,
    reference === 'network' ? '' : 'of a list',
  ],
  'overlap.responsibility': ({ committed }) => committed,
  'overlap.holdings': ({ shared, titles }) => [shared, ...Object.values(titles as object)],
  'overlap.planned-title': ({ heldBy }) => (heldBy as string[]).join('+'),
};

function lineOf({ kind, profile, activity, subject, participants, evidence }: FlagLike): string {
  return `${kind} ${profile} ${activity ?? ''} ${subject}|${participants.join()}|${String(FIGURES[kind]!(evidence))}`;
}

export async function openFlagsOf(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<FlagLike[]>(
    'select kind, profile, activity, subject, participants, evidence from flag where cleared_at is null',
  );
  return linesOf(rows);
}

/** Flags as the oracle writes them. */
export function linesOf(flags: readonly FlagLike[]): string[] {
  return flags.map(lineOf).toSorted();
}

/** Somebody who hears the flag events, and objects to what cannot be: raised twice, or cleared without being raised. */
export class Listener {
  readonly open = new Map<string, string>();

  hear(said: readonly Said[]): void {
    for (const { type, data } of said) {
      const what = /^coverage\.flags-(raised|updated|cleared)\.v1$/.exec(type)?.[1];
      if (what === undefined) continue;
      for (const flag of data['flags'] as (FlagLike & { flag: string })[]) {
        const known = this.open.has(flag.flag);
        if ((what === 'raised') === known)
          throw new Error(`${flag.kind} ${flag.flag} was ${what} while ${known ? 'open' : 'not open'}`);
        if (what === 'cleared') this.open.delete(flag.flag);
        else this.open.set(flag.flag, lineOf(flag));
      }
    }
  }
}
