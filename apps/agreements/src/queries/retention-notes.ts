import type { RetentionNote, RetentionNotesQuestion } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { fieldOfNote } from '../formats/action-note.ts';
import { notesOf } from '../formats/commitments-in-notes.ts';
import { commitmentsWhere } from '../store/retention-commitments.ts';
import { delivered } from './commitments-export.ts';

/** What did this participant promise of titles with these keys? */
export async function retentionNotes(
  em: EntityManager,
  { participant, keys }: RetentionNotesQuestion,
): Promise<RetentionNote[]> {
  const commitments = await commitmentsWhere(em, `where participant = ? and key = any (?::bigint[]) order by key, id`, [
    participant,
    `{${keys.join(',')}}`,
  ]);
  return commitments.map((it) => ({
    key: it.subject,
    active: it.state === 'active',
    until: it.terms.until,
    policy: it.terms.policy,
    fields: notesOf(delivered(it))
      .map(fieldOfNote)
      .filter((field) => field.length === 3),
  }));
}
