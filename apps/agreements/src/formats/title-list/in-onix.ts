import type { Audience, Classification, Material, Scheme } from '#libs/contracts';
import { isbn, Refusal } from '#libs/kernel';
import sax, { type Tag } from 'sax';
import type { ListedTitle } from '../../model/listed-title.ts';
import { audienceOfNur } from './nur.ts';
import { referenceName } from './onix-names.ts';

/** Longest text of one element that is read; the rest of it is passed over. */
const LONGEST = 2_000;
const SCHEMES: Readonly<Record<string, Scheme>> = { '01': 'ddc', '09': 'udc', '32': 'nur', '34': 'siso' };
/** By the first letter of the product form (List 150); what has no letter here is a book to a profile. */
const MATERIALS: Readonly<Record<string, Material>> = { A: 'sound', B: 'book', C: 'map', E: 'e-book', V: 'video' };
const YOUTH = /^0[23]$/;

/** What was read of the product that is being read. */
class Product {
  readonly identifiers = new Map<string, string>();
  readonly classifications: Classification[] = [];
  reference = '';
  title: string | null = null;
  form = '';
  language = 'und';
  audience: Audience = 'unknown';

  listed(line: number): ListedTitle {
    const gtin = this.identifiers.get('03') ?? '';
    const identifier =
      this.identifiers.get('15') ??
      (isbn(gtin) === null ? undefined : gtin) ??
      this.identifiers.get('02') ??
      (gtin || this.reference);
    const { title, language, classifications } = this;
    const nur = classifications.find(({ scheme }) => scheme === 'nur')?.notation ?? '';
    const audience = this.audience === 'unknown' ? audienceOfNur(nur) : this.audience;
    const material = this.form === 'PI' ? 'score' : (MATERIALS[this.form.charAt(0)] ?? 'book');
    return { line, identifier, title, facets: { material, language, audience, classifications } };
  }
}

/**
 * Reads the products of an ONIX for Books 3 message, in reference names or short tags. Related products, parts of a
 * product and the series that it is in have identifiers and titles too: only those of the product itself are taken.
 *
 * Source: ONIX for Books 3.0 specification and code lists 5, 22, 27, 28, 29, 74 and 150 (EDItEUR).
 *
 * @throws {Refusal} `onix.malformed` where it is not well-formed XML, or no ONIX message
 */
export function titlesInOnix(text: string): ListedTitle[] {
  const titles: ListedTitle[] = [];
  const path: string[] = [];
  /** The latest text of each element of the composite that is open, by its name. */
  const said = new Map<string, string>();
  let product = new Product();
  let content = '';
  const parser = new sax.SAXParser(true, { position: true });
  const add = (more: string): void => {
    if (content.length < LONGEST) content += more;
  };
  const open = ({ name }: Tag): void => {
    const known = referenceName(name);
    if (path.length === 0 && known !== 'ONIXMessage') throw noMessage(name);
    path.push(known);
    content = '';
    if (known === 'Product') product = new Product();
    else if (COMPOSITES.has(known)) said.clear();
  };
  const close = (): void => {
    const name = path.pop() ?? '';
    const within = path.slice(path.indexOf('Product') + 1).join('/');
    const value = content.trim();
    content = '';
    if (name === 'Product') titles.push(product.listed(titles.length + 1));
    else if (COMPOSITES.has(name)) take(product, within === '' ? name : `${within}/${name}`, said);
    else if (name === 'RecordReference' && within === '') product.reference = value;
    else if (name === 'ProductForm' && within === 'DescriptiveDetail') product.form = value;
    else said.set(name, value);
  };
  const fail = (error: Error): void => {
    throw malformed(parser.line + 1, error);
  };
  Object.assign(parser, { onerror: fail, onopentag: open, onclosetag: close, ontext: add, oncdata: add });
  parser.write(text).close();
  return titles;
}

/** Elements that belong together, taken when they are complete. */
const COMPOSITES: ReadonlySet<string> = new Set([
  'ProductIdentifier',
  'Subject',
  'Language',
  'Audience',
  'TitleElement',
]);

function take(product: Product, where: string, said: ReadonlyMap<string, string>): void {
  const of = (name: string): string => said.get(name) ?? '';
  switch (where) {
    case 'ProductIdentifier':
      product.identifiers.set(of('ProductIDType'), of('IDValue'));
      break;
    case 'DescriptiveDetail/Subject': {
      const scheme = SCHEMES[of('SubjectSchemeIdentifier')];
      if (scheme !== undefined && of('SubjectCode') !== '') {
        product.classifications.push({ scheme, notation: of('SubjectCode') });
      }
      break;
    }
    case 'DescriptiveDetail/Language':
      if (of('LanguageRole') === '01' && /^[a-z]{3}$/.test(of('LanguageCode'))) product.language = of('LanguageCode');
      break;
    case 'DescriptiveDetail/Audience':
      if (of('AudienceCodeType') === '01') product.audience = YOUTH.test(of('AudienceCodeValue')) ? 'youth' : 'adult';
      break;
    case 'DescriptiveDetail/TitleDetail/TitleElement':
      product.title ??= of('TitleText') || `${of('TitlePrefix')} ${of('TitleWithoutPrefix')}`.trim() || null;
      break;
    default:
  }
}

function noMessage(name: string): Refusal {
  return new Refusal(
    'onix.malformed',
    `This is XML, but no ONIX message: it begins with '${name.slice(0, 40)}'. Send an ONIX 3 message, CSV, a workbook or a list of ISBNs`,
  );
}

function malformed(line: number, error: Error): Refusal {
  if (error instanceof Refusal) return error;
  const what = error.message.split('\n')[0] ?? '';
  return new Refusal(
    'onix.malformed',
    `The ONIX message is not well-formed at line ${line} (${what}). Nothing was taken; ask the supplier for the file again`,
    [],
    { line },
  );
}
