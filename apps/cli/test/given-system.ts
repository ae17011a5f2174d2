import { afterEach, beforeEach } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SmallSystem } from './small-system.ts';

/** A small system and a folder, anew for each test of the file that asks for them. */
export class GivenSystem {
  system!: SmallSystem;
  folder = '';

  constructor() {
    beforeEach(async () => {
      this.system = await SmallSystem.start();
      this.folder = await mkdtemp(join(tmpdir(), 'cli-'));
    });
    afterEach(async () => {
      await this.system.stop();
      await rm(this.folder, { recursive: true });
    });
  }

  async file(name: string, content: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }
}
