import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Messaging, Outbox } from '#libs/messaging';
import { Clock } from '#libs/platform';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Importer } from '../src/importing/importer.ts';
import { type Importing, importing } from '../src/importing/options.ts';
import { ProgressTeller } from '../src/importing/progress.ts';
import { Spool } from '../src/importing/spool.ts';
import { Tidying } from '../src/importing/tidying.ts';
import { ImportWorker } from '../src/importing/worker.ts';
import { type Delivered, Runs } from '../src/store/runs.ts';
import { TitleDecisions } from '../src/store/title-decisions.ts';

type OutboxNeeds = ConstructorParameters<typeof Outbox>;

export interface Said {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** The import path over a real database, driven by hand: what a service does by itself, a step at a time. */
export class Imports {
  readonly em: EntityManager;
  readonly importer: Importer;
  readonly runs: Runs;
  readonly decisions: TitleDecisions;
  readonly spool: Spool;
  readonly worker: ImportWorker;
  readonly folder: string;

  /** `beside`: another instance that shares its uploads. */
  static async over(
    orm: MikroORM,
    options: Partial<Importing> = {},
    beside?: Pick<Imports, 'folder'>,
  ): Promise<Imports> {
    const folder = beside?.folder ?? (await mkdtemp(join(tmpdir(), 'collectie-spool-')));
    const made = new Imports(orm, folder, importing({ spoolDir: folder, ...options }));
    await made.outbox.onModuleInit();
    return made;
  }

  readonly outbox: Outbox;

  private constructor(orm: MikroORM, folder: string, options: Importing) {
    this.em = orm.em;
    this.folder = folder;
    // Nobody is woken and no bus is reached: what was said is read from the outbox.
    const wake = { now: () => {} } as unknown as OutboxNeeds[1];
    const said = {
      maxPayload: 4 * 1024 ** 2,
      partitionRows: 10_000,
      service: 'holdings',
      natsUrl: '',
    } as unknown as Messaging;
    this.outbox = new Outbox(this.em, wake, said);
    this.spool = new Spool(options);
    const clock = new Clock();
    this.importer = new Importer(this.em, this.outbox, clock, this.spool, new ProgressTeller(said), options);
    this.worker = new ImportWorker(this.importer, new Tidying(this.em, this.spool), options);
    this.runs = new Runs(this.em, clock, this.worker);
    this.decisions = new TitleDecisions(this.em, this.outbox, clock);
  }

  async stop(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async participant(isil: string): Promise<void> {
    await this.em
      .fork()
      .execute(`insert into participant (isil, version, name) values (?, 1, ?) on conflict do nothing`, [isil, isil]);
  }

  async receive(
    content: string | Buffer,
    delivered: Partial<Delivered> & Pick<Delivered, 'participant'>,
  ): Promise<string> {
    const upload = await this.spool.keep(Readable.from([Buffer.from(content)]));
    await this.runs.receive(upload, {
      source: 'catalogue',
      mode: 'full',
      filename: 'file',
      asOf: '2026-01-05',
      ...delivered,
    });
    return upload.id;
  }

  /** Receives a file and carries out every run that there is. Gives what became of this one. */
  async deliver(
    content: string | Buffer,
    delivered: Partial<Delivered> & Pick<Delivered, 'participant'>,
  ): Promise<RunRow> {
    const id = await this.receive(content, delivered);
    await this.work();
    return this.run(id);
  }

  async work(): Promise<void> {
    while (await this.importer.next());
  }

  async run(id: string): Promise<RunRow> {
    const [row] = await this.em.fork().execute<RunRow[]>(`select * from run where id = ?`, [id]);
    if (row === undefined) throw new Error(`No run ${id}`);
    return row;
  }

  async rejects(
    id: string,
    severity: 'rejected' | 'warning' = 'rejected',
  ): Promise<{ number: number; code: string; message: string; hint: string; original: Buffer | null }[]> {
    return this.em
      .fork()
      .execute(
        `select number, code, message, hint, original from reject where run = ? and severity = ? order by number`,
        [id, severity],
      );
  }

  /** Everything said so far, in the order in which it is told. */
  async said(): Promise<Said[]> {
    const rows = await this.em
      .fork()
      .execute<{ type: string; data: string }[]>(`select type, data from outbox order by txid, position`);
    return rows.map(({ type, data }) => ({
      type: type.replace(/^holdings\./, ''),
      data: JSON.parse(data) as Record<string, unknown>,
    }));
  }

  async forget(): Promise<void> {
    await this.em.fork().execute(`delete from outbox`);
  }

  /** Back to a service that never imported anything. */
  async empty(): Promise<void> {
    await this.em.fork()
      .execute(`delete from reject; delete from run_removal; delete from source_quality; delete from run; delete from outbox; update apply_version set version = 0;
      truncate applied_change, past_holding, past_record, record, title, title_alias, holding, search_entry, search_word, search_due, title_decision, decided_key`);
  }

  /** How many decisions were ever made. */
  async decided(): Promise<number> {
    const [row] = await this.em
      .fork()
      .execute<{ made: number }[]>(`select coalesce(max(number), 0) as made from title_decision`);
    return row?.made ?? 0;
  }

  async state(): Promise<State> {
    const titles = await this.em.fork().execute<{ id: string; keys: string[]; title: string }[]>(
      `select t.id::text as id, array(select key::text from unnest(t.keys) key where key < 7000000000000000000) as keys,
              r.description::json ->> 'title' as title
         from title t join record r on r.title_id = t.id and r.record_key = t.described_by order by t.id`,
    );
    return { titles: Object.fromEntries(titles.map(({ id, ...rest }) => [id, rest])), holdings: await this.holdings() };
  }

  /** What somebody knows who only heard what was said since the beginning: the highest version of each thing. */
  async projected(): Promise<State> {
    const titles: Record<string, { keys: string[]; title: string }> = {};
    const holdings: Record<string, string> = {};
    let last = 0;
    for (const { type, data } of await this.said()) {
      const version = (data['version'] as number | undefined) ?? last;
      if (version < last) throw new Error(`${type} of version ${version} is told after version ${last}`);
      last = version;
      for (const { id, gone, keys, title } of (data['titles'] ?? []) as {
        id: string;
        gone?: boolean;
        keys: string[];
        title: string;
      }[]) {
        if (gone === true) delete titles[id];
        else titles[id] = { keys, title };
      }
      for (const it of (data['holdings'] ?? []) as {
        title: string;
        copies: number;
        extant: number;
        onOrder: number;
      }[]) {
        const what = `${String(data['participant'])} ${it.title}`;
        if (it.copies + it.onOrder === 0) delete holdings[what];
        else holdings[what] = `${it.copies}/${it.extant}/${it.onOrder}`;
      }
    }
    return { titles, holdings };
  }

  /** Which records each title has, as `participant/local id`. */
  async titles(): Promise<Record<string, string[]>> {
    const rows = await this.em.fork().execute<{ id: string; record: string }[]>(
      `select t.id::text as id, p.isil || '/' || r.local_id as record
         from title t join record r on r.title_id = t.id join participant p on p.number = r.participant
        order by 1, 2`,
    );
    const titles: Record<string, string[]> = {};
    for (const { id, record } of rows) (titles[id] ??= []).push(record);
    return titles;
  }

  /** `participant title` → copies/extant/on order. */
  async holdings(): Promise<Record<string, string>> {
    const rows = await this.em.fork().execute<{ what: string; counts: string }[]>(
      `select p.isil || ' ' || h.title_id as what, concat_ws('/', h.copies, h.extant, h.on_order) as counts
         from holding h join participant p on p.number = h.participant order by 1`,
    );
    return Object.fromEntries(rows.map(({ what, counts }) => [what, counts]));
  }
}

export interface State {
  readonly titles: Record<string, { keys: string[]; title: string }>;
  readonly holdings: Record<string, string>;
}

export interface RunRow {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly format: string | null;
  readonly records: number;
  readonly rejected: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly applied: number;
  readonly reason: string | null;
  readonly held_removes: number | null;
  readonly held_of: number | null;
}
