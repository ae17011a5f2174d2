/** The four collectioneringsactiviteiten: verzamelen, beheren, beschikbaarstellen, bewaren. */
export const ACTIVITIES = ['collect', 'manage', 'provide', 'preserve'] as const;
export type Activity = (typeof ACTIVITIES)[number];
