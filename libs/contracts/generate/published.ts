import { type FactType, HEARS, SAYS, SERVICES, type Service, streamOf } from '#libs/contracts';
import { type Comments, type Schema, schemaOf } from './schema.ts';

/** One published event, as the documents show it. */
export interface Published {
  readonly type: string;
  /** The NATS subject: the type, with the participant appended where the event is about one. */
  readonly subject: string;
  readonly service: Service;
  readonly stream: string;
  readonly heardBy: readonly Service[];
  readonly schema: Schema;
  readonly example: unknown;
}

/** The file under `docs/` that an event's schema is published in. */
export function schemaFile(type: string): string {
  return `events/schemas/${type}.json`;
}

export function everythingPublished(comments: Comments, fixtureOf: (type: string) => unknown): Published[] {
  return SERVICES.flatMap((service) => SAYS[service].map((fact) => publishedBy(service, fact, comments, fixtureOf)));
}

function publishedBy(
  service: Service,
  fact: FactType,
  comments: Comments,
  fixtureOf: (type: string) => unknown,
): Published {
  const schema = schemaOf(fact, comments);
  return {
    type: fact.type,
    subject: schema.required?.includes('participant') === true ? `${fact.type}.{participant}` : fact.type,
    service,
    stream: streamOf(service).name,
    heardBy: SERVICES.filter((hearer) => HEARS[hearer].includes(service)),
    schema: { $schema: 'http://json-schema.org/draft-07/schema#', $id: `urn:collectieplan:${fact.type}`, ...schema },
    example: fixtureOf(fact.type),
  };
}
