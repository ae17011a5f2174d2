import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxePlugin, Result } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let source: Promise<string> | undefined;

/**
 * What axe finds wrong on a page as it is now, by all of its rules. It is put into a page once, since reading its source
 * costs a browser about as much as the looking.
 */
export async function accessibilityViolations(page: Page): Promise<Result[]> {
  if (page.frames().length > 1) throw new Error('The page has frames, in which axe would have to be as well.');
  source ??= readFile(AXE, 'utf8');
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(await source);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: AxePlugin };
    // Without telling what is right as well, it needs a third of the time.
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
}
