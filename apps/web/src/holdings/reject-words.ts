import type { Reject } from '../api/holdings.ts';

interface Told {
  readonly message: string;
  readonly hint: string;
}

const AGAIN = 'Maak dit record opnieuw aan als MARC 21 (ISO 2709). De records eromheen zijn gewoon gelezen.';

/** What holdings says of a record, by its code, for Dutch readers; the service itself speaks English. */
const DUTCH: Readonly<Record<string, Told>> = {
  'csv.copy-repeated': {
    message: 'Deze regel zegt hetzelfde als een eerdere regel van dit record.',
    hint: 'Laat een van de twee weg, of tel de exemplaren op in één regel.',
  },
  'csv.count': {
    message: 'Een aantal is geen bruikbaar getal.',
    hint: 'Schrijf een heel getal van 0 tot en met 99999. Er kunnen niet meer exemplaren aanwezig zijn dan er in bezit zijn.',
  },
  'csv.line-too-long': {
    message: 'De regel is te lang om te lezen.',
    hint: 'Controleer of elke titel op een eigen regel staat en of aanhalingstekens worden gesloten.',
  },
  'csv.lossy-number': {
    message: 'Een spreadsheet heeft een nummer afgerond, bijvoorbeeld tot 9,78E+12.',
    hint: 'Maak van de kolom eerst tekst, zet de nummers opnieuw over uit uw systeem en bewaar als CSV.',
  },
  'csv.quote-not-closed': {
    message: 'Een aanhalingsteken is niet gesloten.',
    hint: 'Sluit het aanhalingsteken, of verdubbel het als het bij de tekst hoort.',
  },
  'csv.ragged': {
    message: 'De regel heeft niet evenveel kolommen als de kopregel.',
    hint: 'Zet een waarde waarin het scheidingsteken voorkomt tussen dubbele aanhalingstekens.',
  },
  'csv.unreadable': { message: 'De regel is niet te lezen.', hint: 'Herstel de regel en lever hem opnieuw.' },
  'holder.missing': {
    message: 'Er staat niet bij van welke bibliotheek dit record is.',
    hint: 'Geef op de pagina van de bron aan in welk veld of welke kolom dat staat, of vul het in het record aan.',
  },
  'holder.not-yours': {
    message: 'Dit record is van een bibliotheek voor wie u niet levert.',
    hint: 'Laat die bibliotheek u aanwijzen als vertegenwoordiger, en lever dit record daarna opnieuw.',
  },
  'holder.unknown': {
    message: 'De naam van de bibliotheek in dit record kennen we niet.',
    hint: 'Geef op de pagina van de bron aan wie zo heet, en lever dit record daarna opnieuw.',
  },
  'marc.directory': { message: 'De inhoudsopgave van het record klopt niet.', hint: AGAIN },
  'marc.header': { message: 'Het begin van het record is niet te lezen.', hint: AGAIN },
  'marc.too-long': {
    message: 'Het record is langer dan MARC 21 toestaat.',
    hint: 'Maak het record opnieuw aan zonder de te grote velden.',
  },
  'marc.truncated': {
    message: 'Het record houdt te vroeg op.',
    hint: 'De export of de overdracht is afgebroken. Lever het bestand opnieuw; de records ervoor zijn gelezen.',
  },
  'pica.field': {
    message: 'Een regel is geen PICA+-veld.',
    hint: 'Maak dit record opnieuw aan als PICA+. De records eromheen zijn gewoon gelezen.',
  },
  'pica.too-long': {
    message: 'Het einde van het record ontbreekt.',
    hint: 'Maak het bestand opnieuw aan, met een lege regel of een regeleinde achter elk record.',
  },
  'pica.truncated': {
    message: 'Het record houdt te vroeg op.',
    hint: 'De export of de overdracht is afgebroken. Lever het bestand opnieuw; de records ervoor zijn gelezen.',
  },
  'record.doubtful': {
    message: 'Er klopt iets niet helemaal in dit record.',
    hint: 'Kijk het na in uw eigen systeem.',
  },
  'record.nothing-to-match': {
    message: 'Er staat geen titel en geen nummer in.',
    hint: 'Voeg een titel of een geldig nummer toe en lever het opnieuw.',
  },
  'record.number-missing': {
    message: 'Het nummer van het record ontbreekt.',
    hint: 'Vul het nummer in dat het record in uw systeem heeft, of laat de regel weg.',
  },
  'record.repeated': {
    message: 'Dit record staat vaker in het bestand.',
    hint: 'Laat elk record één keer in het bestand staan. Heeft elk exemplaar een eigen regel, zet dan de regels van één record onder elkaar.',
  },
  'record.unknown': {
    message: 'Deze bron heeft geen record met dit nummer.',
    hint: 'Hiervoor is niets verwijderd. Was het al eerder verwijderd, dan is alles in orde. Controleer anders het nummer.',
  },
  'record.unknown-more': {
    message: 'Er zijn nog meer nummers die deze bron niet heeft.',
    hint: 'Kijk of de lijst wel uit deze bron komt: zoveel onbekende nummers zijn zelden al eerder verwijderd.',
  },
  'xml.malformed': {
    message: 'De XML van het record klopt niet.',
    hint: 'Maak dit record opnieuw aan. De records eromheen zijn gewoon gelezen.',
  },
  'xml.too-long': {
    message: 'Het einde van het record ontbreekt.',
    hint: 'Maak het bestand opnieuw aan, met elk record in een eigen element.',
  },
  'xml.truncated': {
    message: 'Het bestand houdt te vroeg op.',
    hint: 'De export of de overdracht is afgebroken. Lever het bestand opnieuw; de records ervoor zijn gelezen.',
  },
};

/** In the reader's language, with the service's own words where they add something. */
export function toldIn(
  language: string,
  { code, message, hint }: Pick<Reject, 'code' | 'message' | 'hint'>,
): Told & { readonly original?: string } {
  const dutch = language === 'nl' ? DUTCH[code] : undefined;
  return dutch === undefined ? { message, hint } : { ...dutch, original: message };
}
