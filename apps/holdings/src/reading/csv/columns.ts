import { Refusal } from '#libs/kernel';
import { kbartColumnsIn } from './kbart.ts';

/** What a column of a spreadsheet can be to us. */
export type Column =
  | 'localId'
  | 'holder'
  | 'branch'
  | 'shelfMark'
  | 'condition'
  | 'status'
  | 'copyId'
  | 'isbn'
  | 'ppn'
  | 'ocn'
  | 'issn'
  | 'ismn'
  | 'title'
  | 'contributor'
  | 'year'
  | 'publisher'
  | 'edition'
  | 'part'
  | 'material'
  | 'language'
  | 'audience'
  | 'form'
  | 'nbc'
  | 'siso'
  | 'nur'
  | 'ddc'
  | 'copies'
  | 'extant'
  | 'onOrder';

/** The Dutch and English names under which each column is recognised, in lower case without spaces and signs. */
const NAMES: Record<Column, readonly string[]> = {
  localId: [
    'lokaalid',
    'lokaalnummer',
    'localid',
    'id',
    'recordid',
    'recordnummer',
    'titelnummer',
    'titelid',
    'bibid',
    'catkey',
    'controlnumber',
  ],
  holder: ['isil', 'bibliotheek', 'library', 'deelnemer', 'holder', 'instelling', 'bibliotheekcode', 'librarycode'],
  branch: ['vestiging', 'branch', 'filiaal', 'locatie', 'location', 'standplaats'],
  shelfMark: ['plaatskenmerk', 'signatuur', 'shelfmark', 'callnumber', 'plaatsingscode', 'plaatsing'],
  condition: ['conditie', 'condition', 'staat', 'fysiekestaat'],
  status: ['status', 'exemplaarstatus', 'itemstatus', 'copystatus', 'beschikbaarheid', 'availability'],
  copyId: [
    'barcode',
    'streepjescode',
    'exemplaarnummer',
    'itembarcode',
    'itemid',
    'itemnummer',
    'copyid',
    'copynumber',
  ],
  isbn: ['isbn', 'isbn13', 'isbn10', 'ean', 'isbnean', 'eanisbn'],
  ppn: ['ppn', 'ppnnummer'],
  ocn: ['ocn', 'oclc', 'oclcnummer', 'oclcnumber', 'oclcnr'],
  issn: ['issn'],
  ismn: ['ismn'],
  title: ['titel', 'title', 'hoofdtitel', 'boektitel', 'titelbeschrijving'],
  contributor: [
    'auteur',
    'auteurs',
    'author',
    'authors',
    'schrijver',
    'maker',
    'contributor',
    'creator',
    'hoofdauteur',
  ],
  year: [
    'jaar',
    'year',
    'jaarvanuitgave',
    'publicatiejaar',
    'uitgavejaar',
    'publicationyear',
    'originalpublicationyear',
    'verschijningsjaar',
  ],
  publisher: ['uitgever', 'publisher', 'uitgeverij'],
  edition: ['editie', 'edition', 'druk'],
  part: ['deel', 'part', 'volume', 'deelnummer', 'deeltitel', 'band'],
  material: ['materiaal', 'material', 'materiaalsoort', 'materialtype', 'drager', 'soort', 'type', 'format', 'medium'],
  language: ['taal', 'language', 'taalcode', 'languagecode'],
  audience: ['doelgroep', 'audience', 'leeftijd', 'leeftijdsgroep', 'publiek'],
  form: ['fictie', 'fiction', 'vorm', 'literairevorm', 'literaryform', 'fictienonfictie', 'fictionnonfiction'],
  nbc: ['nbc', 'nbccode', 'nbcrubriek', 'basisclassificatie'],
  siso: ['siso', 'sisocode'],
  nur: ['nur', 'nurcode'],
  ddc: ['ddc', 'dewey'],
  copies: ['exemplaren', 'aantalexemplaren', 'copies', 'aantal', 'numberofcopies', 'items', 'aantalitems'],
  extant: ['aanwezig', 'extant', 'aanwezigeexemplaren', 'present', 'inbezit'],
  onOrder: ['besteld', 'onorder', 'inbestelling', 'bestelde', 'aantalbesteld', 'ordered'],
};

/** Everything that a column can be to us. */
export const COLUMNS = Object.keys(NAMES) as Column[];

/** What a source says of its columns, by their names in the file. */
export type GivenColumns = Readonly<Record<string, Column>>;

const IDENTIFYING: readonly Column[] = ['isbn', 'ppn', 'ocn', 'issn', 'ismn', 'title'];

/** Where each column is; a kind of column may occur more than once (`isbn`, `isbn13`). */
export type Columns = ReadonlyMap<Column, readonly number[]>;

/** Whether these can be the names of columns of a list of titles, KBART included. */
export function isHeader(values: readonly string[]): boolean {
  return kbartColumnsIn(values) !== null || tellsTitles(columnsNamed(values, {}));
}

function tellsTitles(found: Columns): boolean {
  return IDENTIFYING.some((column) => found.has(column));
}

/** Where the columns are in a list of numbers; `null` when none of them has the library's own. */
export function numberColumnIn(header: readonly string[], given: GivenColumns): Columns | null {
  const found = columnsNamed(header, given);
  return found.has('localId') ? found : null;
}

/** Finds the columns by the names in the header; refuses a file by which no title can be told. */
export function columnsIn(header: readonly string[], given: GivenColumns = {}): Columns {
  const found = columnsNamed(header, given);
  if (tellsTitles(found)) return found;
  const seen = header
    .map((name) => name.trim().slice(0, 40))
    .filter(Boolean)
    .slice(0, 40)
    .join(', ');
  throw new Refusal(
    'csv.columns-missing',
    `No column tells which title a line is about: at least one of isbn, ppn, ocn, issn, ismn or titel/title is needed; the first line has ${seen === '' ? 'no names' : seen}. Put the column names on the first line and deliver the file again`,
  );
}

function columnsNamed(header: readonly string[], given: GivenColumns): Columns {
  const found = new Map<Column, number[]>();
  for (const [position, name] of header.entries()) {
    const column = columnNamed(name, given);
    if (column !== null) found.set(column, [...(found.get(column) ?? []), position]);
  }
  return found;
}

/** What a column is to us by its name, as the source says or as it is known; `null` when it is passed over. */
export function columnNamed(name: string, given: GivenColumns): Column | null {
  const own = Object.entries(given).find(([it]) => plain(it) === plain(name))?.[1];
  return own ?? COLUMNS.find((it) => NAMES[it].includes(plain(name))) ?? null;
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
