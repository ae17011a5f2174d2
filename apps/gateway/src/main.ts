import 'reflect-metadata';
import { readConfiguration } from '#libs/platform';
import { GatewayConfiguration } from './configuration.ts';
import { startGateway } from './start.ts';

await startGateway(readConfiguration(GatewayConfiguration));
