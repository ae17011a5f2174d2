export { builtProject } from './built-project.ts';
export { chromiumPath } from './chromium.ts';
export { freshDatabase, type FreshDatabase } from './database.ts';
export { eventually } from './eventually.ts';
export { Neighbour } from './neighbour.ts';
export { end, ended, ownProcess, typescriptArguments } from './own-process.ts';
export { testIssuer, type TestIssuer } from './issuer.ts';
export { FragileNats, freshNats, type FreshNats, type NatsSetup } from './nats.ts';
export { schemaOf } from './schema.ts';
