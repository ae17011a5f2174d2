import { existsSync } from 'node:fs';
import { installWithApt } from '../../embedded/src/apt.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

let found: Promise<string> | undefined;

/** The browser for the tests, installed from the distribution where that is possible. */
export function chromium(): Promise<string> {
  found ??= find();
  return found;
}

async function find(): Promise<string> {
  const here = [process.env['CHROMIUM'] ?? '', ...PLACES].find((place) => existsSync(place));
  if (here !== undefined) return here;
  await installWithApt('chromium', (line) => process.stderr.write(`${line}\n`));
  const now = PLACES.find((place) => existsSync(place));
  if (now !== undefined) return now;
  throw new Error(
    'No Chromium on this machine, and it could not be installed. Install it (Debian: `apt install chromium`), ' +
      'or set CHROMIUM to the path of a Chromium or Chrome.',
  );
}
