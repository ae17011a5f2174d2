export const nl = {
  title: 'Signaleringen',
  lead: 'Waar de collecties samen nog niet aan het plan voldoen, of waar deelnemers hetzelfde doen.',
  measuring: 'Alleen signaleringen die deze netwerkafspraak meten:',
  kind: {
    gap: {
      unowned: {
        name: 'Niemand verantwoordelijk',
      },
      level: {
        name: 'Niveau te laag',
      },
      redundancy: {
        name: 'Te weinig deelnemers',
      },
      volume: {
        name: 'Te weinig titels',
      },
      undelivered: {
        name: 'Aanschaf blijft achter',
      },
      preservation: {
        name: 'Te weinig bewaard',
      },
      upcoming: {
        name: 'Straks een lacune',
      },
    },
    risk: {
      'single-holder': {
        name: 'Hangt aan één deelnemer',
      },
      'last-copy': {
        name: 'Laatste exemplaar gaat weg',
      },
      'level-mismatch': {
        name: 'Niveau wijkt af van bezit',
      },
    },
    overlap: {
      responsibility: {
        name: 'Te veel deelnemers',
      },
      'planned-title': {
        name: 'Titel dubbel gepland',
      },
      holdings: {
        name: 'Bezit overlapt',
      },
    },
  },
  family: { gap: 'Lacune', risk: 'Risico', overlap: 'Overlap' },
  sentence: {
    'gap.unowned':
      'Voor <b>{{profile}}</b> ({{activity}}) vraagt het plan niveau {{targetLevel}} of hoger, maar geen enkele deelnemer heeft dat op zich genomen.',
    'gap.level.AC':
      'Voor <b>{{profile}}</b> ({{activity}}) vraagt het plan niveau {{targetLevel}}. De hoogste toezegging (AC) is {{highestCommitment}}.',
    'gap.level.CL':
      'Voor <b>{{profile}}</b> ({{activity}}) vraagt het plan niveau {{targetLevel}}. Het hoogste niveau nu (CL) is {{highestCurrent}}.',
    'gap.level.both':
      'Voor <b>{{profile}}</b> ({{activity}}) vraagt het plan niveau {{targetLevel}}. De hoogste toezegging (AC) is {{highestCommitment}} en het hoogste niveau nu (CL) is {{highestCurrent}}.',
    'gap.redundancy':
      'Voor <b>{{profile}}</b> ({{activity}}) wil het plan minstens {{minimum}} deelnemers op niveau {{targetLevel}}. Nu zijn het er {{atLevel}}.',
    'gap.volume': 'In <b>{{profile}}</b> wil het plan minstens {{minimum}} titels. Het netwerk heeft er {{titles}}.',
    'gap.undelivered':
      '{{participants}} heeft voor <b>{{profile}}</b> toegezegd {{promised}} titels aan te schaffen. Voor de dagen die voorbij zijn, zijn dat er {{due}}; er kwamen er {{arrived}} binnen.',
    'gap.undelivered.older':
      '{{participants}} heeft voor <b>{{profile}}</b> toegezegd {{promised}} titels aan te schaffen. Voor de dagen die voorbij zijn, zijn dat er {{due}}. Ook als alles meetelt wat de deelnemer er nu van heeft, zijn het er {{arrived}}.',
    'gap.preservation':
      'In <b>{{profile}}</b> wil het plan dat minstens {{minimumRetained}} deelnemers elke titel bewaren. Voor {{short}} van de {{titles}} titels zijn het er minder.',
    'gap.upcoming.retention':
      'Voor <b>{{profile}}</b> ({{activity}}) ontstaat op {{day}} een lacune die er nu niet is: {{gaps}}. Dan zijn bewaarafspraken afgelopen.',
    'gap.upcoming':
      'Voor <b>{{profile}}</b> ({{activity}}) ontstaat op {{day}} een lacune die er nu niet is: {{gaps}}. De afspraken met {{participants}} zijn dan afgelopen.',
    'risk.single-holder.one':
      'Voor <b>{{profile}}</b> ({{activity}}) haalt alleen {{metBy}} het streefniveau {{targetLevel}}. Valt die weg, dan ontstaat een lacune.',
    'risk.single-holder.starving':
      'Voor <b>{{profile}}</b> ({{activity}}) halen {{metBy}} het streefniveau {{targetLevel}}, maar {{starving}} zegt minder toe dan het niveau nu. De collectie wordt dan niet meer op peil gehouden.',
    'risk.single-holder.both':
      'Voor <b>{{profile}}</b> ({{activity}}) haalt alleen {{metBy}} het streefniveau {{targetLevel}}, en die zegt minder toe (AC) dan het niveau nu (CL). De collectie wordt dan niet meer op peil gehouden.',
    'risk.last-copy':
      'Wat {{participants}} van <b>{{title}}</b> afstoot, is het laatste dat het netwerk ervan heeft. Daarna is er geen aanwezig exemplaar meer.',
    'risk.level-mismatch':
      '{{participants}} geeft voor <b>{{profile}}</b> niveau {{current}} op (CL), maar heeft {{heldShare}} van de titels in het netwerk. Dat komt overeen met niveau {{measured}}.',
    'risk.level-mismatch.list':
      '{{participants}} geeft voor <b>{{profile}}</b> niveau {{current}} op (CL), maar heeft {{heldShare}} van de {{titles}} titels op de referentielijst {{list}}. Dat komt overeen met niveau {{measured}}.',
    'overlap.responsibility':
      'Voor <b>{{profile}}</b> verzamelen {{committed}} deelnemers op niveau {{targetLevel}} of hoger: {{participants}}. Het plan wil er hoogstens {{maximum}}.',
    'overlap.planned-title.several': '<b>{{title}}</b> staat in de plannen van {{participants}}.',
    'overlap.planned-title.held':
      '<b>{{title}}</b> staat in het plan van {{participants}}, maar genoeg anderen hebben de titel al of hebben hem besteld: {{having}}.',
    'overlap.planned-title.both':
      '<b>{{title}}</b> staat in de plannen van {{participants}}, en is al aanwezig of besteld bij {{having}}.',
    'overlap.holdings':
      'In <b>{{profile}}</b> hebben {{participants}} samen {{shared}} titels gemeen: {{share}} van de kleinste collectie. Het plan wil hoogstens {{threshold}}.',
  },
  number: {
    targetLevel: 'Streefniveau',
    on: 'Vanaf',
    gaps: 'Wat er dan ontbreekt',
    planEnds: 'Het plan loopt tot en met',
    below: 'Te laag',
    highestCommitment: 'Hoogste toezegging (AC)',
    highestCurrent: 'Hoogste niveau nu (CL)',
    minimum: 'Minimum in het plan',
    maximum: 'Maximum in het plan',
    atLevel: 'Deelnemers op niveau',
    minimumRetained: 'Deelnemers die elke titel bewaren, minstens',
    promised: 'Titels toegezegd in de hele periode',
    due: 'Daarvan voor de dagen die voorbij zijn',
    arrived: 'Binnengekomen titels, hoogstens',
    onOrder: 'Nu in bestelling (telt niet mee)',
    since: 'Geteld vanaf de dag na',
    short: 'Titels die te weinig deelnemers bewaren',
    titles: 'Titels in het netwerk',
    current: 'Opgegeven niveau (CL)',
    measured: 'Gemeten niveau',
    held: 'Titels bij deze deelnemer',
    heldShare: 'Aandeel in het netwerk',
    reference: 'Gemeten aan de referentielijst',
    listTitles: 'Titels op de lijst',
    listHeld: 'Titels van de lijst bij deze deelnemer',
    listShare: 'Aandeel van de lijst',
    committed: 'Deelnemers die toezeggen',
    languageCoverage: 'Talen',
    threshold: 'Grens voor overlap',
    share: 'Overlap nu',
    shared: 'Gemeenschappelijke titels',
    titlesOf: 'Titels van {{participant}}',
    metBy: 'Halen het niveau',
    commitmentBelowCurrent: 'Zeggen minder toe dan zij hebben',
    levelsOf: '{{participant}}: AC / CL',
    title: 'Titel',
    plannedBy: 'Gepland door',
    extant: 'Aanwezige exemplaren nu',
    leavingFrom: '{{participant}}: stoot af',
    heldBy: 'Aanwezig bij',
    onOrderBy: 'Besteld door',
    enoughHolders: 'Genoeg volgens het plan',
    heldByEnoughOthers: 'Genoeg anderen hebben het, voor',
  },
  titleBy: 'De titel {{identifier}}',
  byPlan: '{{participant}} (ingediend plan)',
  byAgreement: '{{participant}} (afspraak)',
  toPlan: 'Bekijk het plan van {{participant}}',
  filter: {
    kind: 'Soort',
    profile: 'Profiel',
    participant: 'Deelnemer',
    state: 'Stand',
    followUp: 'Opvolging',
    sort: 'Volgorde',
    clear: 'Filters wissen',
  },
  allKinds: 'Alle soorten',
  allProfiles: 'Alle profielen',
  allStates: 'Alle standen',
  anyFollowUp: 'Wel of niet gezien',
  state: { open: 'open', cleared: 'opgelost' },
  sort: {
    newest: 'Nieuwste eerst',
    oldest: 'Oudste eerst',
    severity: 'Ernstigste eerst',
    profile: 'Op profiel',
    updated: 'Laatst bijgewerkt',
  },
  severity: { high: 'ernstig', medium: 'gemiddeld', low: 'licht' },
  csv: 'CSV downloaden',
  empty: 'Geen signaleringen',
  emptyText: 'Met deze filters is er niets te melden.',
  emptyAll: 'Er is niets te melden: de collecties voldoen aan het plan.',
  raised: 'sinds {{day}}',
  cleared: 'opgelost op {{day}}',
  updated: 'bijgewerkt op {{day}}',
  open: 'Uitleg openen',
  whatIsUp: 'Wat er aan de hand is',
  rule: 'De regel',
  timeLine: {
    title: 'Tot het einde van het plan',
    now: 'Nu',
    from: 'Vanaf {{day}}',
    asNow: 'Nog geen nieuwe lacune',
    none: 'Geen lacune in de afspraken',
  },
  numbers: 'De cijfers',
  short: {
    heading: 'De titels die te weinig deelnemers bewaren',
    title: 'Titel',
    holders: 'Bezitters',
    keptBy: 'Bewaard door',
    nobody: 'niemand',
    empty: 'Er zijn nu geen zulke titels meer',
    csv: 'Alle titels als CSV',
  },
  agreements: 'De afspraken hierachter',
  noAgreements: 'Hier liggen geen afspraken achter.',
  events: 'De berichten hierachter',
  history: 'Geschiedenis',
  change: { raised: 'Ontstaan', updated: 'Bijgewerkt', cleared: 'Opgelost' },
  followUp: {
    title: 'Opvolging',
    state: { new: 'nog niet gezien', acknowledged: 'gezien', waived: 'uitgesteld' },
    seenBy: 'Gezien door {{name}}.',
    assignedTo: 'Ligt bij {{name}}.',
    waivedUntil: 'Uitgesteld tot en met {{day}}: {{because}}',
    nobody: 'Nog niemand heeft hier iets mee gedaan.',
    calendar: 'de kalender',
    saved: 'Bewaard',
    acknowledge: 'Gezien',
    assign: 'Toewijzen',
    waive: 'Uitstellen',
    note: 'Notitie maken',
    reopen: 'Heropenen',
    ask: {
      assign: 'Wie pakt deze signalering op?',
      waive: 'Tot wanneer hoeft niemand hiernaar te kijken?',
      note: 'Notitie bij deze signalering',
      reopen: 'Deze signalering heropenen?',
    },
    explain: {
      assign: 'Schrijf een persoon of een organisatie op. Iedereen die de signalering ziet, leest dit.',
      waive: 'De signalering blijft staan, met uw reden erbij. De dag erna wordt zij vanzelf heropend.',
      note: 'Iedereen die de signalering ziet, leest uw notitie. Een notitie kan niet worden gewijzigd.',
      reopen: 'Zij geldt dan weer als niet gezien en niet uitgesteld.',
    },
    name: 'Naam',
    until: 'Tot en met',
    untilDay: 'tot en met {{day}}',
    past: 'Kies vandaag of een latere dag.',
    reason: 'Reden',
    text: 'Notitie',
    missing: 'Vul dit in.',
    done: {
      acknowledged: 'Gezien door {{by}}',
      assigned: 'Toegewezen aan {{to}} door {{by}}',
      waived: 'Uitgesteld tot en met {{until}} door {{by}}',
      noted: 'Notitie van {{by}}',
      reopened: 'Heropend door {{by}}',
    },
  },
  advice: 'Een signalering is een advies. U beslist zelf, binnen het collectieplan.',
  concerns: 'Betreft',
  network: 'het hele netwerk',
  back: 'Terug naar de signaleringen',
  when: 'Wanneer',
  what: 'Wat',
};

export const en: typeof nl = {
  title: 'Flags',
  lead: 'Where the collections together do not meet the plan yet, or where participants do the same.',
  measuring: 'Only flags that measure this network agreement:',
  kind: {
    gap: {
      unowned: {
        name: 'Nobody responsible',
      },
      level: {
        name: 'Level too low',
      },
      redundancy: {
        name: 'Too few participants',
      },
      volume: {
        name: 'Too few titles',
      },
      undelivered: {
        name: 'Acquisition lags behind',
      },
      preservation: {
        name: 'Too few kept',
      },
      upcoming: {
        name: 'A gap ahead',
      },
    },
    risk: {
      'single-holder': {
        name: 'Rests on one participant',
      },
      'last-copy': {
        name: 'Last copy is going',
      },
      'level-mismatch': {
        name: 'Level differs from holdings',
      },
    },
    overlap: {
      responsibility: {
        name: 'Too many participants',
      },
      'planned-title': {
        name: 'Title planned twice',
      },
      holdings: {
        name: 'Holdings overlap',
      },
    },
  },
  family: { gap: 'Gap', risk: 'Risk', overlap: 'Overlap' },
  sentence: {
    'gap.unowned':
      'For <b>{{profile}}</b> ({{activity}}) the plan asks for level {{targetLevel}} or higher, but no participant has taken that on.',
    'gap.level.AC':
      'For <b>{{profile}}</b> ({{activity}}) the plan asks for level {{targetLevel}}. The highest commitment (AC) is {{highestCommitment}}.',
    'gap.level.CL':
      'For <b>{{profile}}</b> ({{activity}}) the plan asks for level {{targetLevel}}. The highest current level (CL) is {{highestCurrent}}.',
    'gap.level.both':
      'For <b>{{profile}}</b> ({{activity}}) the plan asks for level {{targetLevel}}. The highest commitment (AC) is {{highestCommitment}} and the highest current level (CL) is {{highestCurrent}}.',
    'gap.redundancy':
      'For <b>{{profile}}</b> ({{activity}}) the plan wants at least {{minimum}} participants at level {{targetLevel}}. Now there are {{atLevel}}.',
    'gap.volume': 'In <b>{{profile}}</b> the plan wants at least {{minimum}} titles. The network has {{titles}}.',
    'gap.undelivered':
      '{{participants}} agreed to acquire {{promised}} titles for <b>{{profile}}</b>. For the days that are over that comes to {{due}}; {{arrived}} arrived.',
    'gap.undelivered.older':
      '{{participants}} agreed to acquire {{promised}} titles for <b>{{profile}}</b>. For the days that are over that comes to {{due}}. Even if all that the participant has of it now is counted, it is {{arrived}}.',
    'gap.preservation':
      'In <b>{{profile}}</b> the plan wants each title to be kept by at least {{minimumRetained}} participants. For {{short}} of the {{titles}} titles they are fewer.',
    'gap.upcoming.retention':
      'For <b>{{profile}}</b> ({{activity}}) a gap begins on {{day}} that is not there now: {{gaps}}. Retention commitments have ended then.',
    'gap.upcoming':
      'For <b>{{profile}}</b> ({{activity}}) a gap begins on {{day}} that is not there now: {{gaps}}. The agreements with {{participants}} have ended by then.',
    'risk.single-holder.one':
      'For <b>{{profile}}</b> ({{activity}}) only {{metBy}} meets target level {{targetLevel}}. Without it there is a gap.',
    'risk.single-holder.starving':
      'For <b>{{profile}}</b> ({{activity}}) {{metBy}} meet target level {{targetLevel}}, but {{starving}} commits to less than its current level. The collection is then no longer kept up.',
    'risk.single-holder.both':
      'For <b>{{profile}}</b> ({{activity}}) only {{metBy}} meets target level {{targetLevel}}, and it commits to less (AC) than its current level (CL). The collection is then no longer kept up.',
    'risk.last-copy':
      'What {{participants}} disposes of is the last that the network has of <b>{{title}}</b>. After that no extant copy is left.',
    'risk.level-mismatch':
      '{{participants}} declares level {{current}} (CL) for <b>{{profile}}</b>, but has {{heldShare}} of the titles in the network. That comes to level {{measured}}.',
    'risk.level-mismatch.list':
      '{{participants}} declares level {{current}} (CL) for <b>{{profile}}</b>, but has {{heldShare}} of the {{titles}} titles on the reference list {{list}}. That comes to level {{measured}}.',
    'overlap.responsibility':
      'For <b>{{profile}}</b> {{committed}} participants collect at level {{targetLevel}} or higher: {{participants}}. The plan wants {{maximum}} at most.',
    'overlap.planned-title.several': '<b>{{title}}</b> is in the plans of {{participants}}.',
    'overlap.planned-title.held':
      '<b>{{title}}</b> is in the plan of {{participants}}, but enough others hold it already or have it on order: {{having}}.',
    'overlap.planned-title.both':
      '<b>{{title}}</b> is in the plans of {{participants}}, and is held or on order at {{having}} already.',
    'overlap.holdings':
      'In <b>{{profile}}</b> {{participants}} have {{shared}} titles in common: {{share}} of the smaller collection. The plan wants {{threshold}} at most.',
  },
  number: {
    targetLevel: 'Target level',
    on: 'From',
    gaps: 'What is missing then',
    planEnds: 'The plan ends on',
    below: 'Too low',
    highestCommitment: 'Highest commitment (AC)',
    highestCurrent: 'Highest current level (CL)',
    minimum: 'Minimum in the plan',
    maximum: 'Maximum in the plan',
    atLevel: 'Participants at level',
    minimumRetained: 'Participants that keep each title, at least',
    promised: 'Titles agreed for the whole period',
    due: 'Of these for the days that are over',
    arrived: 'Titles that arrived, at most',
    onOrder: 'On order now (does not count)',
    since: 'Counted from the day after',
    short: 'Titles that too few participants keep',
    titles: 'Titles in the network',
    current: 'Level declared (CL)',
    measured: 'Level measured',
    held: 'Titles of this participant',
    heldShare: 'Share of the network',
    reference: 'Measured against the reference list',
    listTitles: 'Titles on the list',
    listHeld: 'Titles of the list at this participant',
    listShare: 'Share of the list',
    committed: 'Participants committed',
    languageCoverage: 'Languages',
    threshold: 'Limit for overlap',
    share: 'Overlap now',
    shared: 'Titles in common',
    titlesOf: 'Titles of {{participant}}',
    metBy: 'Meet the level',
    commitmentBelowCurrent: 'Commit to less than they have',
    levelsOf: '{{participant}}: AC / CL',
    title: 'Title',
    plannedBy: 'Planned by',
    extant: 'Extant copies now',
    leavingFrom: '{{participant}}: disposes of',
    heldBy: 'Held by',
    onOrderBy: 'On order by',
    enoughHolders: 'Enough by the plan',
    heldByEnoughOthers: 'Enough others have it, for',
  },
  titleBy: 'The title {{identifier}}',
  byPlan: '{{participant}} (submitted plan)',
  byAgreement: '{{participant}} (agreement)',
  toPlan: 'View the plan of {{participant}}',
  filter: {
    kind: 'Kind',
    profile: 'Profile',
    participant: 'Participant',
    state: 'State',
    followUp: 'Follow-up',
    sort: 'Order',
    clear: 'Clear filters',
  },
  allKinds: 'All kinds',
  allProfiles: 'All profiles',
  allStates: 'All states',
  anyFollowUp: 'Seen or not',
  state: { open: 'open', cleared: 'cleared' },
  sort: {
    newest: 'Newest first',
    oldest: 'Oldest first',
    severity: 'Most severe first',
    profile: 'By profile',
    updated: 'Last updated',
  },
  severity: { high: 'severe', medium: 'moderate', low: 'slight' },
  csv: 'Download CSV',
  empty: 'No flags',
  emptyText: 'With these filters there is nothing to report.',
  emptyAll: 'Nothing to report: the collections meet the plan.',
  raised: 'since {{day}}',
  cleared: 'cleared on {{day}}',
  updated: 'updated on {{day}}',
  open: 'Open explanation',
  whatIsUp: 'What is going on',
  rule: 'The rule',
  timeLine: {
    title: 'Until the end of the plan',
    now: 'Now',
    from: 'From {{day}}',
    asNow: 'No new gap yet',
    none: 'No gap in the agreements',
  },
  numbers: 'The numbers',
  short: {
    heading: 'The titles that too few participants keep',
    title: 'Title',
    holders: 'Holders',
    keptBy: 'Kept by',
    nobody: 'nobody',
    empty: 'There are no such titles any more',
    csv: 'All titles as CSV',
  },
  agreements: 'The agreements behind it',
  noAgreements: 'There are no agreements behind this.',
  events: 'The events behind it',
  history: 'History',
  change: { raised: 'Raised', updated: 'Updated', cleared: 'Cleared' },
  followUp: {
    title: 'Follow-up',
    state: { new: 'not seen yet', acknowledged: 'seen', waived: 'deferred' },
    seenBy: 'Seen by {{name}}.',
    assignedTo: 'With {{name}}.',
    waivedUntil: 'Deferred up to and including {{day}}: {{because}}',
    nobody: 'Nobody has done anything about this yet.',
    calendar: 'the calendar',
    saved: 'Saved',
    acknowledge: 'Seen',
    assign: 'Assign',
    waive: 'Defer',
    note: 'Add a note',
    reopen: 'Reopen',
    ask: {
      assign: 'Who takes this flag on?',
      waive: 'Until when need nobody look at this?',
      note: 'Note on this flag',
      reopen: 'Reopen this flag?',
    },
    explain: {
      assign: 'Write down a person or an organisation. Everyone who sees the flag reads this.',
      waive: 'The flag stays, with your reason. On the day after it is reopened by itself.',
      note: 'Everyone who sees the flag reads your note. A note cannot be changed.',
      reopen: 'It then counts as neither seen nor deferred.',
    },
    name: 'Name',
    until: 'Up to and including',
    untilDay: 'up to and including {{day}}',
    past: 'Choose today or a later day.',
    reason: 'Reason',
    text: 'Note',
    missing: 'Fill this in.',
    done: {
      acknowledged: 'Seen by {{by}}',
      assigned: 'Assigned to {{to}} by {{by}}',
      waived: 'Deferred up to and including {{until}} by {{by}}',
      noted: 'Note by {{by}}',
      reopened: 'Reopened by {{by}}',
    },
  },
  advice: 'A flag is advice. You decide, within the collection plan.',
  concerns: 'Concerns',
  network: 'the whole network',
  back: 'Back to the flags',
  when: 'When',
  what: 'What',
};
