import { availableParallelism } from 'node:os';

/** Every test kind (`.spec` pure, `.int.spec` real PostgreSQL, `.component.spec` with real NATS) runs through this one configuration. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/deploy'],
  testRegex: String.raw`\.spec\.tsx?$`,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    [String.raw`\.tsx?$`]: [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/libs/testing/src/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/global-teardown.ts',
  // Much of a test is waiting for servers; a machine of two cores would otherwise run one file at a time.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testSequencer: '<rootDir>/libs/testing/src/longest-first.mjs',
  testTimeout: 60_000,
};
