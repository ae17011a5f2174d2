export const nl = {
  title: 'Weet samen wat Nederland verzamelt en bewaart',
  one: 'Bibliotheken melden hier wat zij hebben en wat zij willen kopen.',
  two: 'Het systeem legt dat naast het Gezamenlijk Collectieplan en laat direct zien waar iets ontbreekt en waar deelnemers hetzelfde doen.',
  three: 'Zo hoeft niet iedereen alles te kopen, en gaat niets ongemerkt verloren.',
  button: 'Inloggen',
  how: 'U logt in met het account van uw organisatie.',
  failed: {
    title: 'Het inloggen is niet gelukt',
    text: 'Misschien duurde het te lang, of stond de inlogpagina nog open van een vorige keer. Begin opnieuw met de knop Inloggen.',
    more: 'Lukt het weer niet? Sta cookies toe voor deze website, of vraag de beheerder of uw account toegang heeft.',
  },
  unavailable: {
    title: 'Inloggen kan nu even niet',
    text: 'De dienst waarmee u inlogt is niet bereikbaar. Uw gegevens zijn veilig. Probeer het over een paar minuten opnieuw.',
    more: 'Duurt het langer? Meld het dan bij de beheerder.',
  },
  steps: {
    title: 'Zo werkt het',
    holdings: 'Lever uw bezit',
    holdingsText: 'Een bestand uit uw eigen systeem is genoeg.',
    plan: 'Dien uw acquisitieplan in',
    planText: 'U ziet meteen of anderen hetzelfde willen.',
    flag: 'Zie lacunes en overlap',
    flagText: 'Elke signalering legt zichzelf uit, met cijfers.',
  },
};

export const en: typeof nl = {
  title: 'Know together what the Netherlands collects and keeps',
  one: 'Libraries tell here what they have and what they want to buy.',
  two: 'The system holds that against the joint Collection Plan and shows at once where something is missing and where participants do the same.',
  three: 'So not everyone needs to buy everything, and nothing is lost unnoticed.',
  button: 'Sign in',
  how: 'You sign in with the account of your organisation.',
  failed: {
    title: 'Signing in did not work',
    text: 'Perhaps it took too long, or the sign-in page was still open from an earlier time. Begin again with the button Sign in.',
    more: 'Does it fail again? Allow cookies for this website, or ask the administrator whether your account has access.',
  },
  unavailable: {
    title: 'Signing in is not possible right now',
    text: 'The service that signs you in cannot be reached. Your data are safe. Try again in a few minutes.',
    more: 'Does it take longer? Tell the administrator.',
  },
  steps: {
    title: 'How it works',
    holdings: 'Deliver your holdings',
    holdingsText: 'A file from your own system is enough.',
    plan: 'Submit your acquisition plan',
    planText: 'You see at once whether others want the same.',
    flag: 'See gaps and overlaps',
    flagText: 'Every flag explains itself, with numbers.',
  },
};
