import type { Audience } from '#libs/contracts';

/**
 * Whom a book is for, by its NUR: the 200s are for children and young people, all others for adults.
 *
 * Source: the NUR code list of the Dutch book trade, whose group 200 to 299 is "Kinder- en jeugdboeken".
 */
export function audienceOfNur(nur: string): Audience {
  if (!/^\d{3}$/.test(nur)) return 'unknown';
  return nur.startsWith('2') ? 'youth' : 'adult';
}
