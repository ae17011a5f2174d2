const NO_NOTATION =
  '‘{written}’ is geen notatie van {scheme}. Schrijf bijvoorbeeld {example}, of het eerste deel daarvan.';
const NO_RANGE = '‘{written}’ is geen notatie en geen reeks van twee notaties. Schrijf bijvoorbeeld 780 of 780..789.';
const BACKWARDS = 'De reeks eindigt ({to}) voordat zij begint ({from}). Wissel de notaties om.';
const RULE = 'Regel {number} van de concordantie is ‘{text}’. ';
const LINE = 'Regel {number} van de lijst is ‘{text}’. ';
const NO_IDENTIFIER =
  '‘{written}’ is geen geldig ISBN, en ook geen ppn:, ocn: of issn: met een geldig nummer. Verbeter het nummer.';
const LOSSY =
  'Van het ISBN ‘{written}’ heeft een rekenblad de laatste cijfers weggelaten. Maak van de kolom tekst en kopieer het ISBN opnieuw.';

/**
 * What is wrong in the text of a collection plan, of a list of network agreements or titles, or of a crosswalk, by the rule that it
 * breaks. Names and values of the file stay as the file has them. The service says the same in English.
 */
export const nlPlanMistakes = {
  'yaml-unreadable':
    'De tekst is hier niet als YAML te lezen. Kijk op deze regel en de regel erboven naar het inspringen, de dubbele punten en de aanhalingstekens.',
  'yaml-indentation':
    'Deze regel springt niet goed in, of een haak is niet gesloten. Gebruik spaties en geen tab, laat wat bij elkaar hoort even ver inspringen, en sluit [ met ] en { met }.',
  'yaml-field-twice': 'Dit veld staat hier twee keer. Haal er een weg.',
  'yaml-colon-in-text':
    'Op deze regel staan twee velden door elkaar. Zet een tekst met een dubbele punt tussen aanhalingstekens, en laat velden die bij elkaar horen even ver inspringen.',
  'yaml-sign-missing':
    'Hier ontbreekt een teken. Kijk of er een dubbele punt, een komma of een aanhalingsteken te weinig staat, en of na een dubbele punt een spatie staat.',
  'yaml-quotes-missing':
    'Deze tekst begint met een teken dat in YAML iets anders betekent. Zet de tekst tussen aanhalingstekens.',
  'fields-expected': 'Hier horen velden te staan, zoals in {example}.',
  'field-unknown': 'Het veld ‘{name}’ is hier niet bekend. Gebruik {known}.',
  'field-missing': 'Het veld ‘{name}’ ontbreekt. Voeg het toe, zoals in {example}.',
  'list-empty': 'Hier staat niets. Geef minstens één waarde, of laat het veld weg.',
  'text-expected':
    'Hier hoort een tekst te staan. Schrijf die na de dubbele punt, tussen aanhalingstekens als er een dubbele punt in voorkomt.',
  'number-expected': '‘{written}’ is geen heel getal van {minimum} of hoger. Verbeter het getal.',
  'percentage-expected': '‘{written}’ is geen percentage boven 0 en tot en met 100. Schrijf 60 voor 60 %.',

  'csv-unreadable': 'Dit is niet als CSV te lezen. Kijk of elk aanhalingsteken dat opent ook weer sluit.',
  'column-unknown': 'Deze kolom is niet bekend. Gebruik {known}.',
  'column-missing': 'Deze kolom ontbreekt. Noem haar op de eerste regel en vul haar in.',
  'columns-missing': 'Het bestand is leeg. Noem op de eerste regel de kolommen {known}.',
  'cell-empty': 'Deze cel is leeg. Vul haar in.',
  'cells-too-many':
    'Deze regel heeft meer cellen dan er kolommen zijn. Zet een tekst met een puntkomma tussen aanhalingstekens.',
  'plan-differs':
    'Hier staat ‘{written}’, maar op regel {line} staat ‘{first}’. Eén bestand is één plan: maak beide gelijk.',
  'profile-differs':
    'Hier staat ‘{written}’, maar op regel {line} staat ‘{first}’. Schrijf dit op elke regel van het profiel gelijk.',
  'agreement-differs':
    'Hier staat ‘{written}’, maar op regel {line} staat ‘{first}’. Schrijf dit op elke regel van de netwerkafspraak gelijk.',

  'code-malformed':
    '‘{written}’ kan geen code zijn. Gebruik hoogstens 64 kleine letters, cijfers, punten en streepjes.',
  'code-twice': 'De code ‘{written}’ staat er twee keer, het eerst bij {first}. Geef een van beide een andere code.',
  'day-malformed': '‘{written}’ is geen datum. Schrijf een dag die bestaat, als jjjj-mm-dd.',
  'period-backwards': 'De periode eindigt ({to}) voordat zij begint ({from}). Wissel de dagen om, of verbeter er een.',
  'level-bands-expected':
    'Hier horen de ondergrenzen van niveau 1 tot en met 5 te staan, in procenten en oplopend, zoals in [1, 21, 41, 61, 81].',
  'reference-unknown': 'Met ‘{written}’ kunnen we niet vergelijken. Gebruik {known}.',

  'scope-empty':
    'Hier staat niet om welke titels het gaat. Noem minstens een van classification, material, language, audience.',
  'scheme-unknown': '‘{written}’ is geen schema dat we kennen. Gebruik {known}.',
  'scheme-missing':
    'Bij ‘{written}’ staat geen schema. Schrijf nbc:24* voor alles onder 24, nur:660..669 voor een reeks, of ddc:780 voor alleen die notatie.',
  'notation-malformed': NO_NOTATION,
  'range-incomplete': 'Noem hier een prefix, een notation, of from en to, zoals in {example}.',
  'range-malformed': NO_RANGE,
  'range-backwards': BACKWARDS,
  'material-unknown': '‘{written}’ is geen materiaal dat we kennen. Gebruik {known}.',
  'language-malformed':
    '‘{written}’ is geen taalcode van ISO 639-2/B. Gebruik drie kleine letters, zoals dut, eng of fry.',
  'audience-unknown': '‘{written}’ is geen doelgroep die we kennen. Gebruik {known}.',

  'targets-missing': 'Er zijn geen regels. Noem de kolommen op de eerste regel, en geef een regel per streefniveau.',
  'profile-empty': 'Deze cel is leeg. Vul de code in van het profiel waar deze regel over gaat.',
  'activity-empty': 'Deze cel is leeg, terwijl ‘{filled}’ is ingevuld. Vul een activiteit in: {known}.',
  'activity-unknown': '‘{written}’ is geen activiteit. Gebruik {known}.',
  'activity-twice': '‘{written}’ staat voor dit profiel al op een andere regel. Laat er een staan.',
  'level-unknown': '‘{written}’ is geen niveau. Gebruik {known}.',
  'minimum-above-maximum':
    'Het minimum ({minimum}) is hoger dan het maximum ({maximum}). Verlaag het minimum of verhoog het maximum.',
  'retained-misplaced':
    'Dit kan alleen bij preserve worden gevraagd, niet bij {activity}. Zet het bij het streefniveau voor preserve.',

  'agreement-empty': 'Deze cel is leeg. Vul de code in van de netwerkafspraak waar deze regel over gaat.',
  'agreement-kind-unknown': '‘{written}’ is geen soort netwerkafspraak. Gebruik {known}.',
  'opgave-malformed': 'In ‘{written}’ staat een rechte streep (|) of een backslash. Schrijf de opgave zonder.',
  'measure-empty':
    'Hier staat niet waaraan de netwerkafspraak wordt gemeten. Noem minstens een van flags, profiles, activity, zoals in {example}.',
  'flag-kind-unknown': '‘{written}’ is geen soort signalering. Gebruik {known}.',
  'flag-profile-unknown': '‘{written}’ is geen profiel van dit plan. Gebruik {known}.',
  'flag-activity-unknown': '‘{written}’ is geen activiteit. Gebruik {known}.',
  'owner-unknown': '‘{written}’ kan een actie niet op zich nemen. Vul de ISIL van een deelnemer in, of KB.',
  'action-empty': 'Deze cel is leeg, terwijl ‘{filled}’ is ingevuld. Geef de actie een code.',
  'action-twice':
    'De code ‘{written}’ staat er meer dan één keer, op regel {first} en regel {second}. Geef elke actie een eigen code.',
  'action-stays':
    'De actie ‘{action}’ hoort bij {agreement}, en die netwerkafspraak blijft zoals zij is. Verbeter die ook, of gebruik een andere code.',
  'action-lost':
    'De actie ‘{action}’ van {agreement} staat op regel {line}, en die kan niet worden overgenomen. Verbeter die regel.',

  'crosswalk-twice': 'Er is nog een concordantie {way}. Zet de regels van beide bij elkaar.',
  'crosswalk-to-itself': 'Deze concordantie leidt van een schema naar hetzelfde schema. Noem een ander schema.',
  'crosswalk-rules-missing':
    'Er zijn geen regels. Geef een regel voor elke notatie, met de notatie in het andere schema.',
  'crosswalk-notation-malformed': `${RULE}${NO_NOTATION}`,
  'crosswalk-range-malformed': `${RULE}${NO_RANGE}`,
  'crosswalk-range-backwards': `${RULE}${BACKWARDS}`,
  'crosswalk-cell-empty': `${RULE}Na de puntkomma staat niets. Vul daar een notatie in.`,
  'identifier-malformed': NO_IDENTIFIER,
  'identifier-lossy': LOSSY,
  'list-identifier-malformed': `${LINE}${NO_IDENTIFIER}`,
  'list-identifier-lossy': `${LINE}${LOSSY}`,
  'list-code-taken': '‘{written}’ betekent de titels in het netwerk. Geef de lijst een andere code.',
  'list-titles-missing': 'Er zijn geen titels. Geef voor elke titel een regel, met het nummer ervan.',
  'classes-missing': 'Er zijn geen klassen. Geef voor elke klasse een regel, met haar notatie.',
};
