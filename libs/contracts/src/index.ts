export * from './agreements.ts';
export * from './commitments.ts';
export * from './coverage.ts';
export * from './fact.ts';
export * from './holdings.ts';
export * from './snapshots.ts';
export * from './streams.ts';
export * from './withdrawals.ts';
