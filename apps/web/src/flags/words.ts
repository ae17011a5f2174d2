export const nl = {
  title: 'Signaleringen',
  lead: 'Waar de collecties samen nog niet aan het plan voldoen, of waar deelnemers hetzelfde doen.',
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
    },
    risk: {
      'single-holder': {
        name: 'Hangt aan één deelnemer',
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
    'risk.single-holder.one':
      'Voor <b>{{profile}}</b> ({{activity}}) haalt alleen {{metBy}} het streefniveau {{targetLevel}}. Valt die weg, dan ontstaat een lacune.',
    'risk.single-holder.starving':
      'Voor <b>{{profile}}</b> ({{activity}}) halen {{metBy}} het streefniveau {{targetLevel}}, maar {{starving}} zegt minder toe dan het niveau nu. De collectie wordt dan niet meer op peil gehouden.',
    'risk.single-holder.both':
      'Voor <b>{{profile}}</b> ({{activity}}) haalt alleen {{metBy}} het streefniveau {{targetLevel}}, en die zegt minder toe (AC) dan het niveau nu (CL). De collectie wordt dan niet meer op peil gehouden.',
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
    below: 'Te laag',
    highestCommitment: 'Hoogste toezegging (AC)',
    highestCurrent: 'Hoogste niveau nu (CL)',
    minimum: 'Minimum in het plan',
    maximum: 'Maximum in het plan',
    atLevel: 'Deelnemers op niveau',
    titles: 'Titels in het netwerk',
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
    sort: 'Volgorde',
    clear: 'Filters wissen',
  },
  allKinds: 'Alle soorten',
  allProfiles: 'Alle profielen',
  allParticipants: 'Alle deelnemers',
  allStates: 'Alle standen',
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
  numbers: 'De cijfers',
  agreements: 'De afspraken hierachter',
  noAgreements: 'Hier liggen geen afspraken achter.',
  events: 'De berichten hierachter',
  history: 'Geschiedenis',
  change: { raised: 'Ontstaan', updated: 'Bijgewerkt', cleared: 'Opgelost' },
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
    },
    risk: {
      'single-holder': {
        name: 'Rests on one participant',
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
    'risk.single-holder.one':
      'For <b>{{profile}}</b> ({{activity}}) only {{metBy}} meets target level {{targetLevel}}. Without it there is a gap.',
    'risk.single-holder.starving':
      'For <b>{{profile}}</b> ({{activity}}) {{metBy}} meet target level {{targetLevel}}, but {{starving}} commits to less than its current level. The collection is then no longer kept up.',
    'risk.single-holder.both':
      'For <b>{{profile}}</b> ({{activity}}) only {{metBy}} meets target level {{targetLevel}}, and it commits to less (AC) than its current level (CL). The collection is then no longer kept up.',
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
    below: 'Too low',
    highestCommitment: 'Highest commitment (AC)',
    highestCurrent: 'Highest current level (CL)',
    minimum: 'Minimum in the plan',
    maximum: 'Maximum in the plan',
    atLevel: 'Participants at level',
    titles: 'Titles in the network',
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
    sort: 'Order',
    clear: 'Clear filters',
  },
  allKinds: 'All kinds',
  allProfiles: 'All profiles',
  allParticipants: 'All participants',
  allStates: 'All states',
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
  numbers: 'The numbers',
  agreements: 'The agreements behind it',
  noAgreements: 'There are no agreements behind this.',
  events: 'The events behind it',
  history: 'History',
  change: { raised: 'Raised', updated: 'Updated', cleared: 'Cleared' },
  advice: 'A flag is advice. You decide, within the collection plan.',
  concerns: 'Concerns',
  network: 'the whole network',
  back: 'Back to the flags',
  when: 'When',
  what: 'What',
};
