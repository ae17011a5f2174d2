import type { RetentionCommitmentState } from '#libs/contracts';
import { type Isil, Refusal } from '#libs/kernel';
import { actsFor, Clock, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { commitmentsInFile } from '../formats/commitments-in-file.ts';
import type { Piece, Rejected, Told } from '../formats/rejected.ts';
import { Mendable, type MendableFile } from './mendable.ts';
import { type DeliveredCommitment, takeDelivered } from '../model/delivered-commitment.ts';
import type { RetentionCommitment } from '../model/retention-commitment.ts';
import { RetentionCommitments } from './retention-commitments.ts';

/** Of what could not be taken, so much is told; the rest is counted. */
const MOST_TOLD = 500;

/** What came of a file. */
export interface ImportOutcome {
  made: number;
  changed: number;
  unchanged: number;
  /** Action notes about something else than retention. */
  others: number;
  rejectedCount: number;
  rejected: Rejected[];
  /** What was rejected as a file of the same format, to be mended and sent again. */
  mend: MendableFile | null;
}

/** Tells what could not be taken, with the piece of the file that it is about. */
type Reject = (rejected: Rejected, piece: Piece) => void;

/** Takes over files of commitments, piece by piece; a file that broke off can simply be sent again. */
@Injectable()
export class CommitmentImport {
  constructor(
    private readonly em: EntityManager,
    private readonly commitments: RetentionCommitments,
    private readonly clock: Clock,
  ) {}

  async take(pieces: AsyncIterable<Uint8Array>, deliveredBy: Isil, user: User): Promise<ImportOutcome> {
    const outcome: ImportOutcome = {
      made: 0,
      changed: 0,
      unchanged: 0,
      others: 0,
      rejectedCount: 0,
      rejected: [],
      mend: null,
    };
    const mendable = new Mendable();
    for await (const told of commitmentsInFile(pieces, deliveredBy)) {
      await this.takeSome(told, user, outcome, ({ place, code, message }, piece) => {
        outcome.rejectedCount++;
        if (outcome.rejected.length < MOST_TOLD) outcome.rejected.push({ place, code, message });
        mendable.add(piece, message, told.wrapping);
      });
    }
    outcome.mend = mendable.file();
    return outcome;
  }

  private async takeSome(
    { found, rejected, others }: Told<DeliveredCommitment>,
    user: User,
    outcome: ImportOutcome,
    reject: Reject,
  ): Promise<void> {
    outcome.others += others;
    for (const it of rejected) reject(it, it.piece);
    if (found.length === 0) return;
    const participants = await this.registered(found.map(({ what }) => what.promise.participant));
    await this.commitments.change(
      found.map(({ what }) => what.id),
      (before) => {
        const known = new Map(before);
        const changed = new Map<string, RetentionCommitment>();
        const said: RetentionCommitmentState[] = [];
        for (const { place, piece, what } of found) {
          try {
            refuseStranger(what, participants, user);
            const { commitment, said: told } = takeDelivered(what, known.get(what.id), this.clock.today());
            outcome[told.length === 0 ? 'unchanged' : known.has(what.id) ? 'changed' : 'made']++;
            known.set(what.id, commitment);
            if (told.length > 0) changed.set(what.id, commitment);
            said.push(...told);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            reject({ place, code: error.code, message: wordsOf(error) }, piece);
          }
        }
        return { commitments: [...changed.values()], said };
      },
    );
  }

  private async registered(isils: readonly Isil[]): Promise<Set<Isil>> {
    const rows = await this.em.execute<{ isil: Isil }[]>(
      `select isil from participant where isil in (select json_array_elements_text(?::json))`,
      [JSON.stringify([...new Set(isils)])],
    );
    return new Set(rows.map(({ isil }) => isil));
  }
}

function refuseStranger({ promise }: DeliveredCommitment, registered: ReadonlySet<Isil>, user: User): void {
  if (!registered.has(promise.participant)) {
    throw new Refusal(
      'participant.unknown',
      `No participant ${promise.participant} is registered; correct its ISIL (583 $5)`,
    );
  }
  actsFor(user, promise.participant);
}

function wordsOf({ message, details }: Refusal): string {
  return [message, ...details.map(({ at, message: words }) => `${at}: ${words}`)].join('; ');
}
