import sax, { type Tag } from 'sax';
import { Trouble } from './ask.ts';

/** One record of a list: its header, and the XML of its `record` with the prefixes left out. */
export interface OaiRecord {
  identifier: string;
  deleted: boolean;
  content: string | null;
  /** `record` elements in its metadata: more than one is more than one record. */
  contents: number;
}

/** What a repository said, whatever was asked. */
export interface OaiAnswer {
  /** When it was said, by the clock of the repository. */
  responseDate: string;
  error: { readonly code: string; readonly message: string } | null;
  readonly records: OaiRecord[];
  /** Where the list goes on; `null` at its end. */
  token: string | null;
  /** The texts of other elements, such as `granularity` or `setSpec`, each with the element around it. */
  readonly said: { readonly within: string; readonly name: string; readonly text: string }[];
}

/** Reads an answer of OAI-PMH. What is no well-formed XML may be whole the next time. */
export function answerIn(xml: string): OaiAnswer {
  const parser = new sax.SAXParser(true, {});
  const answer: OaiAnswer = { responseDate: '', error: null, records: [], token: null, said: [] };
  const path: string[] = [];
  let record: OaiRecord | undefined;
  let [text, content, depth, errorCode, root] = ['', '', 0, '', ''];
  const open = ({ name, attributes }: Tag): void => {
    const local = localName(name);
    if (root === '') root = local;
    text = '';
    if (depth > 0 || (record !== undefined && local === 'record' && path.includes('metadata'))) {
      if (depth === 0) record!.contents++;
      depth++;
      content += `<${local}${attributesIn(attributes)}>`;
    } else if (local === 'record') record = { identifier: '', deleted: false, content: null, contents: 0 };
    else if (local === 'header' && record !== undefined) record.deleted = attributes['status'] === 'deleted';
    else if (local === 'error') errorCode = attributes['code'] ?? '';
    path.push(local);
  };
  const add = (more: string): void => {
    text += more;
    if (depth > 0) content += escaped(more);
  };
  const close = (name: string): void => {
    const local = localName(name);
    path.pop();
    if (depth > 0) {
      content += `</${local}>`;
      if (--depth === 0 && record !== undefined) [record.content, content] = [(record.content ?? '') + content, ''];
      return;
    }
    const within = path.at(-1) ?? '';
    if (local === 'record' && record !== undefined) {
      answer.records.push(record);
      record = undefined;
    } else if (local === 'identifier' && within === 'header' && record !== undefined) record.identifier = text.trim();
    else if (local === 'resumptionToken') answer.token = text.trim() || null;
    else if (local === 'responseDate') answer.responseDate = text.trim();
    else if (local === 'error') answer.error = { code: errorCode, message: text.trim() };
    else if (text.trim() !== '') answer.said.push({ within, name: local, text: text.trim() });
    text = '';
  };
  Object.assign(parser, { onerror: fail, onopentag: open, onclosetag: close, ontext: add, oncdata: add });
  parser.write(xml).close();
  if (root !== 'OAI-PMH') {
    throw new Trouble('harvest.no-oai', 'What answers at this address does not speak OAI-PMH; look at the address');
  }
  return answer;
}

function fail(error: Error): never {
  throw new Trouble(
    'harvest.broken-answer',
    `The answer of the repository is no well-formed XML (${error.message.split('\n')[0]})`,
  );
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributesIn(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .filter(([name]) => !name.includes(':') && name !== 'xmlns')
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
