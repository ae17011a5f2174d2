import type { LanguageCoverage, NamedTitle } from '#libs/contracts';
import type { Activity, Level } from '#libs/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import { Agreement } from '../model/agreement.ts';
import type { Cause } from '../model/cause.ts';

export const AgreementSchema = defineEntity({
  class: Agreement,
  tableName: 'agreement',
  properties: {
    id: p.uuid().primary(),
    plan: p.uuid(),
    line: p.uuid(),
    participant: p.text(),
    profile: p.text(),
    activity: p.text().$type<Activity>(),
    level: p.text().$type<Level>(),
    currentLevel: p.text().$type<Level>().fieldName('current_level').strictNullable(),
    goalLevel: p.text().$type<Level>().fieldName('goal_level').strictNullable(),
    languageCoverage: p.text().$type<LanguageCoverage>().fieldName('language_coverage').strictNullable(),
    titles: p.integer(),
    copies: p.integer(),
    retainUntil: p.text().fieldName('retain_until').strictNullable(),
    named: p.json<NamedTitle[]>(),
    from: p.date().fieldName('valid_from'),
    to: p.date().fieldName('valid_to'),
    version: p.integer(),
    predecessor: p.uuid().strictNullable(),
    reviewOn: p.date().fieldName('review_on').strictNullable(),
    noticeBy: p.date().fieldName('notice_by').strictNullable(),
    endedBecause: p.text().fieldName('ended_because').strictNullable(),
    endedCause: p.json<Cause>().fieldName('ended_cause').strictNullable(),
  },
});
