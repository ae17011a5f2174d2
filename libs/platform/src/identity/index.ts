export { Allow, CurrentUser, Public, recognise, recognised } from './decorators.ts';
export { bearerOf } from './guard.ts';
export { IdentityModule } from './identity.module.ts';
export { Representing } from './representing.ts';
export { type Issuer, Tokens } from './tokens.ts';
export { actsFor, actsItselfFor, hasRole, mayActFor, ownOf, type Role, ROLES, type User, who } from './user.ts';
