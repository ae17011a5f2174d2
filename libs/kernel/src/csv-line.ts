/**
 * A line of CSV for a spreadsheet in a Dutch locale: separated by semicolons, quoted where needed. A text that begins like
 * a formula is kept text by a quote before it, so that no spreadsheet runs what somebody called a library.
 *
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(fieldOf).join(';')}\r\n`;
}

function fieldOf(value: string | number | null): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
