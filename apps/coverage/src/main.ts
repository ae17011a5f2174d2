import { messagingTransports } from '#libs/messaging';
import { readConfiguration, serve, ServiceConfiguration } from '#libs/platform';
import { CoverageModule } from './coverage.module.ts';
import { takeCsv } from './http/csv-body.ts';

const configuration = readConfiguration(ServiceConfiguration);
await serve(CoverageModule.with(configuration), {
  service: 'coverage',
  configuration,
  transports: messagingTransports,
  prepare: takeCsv,
});
