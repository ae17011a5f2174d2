import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFolder } from './data-folder.ts';

let folder: DataFolder;
beforeEach(async () => {
  folder = new DataFolder(await mkdtemp(join(tmpdir(), 'collectie-data-folder-')));
});
afterEach(() => rm(folder.path, { recursive: true, force: true }));

describe('the folder of an installation', () => {
  it('keeps the secrets that it made at the first start', () => {
    const first = folder.secrets();
    expect(new DataFolder(folder.path).secrets()).toEqual(first);
    expect(new Set([first.postgres, first.session, first.nats.holdings, first.databases.holdings]).size).toBe(4);
  });

  it('is claimed from a run that was killed, whose process id another program may have now', async () => {
    await writeFile(folder.in('running.json'), JSON.stringify({ pid: process.ppid, url: 'http://localhost:1' }));
    expect([folder.claim('http://localhost:2'), folder.orphaned]).toEqual([undefined, true]);
  });

  it('is free again once released', () => {
    expect(folder.claim('http://localhost:1')).toBeUndefined();
    folder.release();
    expect(folder.claim('http://localhost:1')).toBeUndefined();
    expect(folder.orphaned).toBe(false);
  });

  it('loses what an installation kept when it is emptied, and nothing else', async () => {
    folder.secrets();
    await writeFile(folder.in('demo-loaded'), '');
    await writeFile(folder.in('mine.txt'), '');
    expect(folder.empty()).toEqual(['demo-loaded', 'secrets.json', 'logs']);
    expect(folder.empty()).toEqual(['logs']);
  });
});
