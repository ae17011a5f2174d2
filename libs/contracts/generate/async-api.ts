import { stringify } from 'yaml';
import type { Published } from './published.ts';

const HEADERS = {
  type: 'object',
  required: ['ce-specversion', 'ce-id', 'ce-type', 'ce-source', 'ce-time', 'collectie-epoch', 'collectie-sequence'],
  properties: {
    'ce-specversion': { type: 'string', const: '1.0' },
    'ce-id': { type: 'string', description: "The event's id; also its Nats-Msg-Id." },
    'ce-type': { type: 'string', description: 'The name and version of the contract.' },
    'ce-source': { type: 'string', description: 'A slash and the name of the service that publishes.' },
    'ce-time': { type: 'string', format: 'date-time' },
    'ce-dataschema': { type: 'string', description: 'The schema that the data follow.' },
    'collectie-epoch': { type: 'string', description: "The life of the source's numbering." },
    'collectie-sequence': {
      type: 'string',
      description: 'The number of the event within its source and epoch, without gaps.',
    },
    traceparent: { type: 'string', description: 'W3C trace context of what caused the event.' },
  },
};

const PARTICIPANT = 'ISIL of the participant; what has a meaning in a NATS subject is written as _';

/** The AsyncAPI 3 document of every event: one channel for each, in the stream of the service that publishes it. */
export function asyncApi(published: readonly Published[]): string {
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Events of the Gezamenlijk Collectieplan',
      version: '1.0.0',
      description:
        'CloudEvents 1.0 over NATS JetStream: the attributes as headers, the data as JSON. Generated from libs/contracts.',
      license: { name: 'EUPL-1.2' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(published.map((it) => [nameOf(it), channel(it)])),
    operations: Object.fromEntries(published.map((it) => [`publish${nameOf(it)}`, operation(it)])),
    components: {
      messageTraits: { cloudEvent: { headers: HEADERS } },
      messages: Object.fromEntries(published.map((it) => [nameOf(it), message(it)])),
    },
  };
  return `# Generated from libs/contracts; change the classes there.\n${stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })}`;
}

function nameOf({ schema }: Published): string {
  return schema.title ?? '';
}

function channel(it: Published): object {
  return {
    address: it.subject,
    title: it.type,
    description: `In stream ${it.stream}${it.heardBy.length > 0 ? `, heard by ${it.heardBy.join(' and ')}` : ''}.`,
    ...(it.subject === it.type ? {} : { parameters: { participant: { description: PARTICIPANT } } }),
    messages: { [nameOf(it)]: { $ref: `#/components/messages/${nameOf(it)}` } },
  };
}

function operation(it: Published): object {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${nameOf(it)}` },
    summary: `${it.service} says it.`,
    tags: [{ name: it.service }],
  };
}

function message(it: Published): object {
  const { $schema: _schema, $id: _id, ...payload } = it.schema;
  return {
    name: it.type,
    title: nameOf(it),
    ...(payload.description === undefined ? {} : { summary: payload.description }),
    contentType: 'application/json',
    traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
    payload,
    examples: [{ name: 'fixture', payload: it.example }],
  };
}
