/** Whether a number format shows a date: one of those that every workbook has, or one of its own that says days or years. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 17) || id === 22;
  const plain = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[yd]/i.test(plain);
}

const DAY = 24 * 60 * 60 * 1000;

/** The day that a workbook's number stands for, as `2026-03-31`; the number itself when it is none. */
export function dayOf(serial: number, from1904: boolean): string {
  // Workbooks think that 1900 was a leap year: day 60 is one that never was.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * DAY);
  return Number.isNaN(date.getTime()) ? String(serial) : date.toISOString().slice(0, 10);
}
