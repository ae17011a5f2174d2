import type { Context } from '../context.ts';
import { table } from '../output/table.ts';
import type { PlanSummary } from './plan.ts';

/** What a participant says of a version of the collection plan, as coverage tells of it. */
interface PlanComment {
  readonly profile: string | null;
  readonly participant: { readonly isil: string };
  readonly text: string;
  readonly state: string;
}

export const COMMENT_STATES = ['unanswered', 'accepted', 'declined', 'withdrawn'] as const;

export interface CommentsOptions {
  readonly state?: string;
  readonly csv?: string;
}

/** Opens consultation on a draft until a day, or moves that day. */
export async function consultOn(
  { gateway, output }: Context,
  version: string,
  { until }: { readonly until: string },
): Promise<void> {
  const plan = await gateway.send<PlanSummary>('POST', 'coverage', `${pathOf(version)}/consult`, { until });
  output.result(plan, `Participants can comment on ${plan.code}/${plan.version} until ${until}`);
}

/** Lists the comments on a version, or writes them as CSV with their answers. */
export async function commentsOn(
  { gateway, output }: Context,
  version: string,
  { state, csv }: CommentsOptions,
): Promise<void> {
  if (csv !== undefined) {
    await gateway.download('coverage', `${pathOf(version)}/comments.csv`, csv, { state });
    return output.result({ file: csv }, `The comments are in ${csv}`);
  }
  const comments: PlanComment[] = [];
  for await (const comment of gateway.all<PlanComment>('coverage', `${pathOf(version)}/comments`, { state })) {
    comments.push(comment);
  }
  const rows = comments.map((it) => [it.profile ?? '', it.participant.isil, it.state, it.text.replaceAll(/\s+/g, ' ')]);
  const listed = table(['profile', 'participant', 'state', 'comment'], rows);
  output.result(comments, comments.length === 0 ? `No comments on ${version}` : listed);
}

/** The path of a version that is named as in `landelijk/3`. */
export function pathOf(version: string): string {
  return `/collection-plans/${version.split('/').map(encodeURIComponent).join('/')}`;
}
