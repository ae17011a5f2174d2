import type { Day, Isil } from '#libs/kernel';
import { Clock, copyInto } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { loanRequestsInFile } from '../formats/loan-requests/in-file.ts';
import type { Rejected, Told } from '../formats/rejected.ts';
import type { LoanRequest } from '../model/loan-request.ts';
import { applyStaged, type Applied } from './loan-requests.ts';
import { Mendable, type MendableFile } from './mendable.ts';

/** Of what could not be taken, so much is told; the rest is counted. */
const MOST_TOLD = 500;

/** What a file is said to be. */
export interface DeliveredFile {
  readonly name: string | null;
  /** Whose requests these are where a line does not say. */
  readonly participant: Isil | null;
  /** The day that the file tells of things as they were: of two that differ about a request the later one is right. */
  readonly asOf: Day;
}

/** What came of a file, in requests: lines without an id that say the same are one. */
export interface LoanRequestOutcome extends Applied {
  readonly rejectedCount: number;
  readonly rejected: readonly Rejected[];
  /** What was rejected as a file, to be mended and sent again. */
  readonly mend: MendableFile | null;
}

const STAGED = ['delivery', 'id', 'participant', 'key', 'profile', 'day', 'scope', 'outcome', 'count', 'is_named'];

/**
 * Takes over files of loan requests. A file is laid ready as a whole, some thousand lines at a time, and applied then in
 * parts, each a transaction of its own: none is long, and a file that cannot be read to its end changes nothing. One that
 * broke off while it was applied can simply be sent again.
 */
@Injectable()
export class LoanRequestImport {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  async take(pieces: AsyncIterable<Uint8Array>, file: DeliveredFile): Promise<LoanRequestOutcome> {
    const registered = await this.registered();
    const delivery = await this.begin(file);
    const rejected: Rejected[] = [];
    const mendable = new Mendable();
    let rejectedCount = 0;
    try {
      const telling = { participant: file.participant, today: this.clock.today() };
      for await (const told of loanRequestsInFile(pieces, telling)) {
        const known = ofRegistered(told, registered);
        for (const { place, code, message, piece } of known.rejected) {
          rejectedCount++;
          if (rejected.length < MOST_TOLD) rejected.push({ place, code, message });
          mendable.add(piece, message, told.wrapping);
        }
        await this.stage(
          delivery,
          known.found.map(({ what }) => what),
        );
      }
      const applied = await applyStaged(this.em, delivery, file.asOf);
      await this.finish(delivery, applied, rejectedCount);
      return { ...applied, rejectedCount, rejected, mend: mendable.file() };
    } catch (error) {
      await this.em.execute('delete from loan_request_delivery where number = ?', [delivery]);
      throw error;
    } finally {
      await this.em.execute('delete from staged_loan_request where delivery = ?', [delivery]);
    }
  }

  private async registered(): Promise<ReadonlySet<Isil>> {
    const known = await this.em.execute<{ isil: Isil }[]>('select isil from participant');
    return new Set(known.map(({ isil }) => isil));
  }

  /** Numbers the delivery, and clears what an instance left behind that was killed. */
  private async begin({ name, asOf }: DeliveredFile): Promise<string> {
    const now = this.clock.now();
    const yesterday = new Date(now.getTime() - 86_400_000);
    await this.em.execute(
      `with abandoned as (
         delete from loan_request_delivery where finished_at is null and began_at < ? returning number)
       delete from staged_loan_request s using abandoned where s.delivery = abandoned.number`,
      [yesterday],
    );
    const [row] = await this.em.execute<{ number: string }[]>(
      'insert into loan_request_delivery (as_of, began_at, name) values (?, ?, ?) returning number::text',
      [asOf, now, name],
    );
    return row?.number ?? '';
  }

  private async stage(delivery: string, requests: readonly LoanRequest[]): Promise<void> {
    if (requests.length === 0) return;
    await this.em.transactional((tx) => copyInto(tx, 'staged_loan_request', STAGED, rows(delivery, requests)));
  }

  private async finish(delivery: string, { made, changed, unchanged, ...days }: Applied, rejected: number) {
    await this.em.execute(
      `update loan_request_delivery
          set (finished_at, made, changed, unchanged, rejected, first_day, last_day) = (?, ?, ?, ?, ?, ?::date, ?::date)
        where number = ?`,
      [this.clock.now(), made, changed, unchanged, rejected, days.firstDay, days.lastDay, delivery],
    );
  }
}

function ofRegistered(
  told: Told<LoanRequest>,
  registered: ReadonlySet<Isil>,
): Pick<Told<LoanRequest>, 'found' | 'rejected'> {
  const strange = told.found.filter(({ what }) => !registered.has(what.participant));
  if (strange.length === 0) return told;
  const refused = strange.map(({ place, piece, what }) => ({
    place,
    piece,
    code: 'participant.unknown',
    message: `No participant ${what.participant} is registered; correct its ISIL (participant)`,
  }));
  return {
    found: told.found.filter(({ what }) => registered.has(what.participant)),
    rejected: [...told.rejected, ...refused],
  };
}

function* rows(delivery: string, requests: readonly LoanRequest[]) {
  for (const { id, participant, about, on, scope, outcome, count, isNamed } of requests) {
    const [key, profile] = 'key' in about ? [about.key, null] : [null, about.profile];
    yield [delivery, id, participant, key, profile, on, scope, outcome, count, isNamed] as const;
  }
}
