import { asyncApi } from './async-api.ts';
import { readComments } from './comments.ts';
import { eventsTable } from './events-table.ts';
import { everythingPublished, schemaFile } from './published.ts';

/** Everything that is published about the contracts: file name under `docs/` and content. */
export function documents(sourceFolder: string, fixtureOf: (type: string) => unknown): Map<string, string> {
  const published = everythingPublished(readComments(sourceFolder), fixtureOf);
  return new Map([
    ...published.map(({ type, schema }) => [schemaFile(type), `${JSON.stringify(schema, null, 2)}\n`] as const),
    ['events/asyncapi.yaml', asyncApi(published)],
    ['events.md', eventsTable(published)],
  ]);
}
