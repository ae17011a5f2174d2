const DUTCH = {
  product: 'Collectieplan',
  signIn: 'Aanmelden',
  demoNote:
    'Dit is een demonstratie. De namen en de bibliotheken zijn verzonnen en er is geen wachtwoord nodig: kies als wie u wilt rondkijken.',
  choose: 'Kies een demogebruiker',
  managers: 'Collectiespecialisten',
  owners: 'Plan en beheer',
  name: 'Gebruikersnaam',
  password: 'Wachtwoord',
  wrong: 'De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw.',
  wait: 'Te veel pogingen. Wacht een minuut en probeer het dan opnieuw.',
  signOut: 'Afmelden',
  signingOut: 'U wordt afgemeld…',
  signedOut: 'U bent afgemeld',
  again: 'Terug naar het collectieplan',
  problem: 'Aanmelden lukt niet',
  expired: 'Deze aanmeldpagina is verlopen of al gebruikt. Begin opnieuw vanaf het collectieplan.',
  otherLanguage: 'English',
  roles: {
    'collection-manager': 'Collectiespecialist',
    'plan-owner': 'Planeigenaar',
    administrator: 'Beheerder',
    service: 'Systeem',
  },
};

export type Texts = typeof DUTCH;

const ENGLISH: Texts = {
  product: 'Collectieplan',
  signIn: 'Sign in',
  demoNote:
    'This is a demonstration. The names and libraries are invented and no password is needed: choose whom you want to look around as.',
  choose: 'Choose a demo user',
  managers: 'Collection managers',
  owners: 'Plan and administration',
  name: 'User name',
  password: 'Password',
  wrong: 'The user name or the password is not right. Try again.',
  wait: 'Too many attempts. Wait a minute, then try again.',
  signOut: 'Sign out',
  signingOut: 'Signing you out…',
  signedOut: 'You are signed out',
  again: 'Back to the collection plan',
  problem: 'Signing in does not work',
  expired: 'This sign-in page has expired or was used already. Start again from the collection plan.',
  otherLanguage: 'Nederlands',
  roles: {
    'collection-manager': 'Collection manager',
    'plan-owner': 'Plan owner',
    administrator: 'Administrator',
    service: 'System',
  },
};

export type Language = 'nl' | 'en';

export function textsIn(language: Language): Texts {
  return language === 'nl' ? DUTCH : ENGLISH;
}

/** What the address asks for, else the browser's first language of the two, else Dutch. */
export function languageOf(asked: string | null | undefined, accepted: string | undefined): Language {
  if (asked === 'nl' || asked === 'en') return asked;
  const preferred = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return preferred.find((language) => language === 'nl' || language === 'en') === 'en' ? 'en' : 'nl';
}
