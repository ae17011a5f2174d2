import { type Fact, HoldingsChangedV1, RunFinishedV1, RunStartedV1, TitlesChangedV1 } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Four participants who all hold the same titles, spread over a hundred profiles. */
export const PARTICIPANTS = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003', 'NL-0800000004'] as const;

const FINISH = { source: 'bench', asOf: '2026-01-01', records: 1, rejected: 0, added: 1, changed: 0, removed: 0 };

export function started(run: string, participant: string): Fact {
  return RunStartedV1.of({ run, participant, source: 'bench', expected: 1 });
}

export function finished(run: string, participant: string): Fact {
  return RunFinishedV1.of({ run, participant, ...FINISH });
}

/** Title ids in no order, as hashes are. */
export function idOf(number: number): string {
  return `1${String((number * 7_919) % 1_000_000_007).padStart(18, '0')}`;
}

export function titlesFrom(run: string, version: number, first: number, count: number): Fact {
  return TitlesChangedV1.of({
    version,
    run,
    titles: Array.from({ length: count }, (_, at) => {
      const [id, group] = [idOf(first + at), String((first + at) % 100).padStart(2, '0')];
      return {
        id,
        keys: [id],
        title: `Titel ${first + at}`,
        material: 'book' as const,
        language: 'dut',
        audience: 'adult' as const,
        classifications: [{ scheme: 'nbc' as const, notation: `${group}.10` }],
      };
    }),
  });
}

export function holdingsFrom(run: string, version: number, participant: string, first: number, count: number): Fact {
  const holdings = Array.from({ length: count }, (_, at) => ({
    title: idOf(first + at),
    copies: 1 + (version % 3),
    extant: 1,
    onOrder: 0,
  }));
  return HoldingsChangedV1.of({ version, run, participant, holdings });
}

/** The rows that these titles and holdings come to before any plan is in force, without the way there. */
export async function fill(em: EntityManager, holdings: number): Promise<void> {
  await em.fork().transactional(async (tx) => {
    await tx.execute(`insert into participant (isil) select unnest(?::text[])`, [`{${PARTICIPANTS.join(',')}}`]);
    await tx.execute(
      `insert into title (id, version, keys, title, material, language, audience, classifications, gone, profiles)
       select id, 1, array[id], 'Titel ' || n, 'book', 'dut', 'adult',
              jsonb_build_array(jsonb_build_object('scheme', 'nbc', 'notation', lpad((n % 100)::text, 2, '0') || '.10')), false, '{0}'
         from (select n, 1000000000000000000 + (n * 7919) % 1000000007 as id from generate_series(0::bigint, ?::bigint) n) t`,
      [holdings / PARTICIPANTS.length - 1],
    );
    await tx.execute(
      `insert into holding (participant, title, copies, extant, on_order, version)
       select p.number, t.id, 1, 1, 0, 1 from title t cross join participant p`,
    );
  });
  await em.fork().execute('analyze title, holding');
}

/** A hundred profiles, none of which ever has titles enough, so that each change is told. */
export function plan(): string {
  const profiles = Array.from({ length: 100 }, (_, at) => {
    const group = String(at).padStart(2, '0');
    return `
  - code: p${group}
    name: { nl: Groep ${group} }
    scope: { classification: [{ scheme: nbc, prefix: '${group}' }] }
    targets: { collect: { level: 2a, participants: { min: 1 }, titles: { min: 900000000 } } }`;
  });
  return `plan: meting\ntitle: Meting\nperiod: { from: 2026-01-01, to: 2029-12-31 }\nprofiles:${profiles.join('')}\n`;
}

export function quantile(times: readonly number[], share: number): number {
  return times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
