import { messagingTransports } from '#libs/messaging';
import { acceptUploads, readConfiguration, serve, ServiceConfiguration } from '#libs/platform';
import { AgreementsModule } from './agreements.module.ts';

const configuration = readConfiguration(ServiceConfiguration);
await serve(AgreementsModule.with(configuration), {
  service: 'agreements',
  configuration,
  transports: messagingTransports,
  prepare: acceptUploads,
});
