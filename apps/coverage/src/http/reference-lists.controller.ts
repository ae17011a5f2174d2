import { Refusal } from '#libs/kernel';
import { Allow, CurrentUser, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { PlanContent } from '../model/collection-plan.ts';
import { readPlan } from '../model/plan-text.ts';
import { CODE } from '../model/plan-values.ts';
import { withReferenceLists } from '../model/plan-writing.ts';
import { eachOnce, type ListedTitle, NETWORK, type ReferenceList } from '../model/reference-list.ts';
import { listAsCsv, readListCsv, type UnreadTitle } from '../model/reference-list-csv.ts';
import { replacingList } from '../model/reference-list-text.ts';
import { ReferenceListRow, referenceListsOf, titlesOnList } from '../queries/reference-lists.ts';
import { PlanRow } from '../queries/rows.ts';
import { unknownPlan } from '../store/collection-plans.ts';
import { NextVersion } from './next-version.ts';
import { ReferenceListRequest } from './reference-lists.requests.ts';

class UnreadTitleRow implements UnreadTitle {
  @ApiProperty() readonly line!: number;
  @ApiProperty() readonly identifier!: string;
  @ApiProperty({ type: String, nullable: true }) readonly title!: string | null;
  @ApiProperty({ enum: ['identifier-malformed', 'identifier-lossy'] }) readonly rule!: UnreadTitle['rule'];
  @ApiProperty({ description: 'What is wrong, and what to do' }) readonly message!: string;
  @ApiProperty({ type: Object, description: 'What the rule is about' })
  readonly parameters?: NonNullable<UnreadTitle['parameters']>;
}

/** The draft that a reference list made, and which rows of the file are not in it. */
export class ReferenceListTakenRow extends PlanRow {
  @ApiProperty({ description: 'Titles that are on the list now' }) readonly titles!: number;
  @ApiProperty({ description: 'Of these, those that were not on it' }) readonly added!: number;
  @ApiProperty({ type: [UnreadTitleRow], description: 'Rows of which the identifier cannot be read' })
  readonly leftOut!: readonly UnreadTitleRow[];
}

/** The reference lists of a version. To give a version others is to make the next one; the text of a version never changes. */
@ApiTags('collection plan')
@ApiBearerAuth()
@Controller('collection-plans/:plan/:version/reference-lists')
export class ReferenceListsController {
  constructor(
    private readonly em: EntityManager,
    private readonly versions: NextVersion,
  ) {}

  @Get()
  @ApiOkResponse({ type: [ReferenceListRow] })
  async list(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<ReferenceListRow[]> {
    const found = await referenceListsOf(this.em, { plan, version });
    if (found === null) throw unknownPlan(plan, version);
    return found;
  }

  /** A list for a spreadsheet, with how many participants hold each title: semicolons, UTF-8 with a byte order mark. It can be read back. */
  @Get(':code/list.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="list.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('code') code: string,
  ): Promise<string> {
    const { referenceLists } = readPlan((await this.versions.one({ plan, version })).yaml);
    return listAsCsv(await titlesOnList(this.em, known(referenceLists, code, `${plan}/${version}`)));
  }

  /**
   * Makes a draft of the newest version, with the list that is sent as CSV: a new one, or in the place of what it was, or
   * added to that. Rows of which the identifier cannot be read are told and left out.
   */
  @Post(':code')
  @Allow('plan-owner', 'administrator')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: ReferenceListTakenRow })
  async replace(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('code') code: string,
    @Query() asked: ReferenceListRequest,
    @Body() text: unknown,
    @CurrentUser() user: User,
  ): Promise<ReferenceListTakenRow> {
    if (typeof text !== 'string' || code === NETWORK || !CODE.test(code)) {
      throw new Refusal(
        'reference-list.malformed',
        `Send the list as it is, with content type text/csv, under a code of up to 64 small letters, digits, dots and hyphens that is not '${NETWORK}'`,
      );
    }
    const { titles: sent, leftOut } = readListCsv(text);
    if (sent.length === 0) {
      throw new Refusal(
        'reference-list.empty',
        `None of the ${leftOut.length} rows has an identifier that can be read, so nothing was kept`,
        leftOut.map(({ line, identifier: _identifier, title: _title, ...is }) => ({ at: `line ${line}`, ...is })),
      );
    }
    let titles: readonly ListedTitle[] = [];
    let added = 0;
    const made = await this.versions.after({ plan, version }, 'reference-list', user, (yaml, content) => {
      const before = content.referenceLists.find((it) => it.code === code);
      const keys = new Set(before?.titles.map(({ key }) => key));
      titles = eachOnce(asked.add === 'true' ? [...(before?.titles ?? []), ...sent] : sent);
      added = titles.filter(({ key }) => !keys.has(key)).length;
      const list = { code, name: nameOf(asked, before, code), titles };
      const measured = measuredBy(content, code, asked.profiles);
      return withReferenceLists(yaml, replacingList(content.referenceLists, list), measured);
    });
    return Object.assign({}, made, { titles: titles.length, added, leftOut });
  }

  /** Makes a draft of the newest version, without the list; what was measured against it is so no more. */
  @Delete(':code')
  @HttpCode(200)
  @Allow('plan-owner', 'administrator')
  @ApiOkResponse({ type: PlanRow })
  remove(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('code') code: string,
    @CurrentUser() user: User,
  ): Promise<PlanRow> {
    return this.versions.after({ plan, version }, 'reference-list', user, (yaml, content) => {
      const gone = known(content.referenceLists, code, `${plan}/${version}`);
      const others = content.referenceLists.filter((it) => it !== gone);
      return withReferenceLists(yaml, others, measuredBy(content, code, ''));
    });
  }
}

function known(lists: readonly ReferenceList[], code: string, version: string): ReferenceList {
  const found = lists.find((it) => it.code === code);
  if (found === undefined) throw new Refusal('reference-list.unknown', `${version} has no reference list '${code}'`);
  return found;
}

function nameOf(
  { nl, en }: ReferenceListRequest,
  before: ReferenceList | undefined,
  code: string,
): ReferenceList['name'] {
  const named = nl?.trim() ?? before?.name.nl;
  const inEnglish = en?.trim() ?? before?.name.en;
  if (named !== undefined) return inEnglish === undefined ? { nl: named } : { nl: named, en: inEnglish };
  throw new Refusal(
    'reference-list.name-missing',
    `There is no list '${code}' yet; say what the new one is called, with nl=`,
  );
}

/** Against what profiles are measured from now on, where that is told: those that are named, and no others, against the list. */
function measuredBy({ profiles }: PlanContent, list: string, named: string | undefined): Map<string, string | null> {
  if (named === undefined) return new Map();
  const codes = named.split(',').map((it) => it.trim());
  const chosen = new Set(codes.filter((it) => it !== ''));
  const all = profiles.map(({ code }) => code);
  const unknown = [...chosen].filter((code) => !all.includes(code));
  if (unknown.length > 0) {
    throw new Refusal(
      'reference-list.profile-unknown',
      `The plan has no profile ${unknown.join(', ')}; it has ${all.join(', ')}`,
      [],
      { known: all.join(', ') },
    );
  }
  return new Map(
    profiles.flatMap(({ code, measuredAgainst }): [string, string | null][] => {
      if (chosen.has(code)) return [[code, list]];
      return measuredAgainst === list ? [[code, null]] : [];
    }),
  );
}
