export * from './activity.ts';
export * from './day.ts';
export * from './isbn.ts';
export * from './isil.ts';
export * from './level.ts';
export * from './period.ts';
export * from './refusal.ts';
export * from './title-key.ts';
