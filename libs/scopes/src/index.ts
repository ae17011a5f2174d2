export * from './classifier.ts';
export * from './crosswalk.ts';
export * from './led-parts.ts';
export * from './notation.ts';
export * from './scope.ts';
export * from './scope-matcher.ts';
export * from './shared-notation.ts';
export * from './uncovered.ts';
