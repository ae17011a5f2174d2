import { defineEntity, p } from '@mikro-orm/core';
import { Contact, type Expertise } from '../model/contact.ts';

export const ContactSchema = defineEntity({
  class: Contact,
  tableName: 'contact',
  properties: {
    id: p.uuid().primary(),
    participant: p.text(),
    version: p.integer(),
    name: p.text(),
    position: p.text().strictNullable(),
    email: p.text(),
    phone: p.text().strictNullable(),
    expertise: p.json<readonly Expertise[]>(),
  },
});
