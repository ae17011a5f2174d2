/** How far actions of the fictional plan are, as their owners would have said. */
export const ACTION_REPORTS = [
  {
    action: 'na-01-a',
    state: 'running',
    progress: 60,
    text: 'Voor de meeste profielen is een gesprek gevoerd; de verdeling volgt.',
  },
  { action: 'na-04-a', state: 'running', progress: 35, text: 'De eerste twee collecties zijn vergeleken.' },
  { action: 'na-05-a', state: 'done', progress: 100, text: 'De werkwijze is vastgesteld en rondgestuurd.' },
  { action: 'na-07-a', state: 'running', progress: 80, text: 'Tien van de twaalf maanden zijn aangeleverd.' },
  { action: 'na-09-a', state: 'planned', progress: 0, text: 'Begint na de zomer.' },
] as const;
