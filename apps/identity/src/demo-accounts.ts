import { Account } from './accounts.ts';

/** The demo's participants, fictional all of them, with the person who manages the collection of each. */
const MANAGERS: readonly (readonly [isil: string, participant: string, id: string, name: string])[] = [
  ['NL-0800010000', 'Bibliotheek Aldermond', 'anna', 'Anna de Wit'],
];

/** Who can sign in to the demo by one click: a collection manager per participant, the plan owner, an administrator. */
export function demoAccounts(): Account[] {
  return [
    made({ id: 'petra', name: 'Petra van Dijk', roles: ['plan-owner'] }),
    made({ id: 'ad', name: 'Ad Beheer', roles: ['administrator'] }),
    ...MANAGERS.map(([participant, participantName, id, name]) =>
      made({ id, name, roles: ['collection-manager'], participant, participantName }),
    ),
  ];
}

function made(account: Account): Account {
  return Object.assign(new Account(), account);
}
