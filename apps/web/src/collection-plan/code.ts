/** As a plan writes codes, of profiles and of reference lists. */
export const CODE = /^[a-z0-9][a-z0-9.-]{0,63}$/;
