import { type ReadPart, readWorkbook, rowsOf, Zip } from '#libs/spreadsheet';

/** What is in the sheets of a workbook, by their names: rows of the values as they are shown. */
export async function sheetsOf(workbook: Buffer): Promise<Record<string, string[][]>> {
  const zip = await Zip.of(workbook);
  const read: ReadPart = (name) => {
    const entry = zip.entries.find(({ fileName }) => fileName === name);
    return entry === undefined ? undefined : zip.read(entry);
  };
  const told = await readWorkbook(read);
  const sheets: Record<string, string[][]> = {};
  for (const { name, part } of told.sheets) {
    const rows: string[][] = [];
    for await (const { values } of rowsOf(read(part)!, part, told)) rows.push([...values]);
    sheets[name] = rows;
  }
  zip.close();
  return sheets;
}
