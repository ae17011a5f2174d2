/** A record as a second, slow and simple reader sees it: fields are what stands between terminators, in directory order. */
export interface OracleRecord {
  readonly participant: string;
  readonly copies: number;
  /** What it is the same title by, in words; a description is only one where no number is. */
  readonly numbers: readonly string[];
  readonly description: string | null;
}

/** Reads sound MARC 21 by splitting it, without looking at a single length or address. */
export function oracleRecords(file: Buffer, participant: string): OracleRecord[] {
  return file
    .toString('latin1')
    .split('\u001d')
    .filter((text) => text.trim() !== '')
    .map((text) => oracleRecord(text, participant));
}

function oracleRecord(text: string, participant: string): OracleRecord {
  const [head = '', ...contents] = text.split('\u001e');
  const tags =
    head
      .slice(24)
      .match(/.{12}/g)
      ?.map((entry) => entry.slice(0, 3)) ?? [];
  const fields = tags.map((tag, i) => ({ tag, content: contents[i] ?? '' }));
  const values = (tag: string, code: string): string[] =>
    fields
      .filter((it) => it.tag === tag)
      .flatMap(({ content }) => content.split('\u001f').slice(1))
      .filter((it) => it.startsWith(code))
      .map((it) => it.slice(1).trim())
      .filter(Boolean);
  const coded = fields.find((it) => it.tag === '008')?.content ?? '';
  const type = `${text[6]}${text[7]}`;
  const electronic = 'oqs'.includes(coded[23] ?? ' ') ? 'electronic' : '';
  const part = plain([...values('245', 'n'), ...values('245', 'p')].join(' '));
  const numbers = [
    ...values('020', 'a')
      .map((it) => `isbn ${isbn13(it)}`)
      .filter((it) => !it.endsWith('null')),
    ...values('035', 'a')
      .filter((it) => it.startsWith('(OCoLC)'))
      .map((it) => `ocn ${it.replace(/\D/g, '').replace(/^0+/, '')}`),
  ];
  const skip = Number(fields.find((it) => it.tag === '245')?.content[1] ?? 0) || 0;
  const main = values('245', 'a')[0] ?? '';
  const title = plain(`${main.slice(skip)} ${values('245', 'b')[0] ?? ''}`);
  const year =
    /^(?:1[4-9]|20)\d\d$/.exec(coded.slice(7, 11))?.[0] ??
    /(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)/.exec(values('260', 'c')[0] ?? '')?.[0];
  const publisher = plain(values('260', 'b')[0] ?? '');
  const full = title !== '' && year !== undefined && publisher !== '';
  return {
    participant,
    copies: fields.filter((it) => it.tag === '949').length || 1,
    numbers: numbers.map((it) => `${it} ${part} ${electronic}`),
    description: full
      ? [title, year, publisher, plain(values('250', 'a')[0] ?? ''), type, part, electronic].join('|')
      : null,
  };
}

/** Puts records together that have a number in common, or a description that counts, until nothing more comes together. */
export function oracleTitles(records: readonly OracleRecord[]): OracleRecord[][] {
  const counts = new Set(records.filter(({ numbers }) => numbers.length === 0).map(({ description }) => description));
  let groups = records.map((it) => ({
    records: [it],
    names: new Set([...it.numbers, ...(it.description !== null && counts.has(it.description) ? [it.description] : [])]),
  }));
  for (let before = -1; before !== groups.length;) {
    before = groups.length;
    const joined: typeof groups = [];
    for (const group of groups) {
      const into = joined.find(({ names }) => !names.isDisjointFrom(group.names));
      if (into === undefined) joined.push(group);
      else {
        into.records.push(...group.records);
        for (const name of group.names) into.names.add(name);
      }
    }
    groups = joined;
  }
  return groups.map((it) => it.records);
}

function plain(text: string): string {
  return text
    .replaceAll(/[^ -~]/g, '')
    .replaceAll("'", '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

function isbn13(text: string): string | null {
  const digits = /^[\dXx-]+/.exec(text)?.[0].replaceAll('-', '') ?? '';
  if (digits.length === 13) return digits;
  if (digits.length !== 10) return null;
  const sum = Array.from(digits.toUpperCase()).reduce(
    (total, digit, i) => total + (10 - i) * (digit === 'X' ? 10 : Number(digit)),
    0,
  );
  if (sum % 11 !== 0) return null;
  const twelve = `978${digits.slice(0, 9)}`;
  const weighed = Array.from(twelve).reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return twelve + ((10 - (weighed % 10)) % 10);
}
