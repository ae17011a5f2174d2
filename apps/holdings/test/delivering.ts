import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Delivery } from '../src/reading/delivery.ts';
import type { Found } from '../src/reading/found.ts';
import type { MappingChanges } from '../src/reading/mapping.ts';
import type { PackedLimits } from '../src/reading/packed/allowance.ts';

export interface Read {
  readonly format: string;
  readonly header: string | null;
  readonly found: readonly Found[];
  /** Each rejected record as it was delivered. */
  readonly originals: readonly string[];
}

/** Reads a file as an upload is read: through the disk, whatever it is packed in. */
export async function readDelivered(
  content: Uint8Array,
  { mapping, limits }: { mapping?: MappingChanges; limits?: PackedLimits } = {},
): Promise<Read> {
  const folder = await mkdtemp(join(tmpdir(), 'collectie-reading-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, content);
    const delivery = await Delivery.open(path, mapping, limits);
    const found: Found[] = [];
    for await (const batch of delivery.read()) found.push(...batch);
    const originals: string[] = [];
    for (const { place, rejection } of found) {
      if (rejection !== undefined) originals.push(String(await delivery.part(place.offset, place.length)));
    }
    return { format: delivery.format, header: delivery.header?.toString() ?? null, found, originals };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
