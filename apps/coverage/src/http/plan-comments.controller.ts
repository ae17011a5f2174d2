import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { actsFor, Allow, ApiPage, Clock, CurrentUser, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PlanComment } from '../model/plan-comment.ts';
import { isCollectionPlan } from '../queries/collection-plans.ts';
import {
  planComment,
  PlanCommentFilter,
  PlanCommentRow,
  planComments,
  PlanCommentsRequest,
} from '../queries/plan-comments.ts';
import { unknownPlan } from '../store/collection-plans.ts';
import { PlanComments, unknownComment } from '../store/plan-comments.ts';
import { Acting } from './acting.ts';
import { csvOfComments } from './plan-comments-csv.ts';
import { AnswerRequest, CommentRequest } from './plan-comments.requests.ts';

/** What participants say of a version of the collection plan, and what the plan owner answers. All of it is for all to read. */
@ApiTags('consultation')
@ApiBearerAuth()
@Controller()
export class PlanCommentsController {
  constructor(
    private readonly em: EntityManager,
    private readonly comments: PlanComments,
    private readonly acting: Acting,
    private readonly clock: Clock,
  ) {}

  @Get('collection-plans/:plan/:version/comments')
  @ApiPage(PlanCommentRow)
  async list(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() asked: PlanCommentsRequest,
    @CurrentUser() { id: reader }: User,
  ): Promise<Page<PlanCommentRow>> {
    await this.refuseUnknown(plan, version);
    return planComments(this.em, { plan, version, reader }, asked);
  }

  /** All comments that match, for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get('collection-plans/:plan/:version/comments.csv')
  @Header('content-disposition', 'attachment; filename="comments.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() asked: PlanCommentFilter,
    @CurrentUser() { id: reader }: User,
  ): Promise<StreamableFile> {
    await this.refuseUnknown(plan, version);
    const lines = csvOfComments(this.em.fork(), { plan, version, reader }, asked);
    return new StreamableFile(Readable.from(lines), { type: 'text/csv; charset=utf-8' });
  }

  /** Says something of the version, or of one of its profiles, in the name of a participant. */
  @Post('collection-plans/:plan/:version/comments')
  @Allow('collection-manager', 'administrator', 'service')
  @ApiCreatedResponse({ type: PlanCommentRow })
  async write(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() { participant, profile, text }: CommentRequest,
    @CurrentUser() user: User,
  ): Promise<PlanCommentRow> {
    if (!(await this.acting.mayActFor(user, participant))) actsFor(user, participant);
    const said = { id: randomUUID(), profile: profile ?? null, participant, text: text.trim() };
    const at = this.clock.now();
    await this.comments.add(plan, version, (on, profiles) => new PlanComment(on, profiles, said, user, at));
    return this.one(said.id, user);
  }

  /** Takes a comment over or not, with words. */
  @Post('plan-comments/:id/answer')
  @HttpCode(200)
  @Allow('plan-owner', 'administrator')
  @ApiOkResponse({ type: PlanCommentRow })
  async answer(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { answer, text }: AnswerRequest,
    @CurrentUser() user: User,
  ): Promise<PlanCommentRow> {
    const answering = { by: user.name, at: this.clock.now() };
    await this.comments.change(id, (comment) => comment.reply(answer, text.trim(), answering));
    return this.one(id, user);
  }

  /** Takes a comment back, which only its writer can, and only while it is not answered. */
  @Post('plan-comments/:id/withdraw')
  @HttpCode(200)
  @Allow('collection-manager', 'administrator', 'service')
  @ApiOkResponse({ type: PlanCommentRow })
  async withdraw(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<PlanCommentRow> {
    await this.comments.change(id, (comment) => comment.withdraw(user, this.clock.now()));
    return this.one(id, user);
  }

  private async refuseUnknown(plan: string, version: number): Promise<void> {
    if (!(await isCollectionPlan(this.em, plan, version))) throw unknownPlan(plan, version);
  }

  private async one(id: string, reader: User): Promise<PlanCommentRow> {
    const found = await planComment(this.em, id, reader.id);
    if (found === null) throw unknownComment(id);
    return found;
  }
}
