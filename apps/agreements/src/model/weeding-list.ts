import { Refusal, type TitleKey, keyOfIdentifier } from '#libs/kernel';

/** A line of a list of what is to go, as somebody wrote it. */
export interface ListedTitle {
  readonly identifier: string;
  readonly copies: number;
}

/** A title of a list, with the key that it is matched by. */
export interface WantedTitle extends ListedTitle {
  readonly key: TitleKey;
}

/** A line of a list that names no title. */
export interface UnreadLine {
  /** Its place in the list, from 0. */
  readonly place: number;
  readonly identifier: string;
  readonly code: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** Reads which titles a list is about; what names none is told apart, with its place. */
export function readWeedingList(listed: readonly ListedTitle[]): { wanted: WantedTitle[]; unread: UnreadLine[] } {
  const wanted: WantedTitle[] = [];
  const unread: UnreadLine[] = [];
  for (const [place, { identifier, copies }] of listed.entries()) {
    try {
      wanted.push({ identifier: identifier.trim(), key: keyOfIdentifier(identifier), copies });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      unread.push({ place, identifier, code: error.code, message: error.message });
    }
  }
  return { wanted, unread };
}

/** A title that was listed more than once, by whichever of its keys, is one item with more copies. */
export function perTitle(
  wanted: readonly WantedTitle[],
  titles: ReadonlyMap<TitleKey, string>,
): (WantedTitle & { readonly title: string | null })[] {
  const items = Map.groupBy(wanted, ({ key }) => titles.get(key) ?? key);
  return [...items.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const copies = some.reduce((sum, one) => sum + one.copies, 0);
    return [{ ...first, title: titles.get(first.key) ?? null, copies }];
  });
}
