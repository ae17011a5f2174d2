/** The routes of the check before buying, with who is answered what. */
export function purchaseCheckRoutes(readers: Record<string, number>) {
  return {
    'checking before buying': {
      method: 'POST',
      url: () => '/purchase-checks',
      body: () => ({ identifiers: ['0-306-40615-2'] }),
      answers: readers,
    },
  } as const;
}
