const TELLERS = (status: number) => ({ 'the plan owner': status, 'an administrator': status, 'a service': status });

/** The routes of loan requests, with who is answered what. */
export function loanRequestRoutes(readers: Record<string, number>) {
  return {
    // A request that sends no file: malformed, for those who may send one.
    'sending a file of loan requests': { method: 'POST', url: () => '/loan-requests/file', answers: TELLERS(400) },
    'reading which files of loan requests were taken': {
      method: 'GET',
      url: () => '/loan-requests/deliveries',
      answers: TELLERS(200),
    },
    'reading from where on demand counts': {
      method: 'GET',
      url: () => '/loan-requests/demand-rule',
      answers: readers,
    },
    'agreeing from where on demand counts': {
      method: 'PUT',
      url: () => '/loan-requests/demand-rule',
      body: () => ({ buyAt: 2, offerAt: 1, perCopy: 12 }),
      answers: { 'the plan owner': 200 },
    },
  } as const;
}
