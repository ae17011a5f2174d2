/** The text of a file. What a spreadsheet saves as CSV is often in the code page of Windows, where é is no UTF-8. */
export async function textOf(file: Blob): Promise<string> {
  const content = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}
