import type { Context } from '../context.ts';
import { pathOf } from './plan-consultation.ts';

/** Writes a version to a file: as CSV when the name ends so, else as YAML. */
export async function exportPlan({ gateway, output }: Context, version: string, file: string): Promise<void> {
  await gateway.download('coverage', `${pathOf(version)}/plan.${isCsv(file) ? 'csv' : 'yaml'}`, file);
  output.result({ file }, `${version} is in ${file}`);
}

export function isCsv(file: string): boolean {
  return file.toLowerCase().endsWith('.csv');
}
