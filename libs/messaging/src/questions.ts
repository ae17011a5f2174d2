import { Refusal, type RefusalDetail } from '#libs/kernel';
import {
  applyDecorators,
  Catch,
  type ExceptionFilter,
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  UseFilters,
} from '@nestjs/common';
import { ClientNats, MessagePattern, Transport } from '@nestjs/microservices';
import { firstValueFrom, type Observable, throwError, timeout, TimeoutError } from 'rxjs';
import { natsConnection } from './nats.ts';
import { MESSAGING, type Messaging } from './options.ts';

/** Nobody answered a question, or not in time. Says nothing about what was asked. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** Asks other services. An answer may fail to come; an event would not. */
@Injectable()
export class Questions implements OnApplicationShutdown {
  private readonly client: ClientNats;

  constructor(@Inject(MESSAGING) { natsUrl, service }: Messaging) {
    this.client = new ClientNats({ ...natsConnection(natsUrl, service), name: `${service} questions` });
  }

  /** What the other side refuses comes back as the same `Refusal`. */
  async ask<Answer>(subject: string, data: unknown = {}, { within = 5000 } = {}): Promise<Answer> {
    try {
      return await firstValueFrom(this.client.send<Answer>(subject, data).pipe(timeout(within)));
    } catch (error) {
      throw understood(error, subject, within);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}

interface Refused {
  readonly refusal: { code: string; message: string; details: readonly RefusalDetail[] };
}

function understood(error: unknown, subject: string, within: number): Error {
  if (error instanceof TimeoutError) {
    return new Unanswered(`No answer to ${subject} within ${within} ms; the service that answers it, or NATS, is away`);
  }
  if (typeof error === 'object' && error !== null && 'refusal' in error) {
    const { code, message, details } = (error as Refused).refusal;
    return new Refusal(code, message, details);
  }
  const words =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return new Unanswered(
    words.includes('Empty response')
      ? `Nobody answers ${subject}; the service that answers it is not running`
      : `${subject} was not answered: ${words}`,
  );
}

/** A controller method that answers a question put with `Questions.ask`. What it refuses is told to who asked. */
export function Answers(subject: string): MethodDecorator {
  return applyDecorators(MessagePattern(subject, Transport.NATS), UseFilters(new TellRefusal()));
}

@Catch()
class TellRefusal implements ExceptionFilter {
  private readonly logger = new Logger('questions');

  catch(error: unknown): Observable<never> {
    if (error instanceof Refusal) {
      const { code, message, details } = error;
      return throwError(() => ({ refusal: { code, message, details } }) satisfies Refused);
    }
    this.logger.error(error);
    return throwError(() => ({ message: 'the service that answers it failed; its log says why' }));
  }
}
