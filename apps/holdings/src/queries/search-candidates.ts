import type { EntityManager } from '@mikro-orm/postgresql';
import { type Candidate } from '../model/search-order.ts';
import { languageTerm, materialTerm, notationTerm, quoted } from '../model/search-terms.ts';
import { oneMistakeFrom } from '../model/search-words.ts';
import type { Scheme } from '#libs/contracts';

/** What a search is narrowed down to. */
export interface SearchFilter {
  readonly scheme?: Scheme | undefined;
  /** Everything whose notation begins so. */
  readonly notation?: string | undefined;
  readonly material?: string | undefined;
  readonly language?: string | undefined;
  /** ISIL of a participant that has it. */
  readonly holder?: string | undefined;
}

/** Titles that are looked at, of those that have the words: somebody whose words fit more can only narrow down. */
export const MOST_CANDIDATES = 1_000;

/** With so many titles that have the words as they were typed nobody looks for what else may have been meant. */
const ENOUGH = 50;

/** The titles that have all words, some of them with a mistake where few have them as they are; in no order. */
export async function candidates(
  em: EntityManager,
  words: readonly string[],
  filter: SearchFilter,
): Promise<Candidate[]> {
  const asTyped = await matching(em, words.map(quoted), filter);
  if (words.length === 0 || asTyped.length >= ENOUGH) return asTyped;
  const alternatives = await meantBy(em, words);
  if (alternatives.every((others) => others.length === 0)) return asTyped;
  const meant = words.map((word, at) => `(${[word, ...(alternatives[at] ?? [])].map(quoted).join('|')})`);
  const found = new Map(asTyped.map((it) => [it.id, it]));
  for (const it of await matching(em, meant, filter)) if (!found.has(it.id)) found.set(it.id, it);
  return [...found.values()];
}

/** Of each word the words that titles have and that it is one mistake away from. */
async function meantBy(em: EntityManager, words: readonly string[]): Promise<string[][]> {
  const mistakes = words.map(oneMistakeFrom);
  const known = await em.execute<{ word: string }[]>(
    `select word from search_word where word = any (array(select json_array_elements_text(?::json)))`,
    [JSON.stringify(mistakes.flatMap((some) => [...some]))],
  );
  return mistakes.map((some) => known.filter(({ word }) => some.has(word)).map(({ word }) => word));
}

/**
 * Goes by the index always, whose order is that of the rows: so the same are found for every page of one answer. The
 * plan that reads the whole table from wherever somebody else happens to read it is no cheaper on a table of any size.
 */
async function matching(em: EntityManager, words: readonly string[], filter: SearchFilter): Promise<Candidate[]> {
  const terms = [...words, ...filterTerms(filter)];
  if (terms.length === 0) return [];
  const { holder = null } = filter;
  return em.fork().transactional(async (tx) => {
    await tx.execute(`set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0`);
    return tx.execute<Candidate[]>(
      `select e.title_id::text as id, e.title, e.contributor, e.year
         from search_entry e
        where e.words @@ ?::tsquery
          and (?::text is null or exists (
                select from holding h join participant p on p.number = h.participant
                 where h.title_id = e.title_id and p.isil = ?))
        limit ?`,
      [terms.join(' & '), holder, holder, MOST_CANDIDATES],
    );
  });
}

function filterTerms({ scheme, notation, material, language }: SearchFilter): string[] {
  return [
    ...(notation === undefined || scheme === undefined ? [] : [`${quoted(notationTerm({ scheme, notation }))}:*`]),
    ...(material === undefined ? [] : [quoted(materialTerm(material))]),
    ...(language === undefined ? [] : [quoted(languageTerm(language))]),
  ];
}
