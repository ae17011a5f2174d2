import { readFile } from 'node:fs/promises';
import { Refusal } from '#libs/kernel';
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml, YAMLParseError } from 'yaml';

export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Reads a list with the column names on its first line; refuses one that lacks a column. */
export async function readList(path: string, columns: readonly string[]): Promise<Record<string, string>[]> {
  const content = await readText(path);
  let rows: Record<string, string>[];
  try {
    const delimiter = separatorOf(content);
    rows = parseCsv(content, { bom: true, columns: true, delimiter, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError)
      throw new Refusal('file.malformed', `${path} cannot be read as CSV: ${error.message}`);
    throw error;
  }
  const first = rows[0];
  const missing = columns.filter((column) => first !== undefined && !(column in first));
  if (first !== undefined && missing.length === 0) return rows;
  throw new Refusal(
    'file.columns-missing',
    first === undefined
      ? `${path} has no lines under its column names; the columns are ${columns.join(', ')}`
      : `${path} has no column ${missing.join(', ')}; name the columns on the first line`,
  );
}

/** Reads YAML (JSON is YAML too). */
export async function readYaml(path: string): Promise<unknown> {
  const content = await readText(path);
  try {
    return parseYaml(content);
  } catch (error) {
    if (error instanceof YAMLParseError) {
      throw new Refusal('file.malformed', `${path} cannot be read as YAML: ${error.message}`);
    }
    throw error;
  }
}

/** Excel in Dutch separates by semicolons. */
function separatorOf(content: string): string {
  const [first = ''] = content.split('\n', 1);
  return ['\t', ';'].find((separator) => first.includes(separator)) ?? ',';
}

export function unreadable(path: string, error: unknown): Refusal {
  const reason =
    (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
  return new Refusal('file.unreadable', `${path} cannot be read: ${reason}`);
}
