import { Refusal } from '#libs/kernel';
import { answerIn, type OaiAnswer, type OaiRecord } from './answer.ts';
import { ask, type Asking } from './ask.ts';
import { reachable } from './reachable.ts';

export interface Identity {
  readonly name: string;
  readonly granularity: string;
  /** Whether it tells of deleted records: `no`, for a while (`transient`) or always (`persistent`). */
  readonly deletedRecord: string;
  readonly earliest: string;
  readonly answeredAt: Date;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface RecordPage {
  readonly records: readonly OaiRecord[];
  readonly token: string | null;
}

/** The place in a list is no longer known to the repository: the list has to be asked for from its beginning. */
export class TokenExpired extends Error {}

/** Sets listed at most: nobody chooses from more. */
const SETS = 1000;

/** A repository as OAI-PMH 2.0 has it. Its errors are told in words for people. */
export class Repository {
  constructor(
    private readonly url: string,
    private readonly asking: Asking,
    private readonly signal: AbortSignal,
  ) {}

  async identify(): Promise<Identity> {
    const { said, responseDate, error } = await this.ask({ verb: 'Identify' });
    if (error !== null) throw refusalOf(error, {});
    const of = (name: string): string => said.find((it) => it.within === 'Identify' && it.name === name)?.text ?? '';
    const answeredAt = new Date(responseDate);
    if (Number.isNaN(answeredAt.getTime())) {
      throw new Refusal('harvest.no-oai', 'The repository does not say when it answers (responseDate)');
    }
    return {
      name: of('repositoryName'),
      granularity: of('granularity'),
      deletedRecord: of('deletedRecord') || 'no',
      earliest: of('earliestDatestamp'),
      answeredAt,
    };
  }

  async formats(): Promise<Named[]> {
    const { said, error } = await this.ask({ verb: 'ListMetadataFormats' });
    if (error !== null) throw refusalOf(error, {});
    return named(said, 'metadataFormat', 'metadataPrefix', 'schema');
  }

  /** A repository without sets has none. */
  async sets(): Promise<Named[]> {
    const sets: Named[] = [];
    let token: string | null = null;
    do {
      const asked: Record<string, string> = token === null ? {} : { resumptionToken: token };
      const answer: OaiAnswer = await this.ask({ verb: 'ListSets', ...asked });
      if (answer.error?.code === 'noSetHierarchy') return [];
      if (answer.error !== null) throw refusalOf(answer.error, asked);
      sets.push(...named(answer.said, 'set', 'setSpec', 'setName'));
      if (answer.token === token) break;
      token = answer.token;
    } while (token !== null && sets.length < SETS);
    return sets;
  }

  /** The next page of a list, or its first. No records is an answer, too. */
  async records(wanted: {
    prefix: string;
    set: string | null;
    from: string | null;
    token: string | null;
  }): Promise<RecordPage> {
    const { prefix, set, from, token } = wanted;
    const asked: Record<string, string> =
      token === null
        ? { metadataPrefix: prefix, ...(set === null ? {} : { set }), ...(from === null ? {} : { from }) }
        : { resumptionToken: token };
    const answer = await this.ask({ verb: 'ListRecords', ...asked });
    if (answer.error?.code === 'noRecordsMatch') return { records: [], token: null };
    if (answer.error?.code === 'badResumptionToken' && token !== null) throw new TokenExpired();
    if (answer.error !== null) throw refusalOf(answer.error, asked);
    if (answer.token !== null && answer.token === token) {
      throw new Refusal(
        'harvest.loop',
        'The repository gives the same place in the list again and again; tell its administrator',
      );
    }
    return { records: answer.records, token: answer.token };
  }

  private async ask(words: Readonly<Record<string, string>>): Promise<OaiAnswer> {
    const url = reachable(this.url, this.asking.allowInner);
    for (const [name, value] of Object.entries(words)) url.searchParams.set(name, value);
    return answerIn(await ask(url, this.asking, this.signal));
  }
}

function named(said: OaiAnswer['said'], within: string, id: string, name: string): Named[] {
  const found: { id: string; name: string }[] = [];
  for (const it of said.filter((each) => each.within === within)) {
    if (it.name === id) found.push({ id: it.text, name: '' });
    else if (it.name === name && found.length > 0) found.at(-1)!.name = it.text;
  }
  return found;
}

function refusalOf(
  { code, message }: { code: string; message: string },
  asked: Readonly<Record<string, string>>,
): Error {
  const words: Record<string, readonly [code: string, text: string]> = {
    cannotDisseminateFormat: [
      'harvest.format',
      `does not have its records as '${asked['metadataPrefix']}'; choose another format`,
    ],
    badArgument: [
      'harvest.argument',
      `does not understand what is asked (${JSON.stringify(asked)}); look at the format and the set`,
    ],
    badVerb: ['harvest.no-oai', 'does not know the questions of OAI-PMH; look at the address'],
    noSetHierarchy: ['harvest.set', 'has no sets; leave the set open'],
    badResumptionToken: ['harvest.token', 'no longer knows the place in its list'],
    noMetadataFormats: ['harvest.format', 'has no formats'],
    idDoesNotExist: ['harvest.argument', 'does not know the record'],
  };
  const [known, text] = words[code] ?? ['harvest.error', `answers with the error '${code.slice(0, 100)}'`];
  const own = message === '' ? '' : ` (it says: ${message.slice(0, 300)})`;
  return new Refusal(known, `The repository ${text}${own}`);
}
