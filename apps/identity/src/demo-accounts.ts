import { Account } from './accounts.ts';

/** The demo's participants, fictional all of them, with the person who manages the collection of each. */
const MANAGERS: readonly (readonly [isil: string, participant: string, id: string, name: string])[] = [
  ['NL-0800099001', 'Nationale Demobibliotheek', 'anna', 'Anna de Wit'],
  ['NL-0800099002', 'Plusbibliotheek Waterstad (demo)', 'bram', 'Bram Kuipers'],
  ['NL-0800099003', 'Plusbibliotheek Heuvelrand (demo)', 'chantal', 'Chantal Vos'],
  ['NL-0800099004', 'Plusbibliotheek Zeekant (demo)', 'daan', 'Daan Mulder'],
  ['NL-0800099005', 'Plusbibliotheek Noorderveen (demo)', 'esra', 'Esra Yilmaz'],
  ['NL-0800099006', 'Plusbibliotheek Maasbocht (demo)', 'frits', 'Frits Hendriks'],
  ['NL-0800099007', 'Plusbibliotheek Lindeburg (demo)', 'gerda', 'Gerda Postma'],
  ['NL-0800099008', 'Plusbibliotheek Overdam (demo)', 'hassan', 'Hassan El Amrani'],
  ['NL-0800099009', 'Plusbibliotheek Kanaalstad (demo)', 'ilse', 'Ilse Brouwer'],
  ['NL-0800099010', 'Plusbibliotheek Grensvaart (demo)', 'jeroen', 'Jeroen Smeets'],
  ['NL-0800099011', 'Bibliotheek Polderland (demo)', 'karin', 'Karin Dekker'],
  ['NL-0800099012', 'Bibliotheek Eilandenrijk (demo)', 'lars', 'Lars Visser'],
  ['NL-0800099013', 'Ondersteuning Noordstreek (demo)', 'maaike', 'Maaike Hoekstra'],
  ['NL-0800099014', 'Ondersteuning Zuidstreek (demo)', 'nuria', 'Nuria Peeters'],
  ['NL-0800099015', 'Museum De Blauwe Wulp (demo)', 'otto', 'Otto van Leeuwen'],
  ['NL-0800099016', 'Archief Zandloper (demo)', 'priya', 'Priya Ramdin'],
];

/** Who can sign in to the demo by one click: a collection manager per participant, the plan owner, an administrator. */
export function demoAccounts(): Account[] {
  return [
    made({ id: 'planeigenaar', name: 'Petra van Dijk', roles: ['plan-owner'] }),
    made({ id: 'beheerder', name: 'Adriaan Bos', roles: ['administrator'] }),
    ...MANAGERS.map(([participant, participantName, id, name]) =>
      made({ id, name, roles: ['collection-manager'], participant, participantName }),
    ),
  ];
}

function made(account: Account): Account {
  return Object.assign(new Account(), account);
}
