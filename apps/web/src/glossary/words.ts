export const nl = {
  title: 'Begrippen',
  lead: 'De woorden van het Collectieplan, kort uitgelegd. Klik in een scherm op een onderstreept woord voor dezelfde uitleg.',
  term: {
    participant: {
      name: 'deelnemer',
      text: 'Een bibliotheek, een provinciale ondersteuningsinstelling, de KB of een partner zoals een museum of archief.',
    },
    isil: { name: 'ISIL', text: 'Het internationale nummer van een bibliotheek, bijvoorbeeld NL-0800070000.' },
    holding: { name: 'bezit', text: 'De titels die een deelnemer heeft, met het aantal exemplaren.' },
    title: {
      name: 'titel',
      text: 'Eén uitgave van een werk. Beschrijvingen van verschillende deelnemers die over dezelfde uitgave gaan, tellen samen als één titel.',
    },
    extant: {
      name: 'aanwezige exemplaren',
      text: 'Exemplaren die er echt zijn. Vermiste en verloren exemplaren tellen niet mee.',
    },
    onOrder: {
      name: 'in bestelling',
      text: 'Besteld, maar nog niet ontvangen. Wat in bestelling is, is nog geen bezit.',
    },
    collectionPlan: {
      name: 'collectieplan',
      text: 'Het gezamenlijke plan van de KB en de bibliotheken voor vier jaar: wie houdt welk deel van de nationale collectie op peil?',
    },
    consultation: {
      name: 'consultatie',
      text: 'De tijd waarin deelnemers op een concept van het collectieplan kunnen reageren. De planeigenaar beantwoordt elke reactie.',
    },
    scenario: {
      name: 'scenario',
      text: 'Een proef op papier: wat zou er gebeuren als het plan, een afspraak of een deelnemer verandert? Beoordeeld met dezelfde regels, zonder dat er iets verandert.',
    },
    division: {
      name: 'verdelingsvoorstel',
      text: 'Een uitgerekende verdeling van alle taken uit het collectieplan over de deelnemers: met zo weinig mogelijk lacunes en veranderingen, bij wie er het best bij past, en zonder dat iemand te veel draagt.',
    },
    profile: {
      name: 'profiel',
      text: 'Een deel van de nationale collectie, bijvoorbeeld een onderwerp, soms beperkt tot een materiaal, een taal of een doelgroep.',
    },
    target: {
      name: 'streefniveau',
      text: 'Wat het collectieplan voor een profiel wil: het niveau, hoeveel deelnemers verantwoordelijk zijn en hoeveel titels er minstens moeten zijn.',
    },
    level: {
      name: 'collectieniveau',
      text: 'Hoe diep een collectie gaat, van 0 (buiten bereik) tot 5 (uitputtend). Niveau 3 is geschikt voor studie, niveau 4 voor onderzoek.',
    },
    AC: { name: 'AC', text: 'Acquisition commitment: het niveau waarop een deelnemer toezegt te kopen.' },
    CL: {
      name: 'CL',
      text: 'Current level: het niveau dat de collectie van een deelnemer nu heeft, volgens de deelnemer zelf.',
    },
    referenceList: {
      name: 'referentielijst',
      text: 'Titels die in een goede collectie thuishoren. Het gemeten niveau van een deelnemer volgt uit het deel van die titels dat de deelnemer heeft. De lijst hoort bij een versie van het collectieplan.',
    },
    GL: { name: 'GL', text: 'Goal level: het niveau dat een deelnemer wil bereiken.' },
    languageCoverage: {
      name: 'taalcode',
      text: 'In welke talen een deelnemer verzamelt: P vooral Nederlands, S ook enkele andere talen, W veel talen, X vooral één andere taal, D twee talen.',
    },
    activity: {
      name: 'activiteit',
      text: 'Wat een deelnemer met een collectie doet: verzamelen, beheren, beschikbaar stellen of bewaren.',
    },
    acquisitionPlan: {
      name: 'acquisitieplan',
      text: 'Wat een deelnemer in een periode wil kopen en op zich wil nemen, per profiel. Na goedkeuring worden de regels afspraken.',
    },
    agreement: {
      name: 'afspraak',
      text: 'Een goedgekeurde regel uit een acquisitieplan: wie, welk profiel, welke activiteit, welk niveau en tot wanneer.',
    },
    reviewOn: {
      name: 'herziendag',
      text: 'De dag waarop iemand bekijkt of een afspraak nog klopt: een half jaar voor het einde, tenzij iets anders is ingesteld.',
    },
    noticeBy: {
      name: 'uiterste opzegdag',
      text: 'De laatste dag om te zeggen dat een afspraak niet wordt verlengd: een kwartaal voor het einde, tenzij iets anders is ingesteld.',
    },
    networkAgreement: {
      name: 'netwerkafspraak',
      text: 'Wat de bibliotheken, de ondersteuningsinstellingen en de KB in het collectieplan met elkaar afspraken. Een afspraak is wettelijk, normatief (een norm om aan te voldoen), lopend, of er is actie nodig.',
    },
    executionAgenda: {
      name: 'uitvoeringsagenda',
      text: 'De acties bij de netwerkafspraken: wie wat vóór welke dag doet, en hoe ver dat is.',
    },
    opgave: {
      name: 'opgave',
      text: 'Een maatschappelijk doel van het netwerk, bijvoorbeeld lezen en geletterdheid, waaraan een netwerkafspraak bijdraagt.',
    },
    withdrawal: {
      name: 'afstoten',
      text: 'Exemplaren wegdoen. Wat een bibliotheek wil afstoten, kijken we eerst na: is het niet het laatste exemplaar, en heeft niemand beloofd het te bewaren?',
    },
    offer: {
      name: 'aanbod',
      text: 'Een titel die een bibliotheek wegdoet, maar eerst aan anderen aanbiedt. Wie de titel overneemt, neemt ook de belofte over om die te bewaren.',
    },
    retentionCommitment: {
      name: 'bewaarafspraak',
      text: 'De belofte van een deelnemer om een titel te bewaren, tot een dag of voor altijd.',
    },
    loanRequest: {
      name: 'IBL-aanvraag',
      text: 'Een lezer vraagt een titel aan die van elders moet komen: uit de eigen organisatie, uit de provincie of uit het hele land. IBL is interbibliothecair leenverkeer.',
    },
    unmet: {
      name: 'niet vervulde aanvraag',
      text: 'Een IBL-aanvraag waarvoor geen bibliotheek in de provincie of in het land een exemplaar kon uitlenen.',
    },
    flag: {
      name: 'signalering',
      text: 'Een melding dat de collecties samen niet aan het plan voldoen, of dat deelnemers hetzelfde doen. Een signalering adviseert, zij verbiedt niets.',
    },
    gap: { name: 'lacune', text: 'Iets wat het plan vraagt, maar wat nu niemand of te weinig deelnemers doen.' },
    added: {
      name: 'toegevoegd en afgevoerd',
      text: 'Titels die een deelnemer in een periode erbij kreeg of kwijtraakte. Een titel die alleen werd samengevoegd, gesplitst of anders beschreven, telt bij geen van beide.',
    },
    otherwise: {
      name: 'anders geteld',
      text: 'Het deel van een verschil dat geen aanschaf of afvoer is: titels werden samengevoegd of anders beschreven, een profiel veranderde, of een deelnemer fuseerde of sloot. Ook de eerste levering van een deelnemer telt zo.',
    },
    overlap: { name: 'overlap', text: 'Meer deelnemers doen of kopen hetzelfde dan nodig is.' },
    risk: { name: 'risico', text: 'Aan het plan is nu voldaan, maar dat hangt aan één deelnemer.' },
    crosswalk: {
      name: 'concordantie',
      text: 'Een tabel die codes van de ene indeling vertaalt in die van een andere, zoals DDC in NBC. Zij hoort bij een versie van het collectieplan.',
    },
    unclassified: {
      name: 'niet ingedeeld',
      text: 'Titels die bij geen enkel profiel passen. Zij tellen in geen van de cijfers mee.',
    },
    fullLoad: {
      name: 'volledige levering',
      text: 'Een bestand met al uw bezit. Wat er niet in staat, halen we uit uw bezit.',
    },
    deltaLoad: {
      name: 'wijzigingen',
      text: 'Een bestand met alleen wat nieuw, gewijzigd of verwijderd is. De rest van uw bezit blijft zoals het was.',
    },
    asOf: { name: 'gegevens van', text: 'De dag waarop de gegevens uit uw eigen systeem zijn gehaald.' },
    rejected: {
      name: 'afgekeurd',
      text: 'Een record dat we niet konden lezen. De andere records uit het bestand gaan gewoon door.',
    },
    parked: {
      name: 'geparkeerd bericht',
      text: 'Een bericht tussen twee diensten dat niet verwerkt kon worden. Het is niet weg: na herstel kunt u het opnieuw aanbieden.',
    },
  },
};

export const en: typeof nl = {
  title: 'Terms',
  lead: 'The words of the Collection Plan in short. Click an underlined word on any screen for the same explanation.',
  term: {
    participant: {
      name: 'participant',
      text: 'A library, a provincial support organisation, the national library (KB) or a partner such as a museum or an archive.',
    },
    isil: { name: 'ISIL', text: 'The international number of a library, for example NL-0800070000.' },
    holding: { name: 'holdings', text: 'The titles that a participant has, with the number of copies.' },
    title: {
      name: 'title',
      text: 'One edition of a work. Descriptions by several participants of the same edition count as one title.',
    },
    extant: { name: 'extant copies', text: 'Copies that are really there. Missing and lost copies do not count.' },
    onOrder: { name: 'on order', text: 'Ordered, not yet received. On order is not held.' },
    collectionPlan: {
      name: 'collection plan',
      text: 'The joint four-year plan of the national library and the libraries: who keeps up which part of the national collection?',
    },
    consultation: {
      name: 'consultation',
      text: 'The time in which participants can comment on a draft of the collection plan. The plan owner answers each comment.',
    },
    scenario: {
      name: 'scenario',
      text: 'A trial on paper: what would happen if the plan, an agreement or a participant changed? Judged by the same rules, while nothing changes.',
    },
    division: {
      name: 'division proposal',
      text: 'A division of all tasks of the collection plan over the participants, worked out: with as few gaps and changes as can be, with whoever fits best, and without anybody carrying too much.',
    },
    profile: {
      name: 'profile',
      text: 'A part of the national collection, such as a subject, sometimes limited to a material, a language or an audience.',
    },
    target: {
      name: 'target',
      text: 'What the collection plan wants of a profile: the level, how many participants are responsible and how many titles there must be at least.',
    },
    level: {
      name: 'collecting level',
      text: 'How deep a collection goes, from 0 (out of scope) to 5 (comprehensive). Level 3 serves study, level 4 research.',
    },
    AC: { name: 'AC', text: 'Acquisition commitment: the level at which a participant promises to buy.' },
    CL: {
      name: 'CL',
      text: 'Current level: the level of the participant’s collection now, as the participant declares it.',
    },
    referenceList: {
      name: 'reference list',
      text: 'Titles that belong in a good collection. The measured level of a participant follows from the part of those titles that it has. The list belongs to a version of the collection plan.',
    },
    GL: { name: 'GL', text: 'Goal level: the level that a participant wants to reach.' },
    languageCoverage: {
      name: 'language code',
      text: 'The languages a participant collects: P mostly Dutch, S some others too, W many, X mainly one other, D two languages.',
    },
    activity: {
      name: 'activity',
      text: 'What a participant does with a collection: collect, manage, provide or preserve.',
    },
    acquisitionPlan: {
      name: 'acquisition plan',
      text: 'What a participant wants to buy and take on in a period, by profile. Once accepted, its lines become agreements.',
    },
    agreement: {
      name: 'agreement',
      text: 'An accepted line of an acquisition plan: who, which profile, which activity, at which level and until when.',
    },
    reviewOn: {
      name: 'review date',
      text: 'The day to look whether an agreement is still right: half a year before its end, unless it is set otherwise.',
    },
    noticeBy: {
      name: 'notice deadline',
      text: 'The last day to say that an agreement will not be renewed: a quarter before its end, unless it is set otherwise.',
    },
    networkAgreement: {
      name: 'network agreement',
      text: 'What libraries, support organisations and the KB agreed on in the collection plan. An agreement is legal, normative (a norm to be met), running, or action is needed.',
    },
    executionAgenda: {
      name: 'execution agenda',
      text: 'The actions for the network agreements: who does what by which day, and how far that is.',
    },
    opgave: {
      name: 'societal goal',
      text: 'A goal of the network in society, for example reading and literacy, that a network agreement serves.',
    },
    withdrawal: {
      name: 'weeding',
      text: 'Disposing of copies. What a library wants to dispose of is checked first: is it not the last copy, and did nobody promise to keep it?',
    },
    offer: {
      name: 'offer',
      text: 'A title that a library disposes of and offers to others first. Whoever takes it over also takes over the promise to keep it.',
    },
    retentionCommitment: {
      name: 'retention commitment',
      text: 'The promise of a participant to keep a title, until a day or for ever.',
    },
    loanRequest: {
      name: 'loan request',
      text: 'A reader asks for a title that has to come from elsewhere: from the own organisation, the province or the whole country (interlibrary loan, IBL).',
    },
    unmet: {
      name: 'unmet request',
      text: 'A loan request for which no library in the province or in the country could lend a copy.',
    },
    flag: {
      name: 'flag',
      text: 'A notice that the collections together do not meet the plan, or that participants do the same. A flag advises, it forbids nothing.',
    },
    gap: { name: 'gap', text: 'Something the plan asks for that nobody, or too few participants, do now.' },
    added: {
      name: 'added and withdrawn',
      text: 'Titles that a participant got or lost in a period. A title that only merged, was split or described otherwise is neither.',
    },
    otherwise: {
      name: 'counted otherwise',
      text: 'The part of a difference that is neither acquired nor disposed of: titles merged or were described otherwise, a profile changed, or a participant merged or closed. The first delivery of a participant counts so as well.',
    },
    overlap: { name: 'overlap', text: 'More participants do or buy the same than needed.' },
    risk: { name: 'risk', text: 'The plan is met now, but by one participant only.' },
    crosswalk: {
      name: 'crosswalk',
      text: 'A table that translates codes of one classification into those of another, such as DDC into NBC. It belongs to a version of the collection plan.',
    },
    unclassified: {
      name: 'unclassified',
      text: 'Titles that match no profile at all. They count in none of the figures.',
    },
    fullLoad: {
      name: 'full delivery',
      text: 'A file with all your holdings. What is not in it, we remove from your holdings.',
    },
    deltaLoad: {
      name: 'changes',
      text: 'A file with only what is new, changed or removed. The rest of your holdings stay as they were.',
    },
    asOf: { name: 'data as of', text: 'The day on which the data were taken from your own system.' },
    rejected: {
      name: 'rejected',
      text: 'A record that we could not read. The other records of the file go on as usual.',
    },
    parked: {
      name: 'parked event',
      text: 'A message between two services that could not be applied. It is not lost: once repaired, you can offer it again.',
    },
  },
};
