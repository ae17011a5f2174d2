import type { Classification, LiteraryForm } from '#libs/contracts';

/**
 * What a record is as literature: what it says itself and what its NUR says, as far as they agree. Nothing is guessed:
 * where two of them say different things, it is not known.
 */
export function formIn(told: LiteraryForm | null, classifications: readonly Classification[]): LiteraryForm | null {
  let form = told;
  for (const { scheme, notation } of classifications) {
    const meant = scheme === 'nur' ? formOfNur(notation) : null;
    if (meant === null || meant === form) continue;
    if (form !== null) return null;
    form = meant;
  }
  return form;
}

/**
 * NUR tells fiction from other books by its groups: 280 to 285, fiction for children by age; 300 to 349, literary,
 * suspense and popular fiction, without 320 to 329, which is literary non-fiction; from 400 on there are books of
 * information. The other groups (teaching, other books for children, comics, gift books) hold both.
 *
 * Source: Nederlandstalige Uniforme Rubrieksindeling, as described by Lexicon literaryterminology.com (300 literary
 * fiction, 320 literary non-fiction, 330 suspense, 360 comics) and bibliothecarium.org (282 fiction 7-9 years); the list
 * itself is no open data.
 */
function formOfNur(notation: string): LiteraryForm | null {
  if (!/^\d{3}$/.test(notation)) return null;
  const code = Number(notation);
  if (code >= 320 && code <= 329) return 'non-fiction';
  if ((code >= 280 && code <= 285) || (code >= 300 && code <= 349)) return 'fiction';
  return code >= 400 ? 'non-fiction' : null;
}
