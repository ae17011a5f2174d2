/** How a file is packed, by its first bytes. */
export function packedKind(start: Uint8Array): 'gzip' | 'zip' | null {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  // A local file, or the end of a zip in which nothing is.
  const zip = start[0] === 0x50 && start[1] === 0x4b;
  return zip && ((start[2] === 3 && start[3] === 4) || (start[2] === 5 && start[3] === 6)) ? 'zip' : null;
}
