import { randomUUID } from 'node:crypto';
import { actsFor, Allow, ApiPage, Clock, CurrentUser, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Contact, readContact } from '../model/contact.ts';
import { contactOf, ContactRow, contactsAfter } from '../queries/contacts.ts';
import { knownProfiles } from '../queries/profiles.ts';
import { Contacts, unknownContact } from '../store/contacts.ts';
import {
  AddContactRequest,
  ChangeContactRequest,
  ContactsRequest,
  RemoveContactRequest,
  writtenIn,
} from './contacts.requests.ts';

/** Whom to ask at participants, about which profiles. For people: services have no need of it. */
@ApiTags('contacts')
@ApiBearerAuth()
@Controller('contacts')
@Allow('collection-manager', 'plan-owner', 'administrator')
export class ContactsController {
  constructor(
    private readonly em: EntityManager,
    private readonly contacts: Contacts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiPage(ContactRow)
  list(@Query() asked: ContactsRequest): Promise<Page<ContactRow>> {
    return contactsAfter(this.em, asked, this.clock.today(), asked);
  }

  @Post()
  @Allow('collection-manager', 'administrator')
  @ApiCreatedResponse({ type: ContactRow })
  async add(@Body() body: AddContactRequest, @CurrentUser() user: User): Promise<ContactRow> {
    actsFor(user, body.participant);
    const id = randomUUID();
    const details = readContact(writtenIn(body), await knownProfiles(this.em));
    await this.contacts.add(new Contact(id, body.participant, details));
    return this.one(id);
  }

  @Put(':id')
  @Allow('collection-manager', 'administrator')
  @ApiOkResponse({ type: ContactRow })
  async change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeContactRequest,
    @CurrentUser() user: User,
  ): Promise<ContactRow> {
    await this.contacts.change(id, async (contact) => {
      actsFor(user, contact.participant);
      contact.expect(body.version);
      return contact.change(readContact(writtenIn(body), await knownProfiles(this.em), contact.expertise));
    });
    return this.one(id);
  }

  /** Takes somebody off; nothing of it is kept. */
  @Delete(':id')
  @HttpCode(204)
  @Allow('collection-manager', 'administrator')
  @ApiNoContentResponse()
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { version }: RemoveContactRequest,
    @CurrentUser() user: User,
  ): Promise<void> {
    await this.contacts.remove(id, (contact) => {
      actsFor(user, contact.participant);
      contact.expect(version);
    });
  }

  private async one(id: string): Promise<ContactRow> {
    const found = await contactOf(this.em, id);
    if (found === null) throw unknownContact(id);
    return found;
  }
}
