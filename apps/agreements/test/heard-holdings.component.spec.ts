import {
  HoldingsChangedV1,
  type SnapshotHolding,
  type SnapshotPage,
  type SnapshotQuestion,
  type SnapshotTitle,
  TitlesChangedV1,
  TitlesMergedV1,
  type TitleState,
} from '#libs/contracts';
import { Answers, askOf, JetStreamStrategy } from '#libs/messaging';
import { eventually, Neighbour } from '#libs/testing';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NIEUWLAND, RIVIERDAL, RunningAgreements, START } from './running.ts';

const RUN = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
const ONE = '1000009780306406157';
const OTHER = '1000009789021434049';
const PPN = '2000000000123456789';

let versions = 0;

function title(id: string, more: Partial<TitleState> = {}): TitleState {
  return {
    id,
    keys: [id],
    title: `Titel ${id}`,
    material: 'book',
    language: 'dut',
    audience: 'adult',
    classifications: [],
    ...more,
  };
}

function titles(version: number, ...some: TitleState[]): TitlesChangedV1 {
  return TitlesChangedV1.of({ version, run: RUN, titles: some });
}

function holds(participant: string, version: number, of: string, extant: number): HoldingsChangedV1 {
  const holdings = [{ title: of, copies: extant, extant, onOrder: 0 }];
  return HoldingsChangedV1.of({ participant, version, run: RUN, holdings });
}

/** What holdings has in the end, and gives when it is asked. */
const state: { titles: SnapshotTitle[]; holdings: SnapshotHolding[] } = { titles: [], holdings: [] };

@Controller()
class OnAsked {
  @Answers(askOf('holdings', 'snapshot'))
  answer(@Payload() { part }: SnapshotQuestion): SnapshotPage<object> {
    return { rows: state[part as 'titles' | 'holdings'], next: null };
  }
}

let service: RunningAgreements;
let holdings: Neighbour;

beforeAll(async () => {
  service = await RunningAgreements.start();
  holdings = await Neighbour.start('holdings', { natsUrl: service.surroundings.nats.urlOf('holdings') }, [OnAsked]);
}, START);

afterAll(async () => {
  await holdings.stop();
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate title, title_key, holding');
});

async function known(): Promise<unknown> {
  const [row] = await service.em.execute<object[]>(
    `select coalesce((select json_agg(t.id::text order by id) from title t where not gone), '[]') as titles,
            coalesce((select json_agg(k.key || ' ' || k.title order by k.key, k.title) from title_by_key k), '[]') as keys,
            coalesce((select json_agg(h.participant || ' ' || h.title || ' ' || h.extant order by h.title, h.participant)
                        from holding h where copies > 0), '[]') as holdings`,
  );
  return row;
}

describe('what holdings tells', () => {
  it('is known here: titles with the keys that lead to them, and who has them', async () => {
    await holdings.say(
      titles(++versions, title(ONE, { keys: [ONE, PPN] }), title(OTHER)),
      holds(RIVIERDAL, versions, ONE, 2),
      holds(NIEUWLAND, versions, ONE, 1),
    );
    await eventually(async () =>
      expect(await known()).toEqual({
        titles: [ONE, OTHER],
        keys: [`${ONE} ${ONE}`, `${OTHER} ${OTHER}`, `${PPN} ${ONE}`],
        holdings: [`${RIVIERDAL} ${ONE} 2`, `${NIEUWLAND} ${ONE} 1`],
      }),
    );
  });

  it('counts by its version, whatever the order in which it comes', async () => {
    const [older, newer] = [++versions, ++versions];
    await holdings.say(
      titles(newer, title(ONE)),
      holds(RIVIERDAL, newer, ONE, 0),
      titles(older, title(ONE, { keys: [ONE, PPN] }), title(OTHER)),
      holds(RIVIERDAL, older, ONE, 3),
      holds(NIEUWLAND, newer, OTHER, 7),
    );
    await eventually(async () =>
      expect(await known()).toEqual({
        titles: [ONE, OTHER],
        keys: [`${ONE} ${ONE}`, `${OTHER} ${OTHER}`],
        holdings: [`${NIEUWLAND} ${OTHER} 7`],
      }),
    );
  });

  it('lets what was known under a title that was merged be found under the one it became part of', async () => {
    await holdings.say(
      titles(++versions, title(ONE), title(OTHER)),
      titles(++versions, title(ONE, { keys: [ONE] }), title(OTHER, { gone: true })),
      TitlesMergedV1.of({ version: versions, run: RUN, merges: [{ from: OTHER, into: ONE }] }),
    );
    await eventually(async () =>
      expect(await known()).toEqual({ titles: [ONE], keys: [`${ONE} ${ONE}`, `${OTHER} ${ONE}`], holdings: [] }),
    );
  });

  it('is replaced by a snapshot as a whole, and goes on from there', async () => {
    await holdings.say(titles(++versions, title(ONE), title(OTHER)), holds(RIVIERDAL, versions, ONE, 2));
    await eventually(async () => expect(await known()).toMatchObject({ titles: [ONE, OTHER] }));
    state.titles = [Object.assign(title(OTHER, { keys: [OTHER, PPN] }), { version: 1 })];
    state.holdings = [{ participant: NIEUWLAND, title: OTHER, copies: 1, extant: 1, onOrder: 0, version: 1 }];
    await service.app.get(JetStreamStrategy).rebuild('holdings');
    await eventually(async () =>
      expect(await known()).toEqual({
        titles: [OTHER],
        keys: [`${OTHER} ${OTHER}`, `${PPN} ${OTHER}`],
        holdings: [`${NIEUWLAND} ${OTHER} 1`],
      }),
    );
    await holdings.say(titles(++versions, title(ONE)), holds(NIEUWLAND, versions, OTHER, 4));
    await eventually(async () =>
      expect(await known()).toMatchObject({ titles: [ONE, OTHER], holdings: [`${NIEUWLAND} ${OTHER} 4`] }),
    );
  });
});
