import { Refusal, type RefusalDetail } from '#libs/kernel';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** Requests are class-validator classes; every mistake is told at once, each with the path of its field and its rule. */
export function validation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    transform: true,
    transformOptions: { enableImplicitConversion: true, exposeDefaultValues: true },
    exceptionFactory: (errors) =>
      new Refusal('request.invalid', 'The request has mistakes; mend the fields named', places(errors)),
  });
}

export function places(errors: readonly ValidationError[], above = ''): RefusalDetail[] {
  return errors.flatMap((error) => {
    const at = /^\d+$/.test(error.property)
      ? `${above}[${error.property}]`
      : above === ''
        ? error.property
        : `${above}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ at, message, rule }));
    return [...own, ...places(error.children ?? [], at)];
  });
}
