import { createParamDecorator, type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role, User } from './user.ts';

export const PUBLIC = Symbol('public');
export const ALLOWED = Symbol('allowed');

/** A route (or every route of a controller) that needs no token. */
export function Public(): CustomDecorator<symbol> {
  return SetMetadata(PUBLIC, true);
}

/** A route (or every route of a controller) for users with one of these roles; the route's own list wins. */
export function Allow(...roles: Role[]): CustomDecorator<symbol> {
  return SetMetadata(ALLOWED, roles);
}

const users = new WeakMap<FastifyRequest, User>();

/** Remembers who makes a request: the guard that verified it does so, and who adds whom that user represents. */
export function recognise(request: FastifyRequest, user: User): void {
  users.set(request, user);
}

/** Who makes a request; nobody where the route is public. */
export function recognised(request: FastifyRequest): User | undefined {
  return users.get(request);
}

export function userOf(request: FastifyRequest): User {
  const user = recognised(request);
  if (user === undefined) throw new Error(`${request.method} ${request.url} is public: it has no current user`);
  return user;
}

/** The verified user of the request. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): User =>
  userOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
