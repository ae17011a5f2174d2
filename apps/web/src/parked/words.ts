export const nl = {
  title: 'Beheer',
  lead: 'Berichten tussen diensten die niet verwerkt konden worden. De andere berichten gaan gewoon door.',
  service: { holdings: 'Bezit', agreements: 'Afspraken', coverage: 'Dekking' },
  empty: 'Geen geparkeerde berichten.',
  type: 'Bericht',
  source: 'Van',
  reason: 'Waarom het niet lukte',
  parkedAt: 'Geparkeerd',
  redrive: 'Opnieuw aanbieden',
  redriven: 'Het bericht is opnieuw aangeboden',
};

export const en: typeof nl = {
  title: 'Administration',
  lead: 'Messages between services that could not be applied. All other messages go on as usual.',
  service: { holdings: 'Holdings', agreements: 'Agreements', coverage: 'Coverage' },
  empty: 'No parked messages.',
  type: 'Message',
  source: 'From',
  reason: 'Why it failed',
  parkedAt: 'Parked',
  redrive: 'Offer again',
  redriven: 'The message was offered again',
};
