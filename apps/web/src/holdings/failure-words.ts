import type { Run } from '../api/holdings.ts';

/** Why a whole file could not be taken in, by the code of the service, for Dutch readers; the service speaks English. */
export const DUTCH: Readonly<Record<string, string>> = {
  'archive.bomb': 'Uitgepakt wordt dit bestand veel te groot. Maak een nieuwe export.',
  'archive.damaged': 'Het ingepakte bestand is beschadigd. Maak een nieuwe export, of stuur het bestand uitgepakt.',
  'archive.empty': 'Er zit geen bestand in het zipbestand. Controleer de export.',
  'archive.encrypted': 'Het zipbestand heeft een wachtwoord. Stuur het zonder wachtwoord.',
  'archive.method': 'Het zipbestand is ingepakt op een manier die we niet kunnen lezen. Pak het opnieuw in.',
  'archive.nested': 'Er zit een ingepakt bestand in het zipbestand. Pak dat eerst uit.',
  'archive.too-large': 'Uitgepakt is dit bestand te groot. Verdeel de export over meer bestanden.',
  'archive.too-many': 'Er zitten te veel bestanden in het zipbestand. Verdeel ze.',
  'archive.truncated':
    'Het ingepakte bestand is niet compleet; waarschijnlijk brak de overdracht af. Stuur het opnieuw.',
  'csv.columns-missing': 'In de eerste regel staan geen kolommen waaraan we titels herkennen. Zet er kolomnamen in.',
  'csv.line-too-long':
    'Een regel is te lang om te lezen. Controleer of elke titel op een eigen regel staat en of aanhalingstekens worden gesloten.',
  'csv.quote-not-closed':
    'Een aanhalingsteken is niet gesloten. Sluit het, of verdubbel het als het bij de tekst hoort.',
  'csv.unreadable': 'Het bestand is niet te lezen als CSV.',
  'file.binary': 'Dit is geen tekst, maar een ander soort bestand. Lever een export uit uw systeem.',
  'file.empty': 'Er staat geen enkele titel in het bestand. Controleer de export.',
  'file.nothing-accepted': 'Geen enkele titel kon worden gelezen. Hieronder staat per titel waarom.',
  'file.too-much-memory': 'Het bestand vraagt te veel van het systeem. Verdeel het over meer bestanden.',
  'file.unsupported':
    'Dit soort bestand kunnen we niet lezen. Maak een export in een soort die hierboven bij leveren staat.',
  'run.file-gone': 'Het bestand is er niet meer. Lever het opnieuw.',
  'run.gave-up': 'De levering is een paar keer geprobeerd en mislukte steeds. Lever het bestand opnieuw.',
  'file.headers-differ': 'De lijsten in het bestand hebben verschillende kolommen, of geen kolomnamen. Lever ze apart.',
  'xlsx.damaged': 'Het Excel-bestand is beschadigd. Bewaar het opnieuw.',
  'xlsx.empty': 'Er staat niets in de bladen van het Excel-bestand.',
  'xlsx.too-large': 'Het Excel-bestand is te groot. Bewaar het als CSV, of verdeel het.',
};

/** Why a run failed in the reader's language, and what the service says itself, in English, where that is another. */
export function failureIn(
  language: string,
  { failure, reason }: Pick<Run, 'failure' | 'reason'>,
): { readonly words: string | null; readonly original: string | null } {
  const known = failure !== null && language !== 'en' && Object.hasOwn(DUTCH, failure);
  return { words: known ? (DUTCH[failure] ?? null) : null, original: reason };
}
