export * from './notation.ts';
export * from './scope.ts';
export * from './scope-matcher.ts';
