export const nl = {
  title: 'Wie kan dit oppakken?',
  lead: 'Deelnemers die dit op zich kunnen nemen, de meest geschikte eerst. Niemand is nog gevraagd.',
  asked: 'Gevraagd: {{activity}} op niveau {{level}}, op {{day}}.',
  notAsked: 'Het plan vraagt hiervoor niets: {{activity}}, op {{day}}. De volgorde gaat over wat deelnemers nu hebben.',
  activity: 'Activiteit',
  points: '{{total}} van 100 punten',
  pointsOf:
    'Niveau {{level}} van 50, titels {{titles}} van 25, talen en doelgroep {{reach}} van 15, ruimte {{room}} van 10.',
  more_one: 'Nog {{count}} deelnemer tonen',
  more_other: 'Nog {{count}} deelnemers tonen',
  far: 'te ver weg',
  none: 'Er is niemand die dit kan oppakken',
  noneText: 'Iedere deelnemer die meedoet, heeft hiervoor al een afspraak.',
  barred_one: 'Wie niet in aanmerking komt ({{count}})',
  barred_other: 'Wie niet in aanmerking komt ({{count}})',
  at: 'AC {{level}}',
  how: 'Hoe de punten tot stand komen',
  howText:
    'Het niveau telt het zwaarst: het hoogste van wat de deelnemer zelf zegt en wat is gemeten, naast wat gevraagd is. Daarna het aandeel van de titels, de bekendheid met de gevraagde talen en doelgroepen, en hoeveel ruimte de deelnemer heeft naast wat hij al draagt. Wie meer dan twee hele niveaus lager zit, staat achteraan.',
  csv: 'Als CSV',
  try: 'Proberen in scenario',
  tryThis: 'Proberen in scenario: {{name}}',
  into: 'Scenario',
  intoNew: 'Nieuw scenario',
  newName: '{{name}}: {{activity}} voor {{profile}}',
  tried: 'De afspraak staat in het scenario. U ziet nu wat dat zou doen.',
  volume:
    'Deze lacune gaat over het aantal titels. Een afspraak lost haar niet meteen op: zij sluit als er genoeg titels zijn.',
  preservation:
    'Deze lacune gaat over bewaarde titels. Een afspraak is de eerste stap: zij sluit als de deelnemer ook bewaarafspraken maakt.',
};

export const en: typeof nl = {
  title: 'Who can take this on?',
  lead: 'Participants that could take this on, the best suited first. Nobody has been asked yet.',
  asked: 'Asked: {{activity}} at level {{level}}, on {{day}}.',
  notAsked: 'The plan asks nothing of this: {{activity}}, on {{day}}. The order is by what participants have now.',
  activity: 'Activity',
  points: '{{total}} of 100 points',
  pointsOf:
    'Level {{level}} of 50, titles {{titles}} of 25, languages and audience {{reach}} of 15, room {{room}} of 10.',
  more_one: 'Show {{count}} more participant',
  more_other: 'Show {{count}} more participants',
  far: 'too far away',
  none: 'There is nobody who can take this on',
  noneText: 'Every participant that takes part has an agreement for it already.',
  barred_one: 'Who cannot ({{count}})',
  barred_other: 'Who cannot ({{count}})',
  at: 'AC {{level}}',
  how: 'How the points are given',
  howText:
    'The level counts most: the higher of what the participant says and what is measured, beside what is asked. Then the share of the titles, being used to the languages and audiences asked, and how much room the participant has beside what it carries. Who is more than two whole levels lower stands last.',
  csv: 'As CSV',
  try: 'Try in a scenario',
  tryThis: 'Try in a scenario: {{name}}',
  into: 'Scenario',
  intoNew: 'New scenario',
  newName: '{{name}}: {{activity}} for {{profile}}',
  tried: 'The agreement is in the scenario. You now see what it would do.',
  volume:
    'This gap is about the number of titles. An agreement does not resolve it at once: it closes when there are enough titles.',
  preservation:
    'This gap is about titles that are kept. An agreement is the first step: it closes when the participant also promises to keep titles.',
};
