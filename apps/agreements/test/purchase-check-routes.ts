/** The routes of the check before buying, with who is answered what. Requests that send no file are malformed. */
export function purchaseCheckRoutes(readers: Record<string, number>) {
  const malformed = Object.fromEntries(Object.keys(readers).map((who) => [who, 400]));
  return {
    'checking before buying': {
      method: 'POST',
      url: () => '/purchase-checks',
      body: () => ({ identifiers: ['0-306-40615-2'] }),
      answers: readers,
    },
    'sending a list to check before buying': {
      method: 'POST',
      url: () => '/purchase-checks/file',
      answers: malformed,
    },
    'asking what nobody bought of an offer': {
      method: 'POST',
      url: () => '/supplier-offers/unbought',
      answers: malformed,
    },
  } as const;
}
