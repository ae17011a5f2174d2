/** An OpenAPI document, as far as it is put together here. */
export interface OpenApi {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>>; readonly [kind: string]: unknown };
  readonly [field: string]: unknown;
}

export interface Part {
  /** Empty for the gateway's own. */
  readonly service: string;
  readonly document: OpenApi;
}

/**
 * One document of several: each service's paths under its prefix, each operation tagged with its service. Schemas of
 * one name that say the same are one; a different one gets its service's name in front.
 */
export function gathered(parts: readonly Part[], away: readonly string[]): OpenApi {
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const { service, document } of parts) {
    const { document: renamed, schemas: own } = withoutClashes(service, document, schemas);
    Object.assign(schemas, own);
    for (const [path, item] of Object.entries(renamed.paths)) {
      paths[service === '' ? path : `/api/${service}${path}`] = tagged(item, service === '' ? 'gateway' : service);
    }
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Collectieplan', version: '1', description: description(away) },
    servers: [{ url: '/' }],
    paths,
    components: { schemas, securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    security: [{ bearer: [] }],
  };
}

function withoutClashes(
  service: string,
  document: OpenApi,
  taken: Readonly<Record<string, unknown>>,
): { document: OpenApi; schemas: Record<string, unknown> } {
  const own = document.components?.schemas ?? {};
  const clashing = Object.keys(own).filter((name) => name in taken && !same(own[name], taken[name]));
  if (clashing.length === 0) return { document, schemas: { ...own } };
  const names = new Map(clashing.map((name) => [name, `${service.charAt(0).toUpperCase()}${service.slice(1)}${name}`]));
  const text = JSON.stringify(document).replaceAll(/"#\/components\/schemas\/([^"]+)"/g, (reference, name: string) =>
    names.has(name) ? `"#/components/schemas/${names.get(name)}"` : reference,
  );
  const renamed = JSON.parse(text) as OpenApi;
  const schemas = Object.entries(renamed.components?.schemas ?? {}).map(([name, it]) => [names.get(name) ?? name, it]);
  return { document: renamed, schemas: Object.fromEntries(schemas) as Record<string, unknown> };
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);

function tagged(item: unknown, tag: string): unknown {
  const operations = Object.entries(item as Record<string, Record<string, unknown>>);
  return Object.fromEntries(
    operations.map(([method, operation]) => {
      if (!METHODS.has(method)) return [method, operation];
      const id =
        typeof operation['operationId'] === 'string' ? { operationId: `${tag}_${operation['operationId']}` } : {};
      return [method, { ...operation, ...id, tags: [tag] }];
    }),
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function description(away: readonly string[]): string {
  const text = 'Everything that the services offer, at the one address of the gateway.';
  return away.length === 0 ? text : `${text} Not described now, since away: ${away.join(', ')}.`;
}
