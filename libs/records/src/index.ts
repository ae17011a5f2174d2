export * from './books.ts';
export * from './generate-marc.ts';
export * from './random.ts';
export * from './write-csv.ts';
export * from './write-marc.ts';
