import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

interface Kept {
  readonly datestamp: number;
  readonly deleted: boolean;
  readonly content: string;
  readonly sets: readonly string[];
}

type Meddler = (request: IncomingMessage, response: ServerResponse) => boolean;

const HOUR = 3_600_000;

/** A repository that speaks OAI-PMH 2.0 over HTTP, with a clock of its own and whatever goes wrong on request. */
export class OaiRepository {
  static async start(): Promise<OaiRepository> {
    const repository = new OaiRepository();
    await new Promise<void>((resolve) => repository.server.listen(0, '127.0.0.1', resolve));
    return repository;
  }

  readonly records = new Map<string, Kept>();
  /** The words of each question, oldest first. */
  readonly asked: Record<string, string>[] = [];
  pageSize = 3;
  deletedRecord = 'persistent';
  granularity = 'YYYY-MM-DDThh:mm:ssZ';
  formats = ['oai_dc', 'marcxml'];
  /** Each has its say on one request, and tells whether it answered it. */
  readonly meddlers: Meddler[] = [];
  private now = Date.parse('2026-03-01T08:00:00Z');
  private readonly tokens = new Map<string, { at: number; list: readonly string[] }>();
  private readonly server: Server = createServer((request, response) => this.answer(request, response));

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/oai`;
  }

  put(identifier: string, content: string, sets: readonly string[] = []): void {
    this.records.set(identifier, { datestamp: this.now, deleted: false, content, sets });
  }

  delete(identifier: string): void {
    const kept = this.records.get(identifier);
    if (kept !== undefined) this.records.set(identifier, { ...kept, datestamp: this.now, deleted: true, content: '' });
  }

  pass(hours = 1): void {
    this.now += hours * HOUR;
  }

  /** No place in any list is known any more. */
  expire(): void {
    this.tokens.clear();
  }

  /** Back to an empty repository without any quirks. */
  empty(): void {
    this.records.clear();
    this.tokens.clear();
    this.meddlers.length = 0;
    this.asked.length = 0;
    Object.assign(this, { pageSize: 3, deletedRecord: 'persistent', granularity: 'YYYY-MM-DDThh:mm:ssZ' });
    this.formats = ['oai_dc', 'marcxml'];
    this.pass(24);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const words = Object.fromEntries(new URL(request.url ?? '/', this.url).searchParams);
    this.asked.push(words);
    if (this.meddlers.shift()?.(request, response) === true) return;
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${this.stamp(this.now, true)}</responseDate>
<request verb="${words['verb'] ?? ''}">${this.url}</request>${this.said(words)}</OAI-PMH>`;
    const packed = request.headers['accept-encoding']?.includes('gzip') === true;
    response.writeHead(200, { 'content-type': 'text/xml', ...(packed && { 'content-encoding': 'gzip' }) });
    response.end(packed ? gzipSync(xml) : xml);
  }

  private said(words: Record<string, string>): string {
    const { verb } = words;
    if (verb === 'Identify') {
      return `<Identify><repositoryName>Rivierdal &amp; Co</repositoryName><baseURL>${this.url}</baseURL>
        <protocolVersion>2.0</protocolVersion><earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp>
        <deletedRecord>${this.deletedRecord}</deletedRecord><granularity>${this.granularity}</granularity></Identify>`;
    }
    if (verb === 'ListMetadataFormats') {
      const formats = this.formats.map(
        (it) => `<metadataFormat><metadataPrefix>${it}</metadataPrefix><schema>urn:${it}</schema></metadataFormat>`,
      );
      return `<ListMetadataFormats>${formats.join('')}</ListMetadataFormats>`;
    }
    if (verb === 'ListSets') {
      return `<ListSets><set><setSpec>boeken</setSpec><setName>Boeken</setName></set></ListSets>`;
    }
    return verb === 'ListRecords' ? this.list(words) : error('badVerb', 'no such verb');
  }

  private list(words: Record<string, string>): string {
    const { metadataPrefix = '', from, set, resumptionToken } = words;
    let place = { at: 0, list: [] as readonly string[] };
    if (resumptionToken !== undefined) {
      const known = this.tokens.get(resumptionToken);
      if (known === undefined) return error('badResumptionToken', 'expired');
      place = known;
    } else {
      if (!this.formats.includes(metadataPrefix)) return error('cannotDisseminateFormat', 'no such format');
      if (from !== undefined && from.length > 10 !== this.granularity.includes('hh')) {
        return error('badArgument', 'granularity');
      }
      place.list = [...this.records]
        .filter(([, it]) => from === undefined || this.stamp(it.datestamp) >= from)
        .filter(([, it]) => set === undefined || it.sets.includes(set))
        .filter(([, it]) => !it.deleted || this.deletedRecord !== 'no')
        .map(([identifier]) => identifier);
    }
    if (place.list.length === 0) return error('noRecordsMatch', 'nothing');
    const until = place.at + this.pageSize;
    let token = '<resumptionToken/>';
    if (until < place.list.length) {
      const name = `${this.now}/${this.tokens.size}/${until}`;
      this.tokens.set(name, { at: until, list: place.list });
      token = `<resumptionToken completeListSize="${place.list.length}">${name}</resumptionToken>`;
    }
    const records = place.list.slice(place.at, until).map((identifier) => this.record(identifier));
    return `<ListRecords>${records.join('\n')}${token}</ListRecords>`;
  }

  private record(identifier: string): string {
    const { datestamp, deleted, content } = this.records.get(identifier)!;
    const header = `<header${deleted ? ' status="deleted"' : ''}><identifier>${identifier}</identifier>
      <datestamp>${this.stamp(datestamp)}</datestamp></header>`;
    return `<record>${header}${deleted ? '' : `<metadata>${content}</metadata>`}</record>`;
  }

  private stamp(at: number, whole = false): string {
    const text = `${new Date(at).toISOString().slice(0, 19)}Z`;
    return whole || this.granularity.includes('hh') ? text : text.slice(0, 10);
  }
}

function error(code: string, message: string): string {
  return `<error code="${code}">${message}</error>`;
}

/** A record in MARCXML with prefixes, as repositories write it. */
export function marcXml(localId: string, title: string, copies = 1): string {
  const items = '<m:datafield tag="852" ind1=" " ind2=" "><m:subfield code="b">Hoofd</m:subfield></m:datafield>';
  return `<m:record xmlns:m="http://www.loc.gov/MARC21/slim"><m:leader>00000nam a2200000 a 4500</m:leader>
<m:controlfield tag="001">${localId}</m:controlfield><m:datafield tag="245" ind1="0" ind2="0"><m:subfield code="a">${title}</m:subfield></m:datafield>
${items.repeat(copies)}</m:record>`;
}

/** A record in PICA XML. */
export function picaXml(ppn: string, title: string): string {
  return `<record xmlns="info:srw/schema/5/picaXML-v1.0"><datafield tag="003@"><subfield code="0">${ppn}</subfield></datafield>
<datafield tag="021A"><subfield code="a">${title}</subfield></datafield></record>`;
}
