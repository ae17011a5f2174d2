import { createInterface } from 'node:readline/promises';
import { hashed } from './passwords.ts';

/** Reads a password from standard input and writes what an accounts file keeps of it. */
const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  process.stdout.write(`${await hashed(line)}\n`);
  break;
}
lines.close();
