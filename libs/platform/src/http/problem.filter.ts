import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceId } from '../trace.ts';
import { problemOf, type Problem } from './problem.ts';

/** Answers every failure over HTTP as problem+json (RFC 9457). What is not a refusal is a bug: logged, told without detail. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = this.problem(error);
    if (problem.status >= 500 && !(error instanceof HttpException)) this.logger.error(error);
    if (problem.status === 401 || problem.status === 403) {
      this.logger.warn({ denied: problem.code, method: request.method, url: request.url }, problem.detail);
    }
    if (reply.raw.headersSent || reply.raw.destroyed) return undefined;
    return reply.status(problem.status).type('application/problem+json').send(problem);
  }

  private problem(error: unknown): Problem {
    const trace = traceId();
    return Object.assign(problemOf(error), trace === undefined ? {} : { trace });
  }
}
