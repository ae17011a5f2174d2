import { csvLine } from '#libs/kernel';
import type { Page, PageRequest } from '#libs/platform';
import type { WithdrawalItemRow } from '../queries/withdrawal-items.ts';

const HEAD = [
  'identifier',
  'copies',
  'title',
  'participant',
  'list',
  'advice',
  'reason',
  'state',
  'remaining',
  'minimum',
  'offeredTo',
  'acceptBy',
  'acceptedBy',
  'overriddenBecause',
  'filled',
  'unmet',
];
const PAGE = 500;

/** Items as lines of a spreadsheet, page by page, so that memory does not grow with them. */
export async function* itemsAsCsv(
  read: (page: PageRequest) => Promise<Page<WithdrawalItemRow>>,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEAD)}`;
  let after: string | undefined;
  do {
    const { items, next } = await read(after === undefined ? { limit: PAGE } : { limit: PAGE, after });
    yield items.map(asLine).join('');
    after = next ?? undefined;
  } while (after !== undefined);
}

function asLine(it: WithdrawalItemRow): string {
  const { identifier, copies, title, participant, withdrawalName, advice, reason, state, remaining, minimum } = it;
  const rest = [it.offeredTo.join(', '), it.acceptBy, it.acceptedBy, it.overriddenBecause, it.filled, it.unmet];
  return csvLine([
    identifier,
    copies,
    title,
    participant,
    withdrawalName,
    advice,
    reason,
    state,
    remaining,
    minimum,
    ...rest,
  ]);
}
