import { type Command, Option } from 'commander';
import { MATERIALS, SCHEMES } from '#libs/contracts';
import type { Context } from '../context.ts';
import type { Page } from '../gateway/gateway.ts';
import { count, table } from '../output/table.ts';
import type { Act } from './act.ts';

/** A title of the network as the holdings service finds it, as far as it is shown. */
interface FoundTitle {
  readonly title: string;
  readonly contributor: string | null;
  readonly year: number | null;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
  readonly holders: readonly { readonly participant: string; readonly copies: number; readonly extant: number }[];
}

interface SearchAnswer extends Page<FoundTitle> {
  readonly found: number;
  readonly more: boolean;
}

interface SearchOptions {
  readonly scheme: string;
  readonly notation?: string;
  readonly material?: string;
  readonly language?: string;
  readonly holder?: string;
  readonly most: string;
}

export function registerSearch(program: Command, act: Act): void {
  program
    .command('search')
    .argument('[words...]', 'an ISBN, ppn: or ocn: with a number, or words of title and contributor')
    .description('find titles in what everyone has')
    .addOption(new Option('--scheme <scheme>', 'of the notation').choices(SCHEMES).default('nbc'))
    .option('--notation <beginning>', 'only those whose notation begins so')
    .addOption(new Option('--material <material>', 'only of this material').choices(MATERIALS))
    .option('--language <code>', 'only in this language (ISO 639-2/B)')
    .option('--holder <isil>', 'only what this participant has')
    .option('--most <number>', 'titles at most', '20')
    .action(act((context, words: string[], options: SearchOptions) => search(context, words, options)));
}

async function search(
  { gateway, output }: Context,
  words: string[],
  { most, ...filter }: SearchOptions,
): Promise<void> {
  const asked = { q: words.join(' '), limit: most, ...filter };
  const answer = await gateway.get<SearchAnswer>('holdings', '/titles/search', asked);
  const rows = answer.items.map(({ title, contributor, year, identifiers, holders }) => [
    title,
    contributor,
    String(year ?? ''),
    identifiers[0]?.value,
    holders.reduce((sum, { extant }) => sum + extant, 0),
    holders.map(({ participant }) => participant).join(' '),
  ]);
  const header = ['title', 'contributor', 'year', 'identifier', 'extant', 'holders'];
  const left = answer.more ? `at least ${count(answer.found)}` : count(answer.found);
  const shown = answer.next === null ? '' : `\n${count(rows.length)} of ${left}; narrow down, or ask for --most`;
  output.result(answer, rows.length === 0 ? 'No titles found' : `${table(header, rows)}${shown}`);
}
