import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Refusal } from '#libs/kernel';

/**
 * Reads a configuration class from environment variables. A property is named like its variable; a wrong or missing
 * one is refused at start with a message that names it.
 */
export function readConfiguration<T extends object>(type: new () => T, env: NodeJS.ProcessEnv = process.env): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = plainToInstance(type, given, { enableImplicitConversion: true, exposeDefaultValues: true });
  const mistakes = validateSync(read, { whitelist: true, skipMissingProperties: false }).map((mistake) => ({
    at: mistake.property,
    message: Object.values(mistake.constraints ?? {}).join('; '),
  }));
  if (mistakes.length > 0) {
    const lines = mistakes.map(({ at, message }) => `  ${at}: ${message}`).join('\n');
    throw new Refusal('configuration.invalid', `Set these environment variables and start again:\n${lines}`, mistakes);
  }
  return read;
}
