import { readFileSync } from 'node:fs';
import { Refusal } from '#libs/kernel';
import { places } from '#libs/platform';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/** Reads a JSON file that holds a list of one class; every mistake is told with its place. */
export function readList<T extends object>(type: new () => T, path: string): T[] {
  const content: unknown = parsed(path);
  if (!Array.isArray(content)) throw new Refusal('configuration.invalid', `${path} must hold a JSON list`);
  const items = content.map((item: unknown) => plainToInstance(type, item));
  const mistakes = items.flatMap((item, index) => places(validateSync(item, { whitelist: true }), `[${index}]`));
  if (mistakes.length > 0) {
    const lines = mistakes.map(({ at, message }) => `  ${at}: ${message}`).join('\n');
    throw new Refusal('configuration.invalid', `${path} has mistakes; mend them and start again:\n${lines}`, mistakes);
  }
  return items;
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Refusal('configuration.invalid', `${path} cannot be read as JSON: ${(error as Error).message}`);
  }
}
