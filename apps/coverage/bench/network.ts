import type { EntityManager } from '@mikro-orm/postgresql';

/** How many take part in the network that is measured, and how many hold each title. */
export const NETWORK = { participants: 150, holders: 4 } as const;

/** Who is responsible for every profile but the largest, in which everyone is. */
const RESPONSIBLE = 12;

/**
 * A network as a nation has it, without the way there: participants that hold titles at random, in a hundred groups of
 * twenty subjects each, three materials and four languages; and agreements with all of them for the largest profile.
 */
export async function fillNetwork(em: EntityManager, holdings: number): Promise<void> {
  const titles = Math.ceil(holdings / NETWORK.holders);
  await em.fork().transactional(async (tx) => {
    await tx.execute(
      `insert into participant (isil) select 'NL-' || lpad(n::text, 10, '0') from generate_series(1, ?) n`,
      [NETWORK.participants],
    );
    await tx.execute(
      `insert into title (id, version, keys, title, material, language, audience, classifications, gone, profiles)
       select id, 1, array[id], 'Titel ' || n, (array['book', 'score', 'audio'])[1 + n % 3],
              (array['dut', 'eng', 'ger', 'fre'])[1 + (n / 7) % 4], (array['adult', 'youth'])[1 + (n / 11) % 2],
              jsonb_build_array(jsonb_build_object('scheme', 'nbc', 'notation',
                lpad((h % 100)::text, 2, '0') || '.' || lpad(((h / 100) % 20)::text, 2, '0'))), false, '{0}'
         from (select n, abs(hashint8(n)::bigint) as h, 1000000000000000000 + (n * 7919) % 1000000007 as id
                 from generate_series(0::bigint, ?::bigint) n) t`,
      [titles - 1],
    );
    await tx.execute(
      `insert into holding (participant, title, copies, extant, on_order, version)
       select p.number, t.id, 1, 1, 0, 1
         from title t cross join generate_series(1, ${NETWORK.holders}) k
         join participant p on p.number = 1 + (abs(hashint8(t.id)::bigint) + k * (1 + abs(hashint8extended(t.id, 1)) % 36)) % ${NETWORK.participants}`,
    );
    await tx.execute(
      `insert into agreement (agreement, version, participant, profile, activity, level, valid_from, valid_to, titles, copies, plan, named)
       select gen_random_uuid(), 1, p.number, 'p' || lpad(g::text, 2, '0'), 'collect', '2a', '2026-01-01'::date, '2099-12-31'::date, 0, 0,
              gen_random_uuid(), '[]'::jsonb
         from participant p cross join generate_series(0, 99) g
        where (p.number + g * 7) % ${NETWORK.participants} < ${RESPONSIBLE}
       union all
       select gen_random_uuid(), 1, p.number, 'groot', 'collect', '2a', '2026-01-01'::date, '2099-12-31'::date, 0, 0, gen_random_uuid(), '[]'::jsonb
         from participant p`,
    );
  });
  await em.fork().execute('vacuum (analyze) title');
  await em.fork().execute('vacuum (analyze) holding');
}

/** A hundred profiles of a hundredth of the titles each, and one of a third of them. */
export function networkPlan(): string {
  const targets = 'targets: { collect: { level: 2a, participants: { min: 2 }, overlapThreshold: 50 } }';
  const profiles = Array.from({ length: 100 }, (_, at) => {
    const group = String(at).padStart(2, '0');
    return `
  - code: p${group}
    name: { nl: Groep ${group} }
    scope: { classification: [{ scheme: nbc, prefix: '${group}' }] }
    ${targets}`;
  });
  return `plan: meting\ntitle: Meting\nperiod: { from: 2026-01-01, to: 2099-12-31 }\nprofiles:${profiles.join('')}
  - code: groot
    name: { nl: Groot }
    scope: { classification: [{ scheme: nbc, from: '00', to: '32' }] }
    ${targets}\n`;
}
