import type { MarcView } from '#libs/marc';
import type { Audience, LiteraryForm, Material } from '#libs/contracts';

/** The kind of material, from leader/06–07 and field 007 and 008. */
export function materialOf(fields: MarcView, coded: string): Material {
  const type = fields.leader(6);
  if (type === 'a' || type === 't') {
    if ('bis'.includes(fields.leader(7))) return 'serial';
    return onlineOrDisc(fields, coded, 23) ? 'e-book' : 'book';
  }
  if (type === 'c' || type === 'd') return 'score';
  if (type === 'i' || type === 'j') return 'sound';
  if (type === 'e' || type === 'f') return 'map';
  if (type === 'g') return 'video';
  if (type === 'k') return 'image';
  if (type === 'm') return coded[26] === 'g' ? 'game' : 'other';
  if (type === 'r') return coded[33] === 'g' ? 'game' : 'other';
  return 'other';
}

/** Whether it is an electronic manifestation, which is another title than the printed one. */
export function isElectronic(fields: MarcView, coded: string, material: Material): boolean {
  if (material === 'e-book') return true;
  return onlineOrDisc(fields, coded, material === 'map' || material === 'video' || material === 'image' ? 29 : 23);
}

function onlineOrDisc(fields: MarcView, coded: string, position: number): boolean {
  const form = coded[position] ?? ' ';
  return form === 'o' || form === 'q' || form === 's' || fields.control(7).startsWith('cr');
}

/** For whom it is, from 008/22 where that position says so. */
export function audienceOf(fields: MarcView, coded: string): Audience {
  const type = fields.leader(6);
  if (type === 'e' || type === 'f' || 'bis'.includes(fields.leader(7))) return 'unknown';
  const code = coded[22] ?? ' ';
  if ('abcdj'.includes(code)) return 'youth';
  return 'efg'.includes(code) ? 'adult' : 'unknown';
}

/**
 * What a book is as literature, from 008/33. Essays, letters and speeches are literature and no fiction, as in NUR (320,
 * literary non-fiction); mixed forms may be either.
 *
 * Source: MARC 21 Format for Bibliographic Data, 008 Books, position 33 (Literary form), Library of Congress.
 */
export function formOf(fields: MarcView, coded: string): LiteraryForm | null {
  const type = fields.leader(6);
  if ((type !== 'a' && type !== 't') || 'bis'.includes(fields.leader(7))) return null;
  const code = coded[33] ?? ' ';
  if ('1dfhjp'.includes(code)) return 'fiction';
  return '0eis'.includes(code) ? 'non-fiction' : null;
}
