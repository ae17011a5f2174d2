import type { FlagKind } from '#libs/contracts';

/** The rules in the words of the users' languages, for the explanation of a flag. */
export const RULE_TEXTS: Readonly<Record<FlagKind, { readonly nl: string; readonly en: string }>> = {
  'gap.unowned': {
    nl: 'Geen enkele deelnemer heeft een geldende afspraak voor een activiteit die het streefniveau vraagt.',
    en: 'No participant has an active agreement for an activity that the target asks for.',
  },
  'gap.level': {
    nl: 'Het hoogste niveau dat de verantwoordelijke deelnemers toezeggen (AC), of zeggen te hebben (CL), ligt onder het streefniveau.',
    en: 'The highest level that those responsible commit to (AC), or say they have (CL), is below the target level.',
  },
  'gap.redundancy': {
    nl: 'Minder deelnemers dan het minimum zijn verantwoordelijk op het streefniveau.',
    en: 'Fewer participants than the minimum are responsible at the target level.',
  },
  'gap.volume': {
    nl: 'Het netwerk bezit minder verschillende titels in dit profiel dan het minimum. Wat in bestelling is, telt niet als bezit.',
    en: 'The network holds fewer distinct titles in this profile than the minimum. What is on order is not held.',
  },
  'gap.undelivered': {
    nl: 'Een deelnemer heeft toegezegd titels aan te schaffen, maar voor de dagen die voorbij zijn kwam minder dan het aandeel daarvan binnen. Wat in bestelling is, is nog niet binnen. Begon de afspraak eerder dan de telling, dan telt alles mee wat de deelnemer in het profiel heeft; van wie nog niets aanleverde, is niets bekend.',
    en: 'A participant agreed to acquire titles, and fewer arrived than its share for the days that are over. What is on order has not arrived. Where the agreement began before counting did, all that the participant has in the profile counts; of whoever never delivered, nothing is known.',
  },
  'gap.preservation': {
    nl: 'Van titels die het netwerk bezit, hebben minder deelnemers toegezegd hun exemplaar te bewaren dan het minimum per titel. Een bewaarafspraak telt als de deelnemer een aanwezig exemplaar heeft.',
    en: 'Of titles that the network holds, fewer participants than the minimum for each title have committed to keep their copy. A commitment counts while the participant has an extant copy.',
  },
  'gap.upcoming': {
    nl: 'Op een latere dag van de planperiode is een lacune te verwachten die er nu nog niet is, omdat afspraken of bewaarafspraken dan aflopen: niemand verantwoordelijk, een te laag niveau, te weinig deelnemers of te weinig bewaarde exemplaren.',
    en: 'On a later day of the plan period a gap is to be expected that is not there yet, because agreements or retention commitments end: nobody responsible, too low a level, too few participants or too few retained copies.',
  },
  'risk.single-holder': {
    nl: 'Slechts één deelnemer haalt het streefniveau, of van wie het halen voedt er hooguit één de collectie nog (bij de anderen is AC lager dan CL).',
    en: 'One participant only meets the target, or no more than one of those who meet it still feeds its collection (the AC of the others is below their CL).',
  },
  'risk.last-copy': {
    nl: 'Wat deelnemers afstoten zijn de laatste aanwezige exemplaren in het netwerk. Vermiste exemplaren tellen niet mee.',
    en: 'What participants dispose of are the last extant copies in the network. Missing copies do not count.',
  },
  'risk.level-mismatch': {
    nl: 'Het niveau dat een deelnemer opgeeft (CL) verschilt een heel niveau of meer van het gemeten niveau: het aandeel dat deze deelnemer heeft van de titels op de referentielijst van het profiel of, als het plan dat zegt, van de titels die het netwerk ervan heeft.',
    en: "The level that a participant declares (CL) differs by a whole level or more from the level measured: its share of the titles on the profile's reference list or, where the plan says so, of those that the network has in it.",
  },
  'overlap.responsibility': {
    nl: 'Meer deelnemers dan het maximum verbinden zich op het streefniveau tot verzamelen voor dezelfde taal en doelgroep.',
    en: 'More participants than the maximum commit to collect at the target level for the same language and audience.',
  },
  'overlap.planned-title': {
    nl: 'Twee deelnemers willen dezelfde titel aanschaffen, of één deelnemer wil aanschaffen wat genoeg anderen al bezitten of besteld hebben.',
    en: 'Two participants plan to acquire the same title, or one plans what enough others already hold or have on order.',
  },
  'overlap.holdings': {
    nl: 'Het bezit van twee verantwoordelijke deelnemers overlapt meer dan de drempel: gedeelde titels als aandeel van de kleinste van de twee collecties.',
    en: "Two responsible participants' holdings overlap above the threshold: shared titles as a share of the smaller of the two collections.",
  },
};
