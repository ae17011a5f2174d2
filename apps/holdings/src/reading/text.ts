import { isUtf8 } from 'node:buffer';

const BEYOND_ASCII = /[\u0080-\u00ff]/;
const WINDOWS_1252 = new TextDecoder('windows-1252');

/** Text of a value that was read a character a byte: UTF-8, or Windows-1252 where it cannot be that. */
export function decoded(value: string): string {
  if (!BEYOND_ASCII.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return (isUtf8(bytes) ? bytes.toString('utf8') : WINDOWS_1252.decode(bytes)).normalize('NFC');
}
