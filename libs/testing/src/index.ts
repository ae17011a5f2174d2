export { type TestIssuer, testIssuer, type TokenClaims } from './issuer.ts';
