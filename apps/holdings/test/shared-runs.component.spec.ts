import type { ActingForQuestion } from '#libs/contracts';
import { Answers, askOf } from '#libs/messaging';
import { isbnOf } from '#libs/records';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type Person, RunningHoldings } from './running.ts';

const [POI, ONE, TWO] = ['NL-0800010000', 'NL-0800020000', 'NL-0800030000'];
const support: Person = { roles: ['collection-manager'], participant: POI };
const library: Person = { roles: ['collection-manager'], participant: ONE };
const administrator: Person = { roles: ['administrator'] };
const FILE = ['isil;id;isbn;titel', `${ONE};1;${isbnOf(1)};Een`, `${TWO};2;${isbnOf(2)};Twee`].join('\n');

/** What agreements answers here: one library named the support organisation. */
@Controller()
class ActsFor {
  @Answers(askOf('agreements', 'acting-for'))
  answer(@Payload() { participant }: ActingForQuestion): string[] {
    return participant === POI ? [POI, ONE] : [participant];
  }
}

let service: RunningHoldings;

beforeAll(async () => {
  service = await RunningHoldings.start([ActsFor]);
  await service.knows(POI, ONE, TWO);
});

afterAll(async () => {
  await service?.stop();
});

async function asked(path: string, as: Person): Promise<[number, Record<string, unknown>]> {
  const response = await service.fetch(path, { as });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

async function send(as: Person, query: string): Promise<[number, Record<string, unknown>]> {
  const response = await service.fetch(`/participants/${POI}/imports?source=gedeeld&${query}`, {
    as,
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: FILE,
  });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

async function ended(as: Person, id: unknown): Promise<Record<string, unknown>> {
  return eventually(async () => {
    const [, run] = await asked(`/imports/${String(id)}`, as);
    const parts = run['parts'] as { state: string }[];
    if ([run, ...parts].some(({ state }) => state !== 'done')) throw new Error('Not all of it is done');
    return run;
  });
}

describe('a file of a support organisation for the libraries that it works for', () => {
  it('goes to those that named it; what is of others is rejected', async () => {
    const [status, received] = await send(support, 'shared=true');
    expect([status, received['shared']]).toEqual([202, true]);
    const run = await ended(support, received['id']);
    expect(run).toMatchObject({ records: 2, rejected: 1, parts: [{ participant: ONE, name: `Library ${ONE}` }] });
    expect(await asked(`/imports/${String(received['id'])}/rejects`, support)).toMatchObject([
      200,
      { items: [{ position: 2, code: 'holder.not-yours' }] },
    ]);
    const [part] = run['parts'] as { id: string }[];
    for (const who of [support, library]) {
      expect(await asked(`/imports/${part?.id}`, who)).toMatchObject([200, { partOf: run['id'], added: 1 }]);
    }
    // Of the whole file, with what is of others in it, a library sees nothing.
    expect((await asked(`/imports/${String(run['id'])}`, library))[0]).toBe(403);
  });

  it('goes to everyone from who acts for everyone', async () => {
    const [, { id }] = await send(administrator, 'shared=true');
    expect(await ended(administrator, id)).toMatchObject({
      rejected: 0,
      parts: [{ participant: ONE }, { participant: TWO }],
    });
  });

  it('is refused as a list of what is gone, and without its own participant', async () => {
    expect(await send(support, 'shared=true&mode=deletions')).toMatchObject([409, { code: 'run.not-sharable' }]);
    expect(await send(support, 'shared=perhaps')).toMatchObject([422, { code: 'request.invalid' }]);
    expect((await send(library, 'shared=true'))[0]).toBe(403);
  });

  it('lets a manager act for the own participant while nobody can say for whom else', async () => {
    await service.agreements.stop();
    const other: Person = { roles: ['collection-manager'], participant: TWO };
    expect((await asked(`/participants/${TWO}/holdings`, other))[0]).toBe(200);
    expect((await asked(`/participants/${ONE}/holdings`, other))[0]).toBe(403);
  });
});
