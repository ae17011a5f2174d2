import { messagingTransports } from '#libs/messaging';
import { acceptUploads, readConfiguration, serve } from '#libs/platform';
import { HoldingsConfiguration } from './configuration.ts';
import { HoldingsModule } from './holdings.module.ts';

const configuration = readConfiguration(HoldingsConfiguration);
await serve(HoldingsModule.with(configuration), {
  service: 'holdings',
  configuration,
  transports: messagingTransports,
  prepare: acceptUploads,
});
