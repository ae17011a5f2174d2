import { SERVICES } from '#libs/contracts';
import { type Published, schemaFile } from './published.ts';
import type { Schema } from './schema.ts';

/** `docs/events.md`: every event and its fields, to read. */
export function eventsTable(published: readonly Published[]): string {
  const parts = [INTRODUCTION];
  for (const service of SERVICES) {
    const own = published.filter((it) => it.service === service);
    const hearers = own[0]?.heardBy ?? [];
    parts.push(
      `## ${service}\n\nStream \`${own[0]?.stream}\`, heard by ${hearers.length === 0 ? 'no service' : hearers.join(' and ')}.\n`,
      ...own.map(section),
    );
  }
  return parts.join('\n');
}

const INTRODUCTION = `<!-- Generated from libs/contracts by \`npm run contracts\`. Change the classes there. -->

# Events

What each service says, as CloudEvents 1.0 over NATS JetStream: attributes in the headers (\`ce-id\`, \`ce-type\`,
\`ce-source\`, \`ce-time\`, \`ce-dataschema\`, \`traceparent\`), data as JSON. The subject is the type, with the ISIL of the
participant appended where the event is about one. \`collectie-epoch\` and \`collectie-sequence\` number the events of a source
without gaps. The same in machine-readable form: [asyncapi.yaml](events/asyncapi.yaml) and a
[JSON Schema](events/schemas) of each.

A published contract only gains optional fields; whatever would break a hearer becomes a \`v2\` beside it.
\`npm run contracts\` refuses to write an incompatible change.
`;

function section({ type, subject, schema, example }: Published): string {
  return `### \`${type}\`

${schema.description ?? ''}

Subject \`${subject}\`

| field | type | |
|---|---|---|
${rows(schema).join('\n')}

[Schema](${schemaFile(type)}) · example:

\`\`\`json
${JSON.stringify(example, null, 2)}
\`\`\`
`;
}

function rows(schema: Schema, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([field, value]) => {
    const optional = schema.required?.includes(field) ? '' : '?';
    const inner = value.type === 'array' ? (value.items ?? {}) : value;
    const suffix = value.type === 'array' ? '[]' : '';
    const name = `${prefix}${field}${suffix}`;
    const row = `| \`${name}\`${optional} | ${kindOf(inner)} | ${value.description ?? inner.description ?? ''} |`;
    return [row].concat(rows(inner, `${name}.`));
  });
}

function kindOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (schema.pattern === String.raw`^\d{4}-\d{2}-\d{2}$`) return 'day';
  if (schema.pattern !== undefined) return `string, \`${schema.pattern}\``;
  if (schema.format !== undefined) return schema.format;
  const least = schema.minimum === undefined ? '' : `, at least ${schema.minimum}`;
  const most = schema.maximum === undefined ? '' : `, at most ${schema.maximum}`;
  return `${schema.type === 'object' ? (schema.title ?? 'object') : (schema.type ?? 'anything')}${least}${most}`;
}
