import type { Context } from '../context.ts';
import { type Row, table } from '../output/table.ts';
import type { PlanSummary } from './plan.ts';

/** What coverage says that one version of a plan says otherwise than another. */
interface PlanDifference {
  readonly from: PlanSummary;
  readonly to: PlanSummary;
  readonly words: readonly { readonly says: Readonly<Record<Language, string>> }[];
  readonly values: readonly {
    readonly profile: string | null;
    readonly activity: string | null;
    readonly field: string;
    readonly before: string | number | null;
    readonly after: string | number | null;
    readonly by: number | null;
  }[];
}

export const LANGUAGES = ['nl', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

export interface DiffOptions {
  readonly language: Language;
  readonly csv?: string;
}

/** Tells the difference between two versions of the plan, in sentences and in numbers; or writes the numbers as CSV. */
export async function diffPlans(
  { gateway, output }: Context,
  from: string | undefined,
  to: string | undefined,
  { language, csv }: DiffOptions,
): Promise<void> {
  const asked = { from, to };
  if (csv !== undefined) {
    await gateway.download('coverage', '/collection-plans/differences.csv', csv, asked);
    return output.result({ file: csv }, `The difference is in ${csv}`);
  }
  const difference = await gateway.get<PlanDifference>('coverage', '/collection-plans/differences', asked);
  const compared = [difference.from, difference.to].map(({ code, version }) => `${code}/${version}`).join(' and ');
  if (difference.values.length === 0) return output.result(difference, `${compared} say the same`);
  const rows = difference.values.map(({ profile, activity, field, before, after, by }): Row => {
    const more = by === null ? '' : `${by > 0 ? '+' : ''}${by}`;
    return [profile ?? '', activity ?? '', field, String(before ?? ''), String(after ?? ''), more];
  });
  output.result(
    difference,
    [
      `The difference between ${compared}:`,
      ...difference.words.map(({ says }) => `- ${says[language]}`),
      '',
      table(['profile', 'activity', 'field', 'before', 'after', 'difference'], rows),
    ].join('\n'),
  );
}
