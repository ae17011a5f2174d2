import type { Command } from 'commander';
import { type Context, contextOf, type Surroundings } from '../context.ts';

/** Turns what a command does with its context into what commander calls with arguments, options and the command. */
export type Act = <Arguments extends readonly unknown[]>(
  run: (context: Context, ...given: Arguments) => Promise<void>,
) => (...given: [...Arguments, Command]) => Promise<void>;

export function actWithin(surroundings: Surroundings): Act {
  return <Arguments extends readonly unknown[]>(run: (context: Context, ...given: Arguments) => Promise<void>) =>
    async (...given: [...Arguments, Command]) => {
      const command = given.at(-1) as Command;
      await run(contextOf(command, surroundings), ...(given.slice(0, -1) as unknown as Arguments));
    };
}
