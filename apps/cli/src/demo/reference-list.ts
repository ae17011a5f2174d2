import { isMap, isSeq, parseDocument } from 'yaml';
import { bookIn } from './collections.ts';
import type { DemoSubject } from './collection-plan.ts';
import { LISTED } from './planting.ts';

/** The text of the plan with a reference list of books of one subject, which levels in it are measured against. */
export function withReferenceList(planText: string, subjects: readonly DemoSubject[], seed: number): string {
  const index = subjects.findIndex(({ nbc }) => nbc === LISTED.subject);
  const subject = subjects[index]!;
  const titles = LISTED.books.map((at) => {
    const { isbn, title } = bookIn(subject, index, at, seed);
    return `${isbn};${title}\n`;
  });
  const code = `basis-${subject.profile}`;
  const document = parseDocument(planText);
  document.set('referenceLists', document.createNode([{ code, name: LISTED.name, titles: titles.join('') }]));
  const profiles: unknown = document.get('profiles');
  for (const profile of isSeq(profiles) ? profiles.items : []) {
    if (isMap(profile) && profile.get('code') === subject.profile) profile.set('measuredAgainst', code);
  }
  return document.toString({ lineWidth: 0 });
}
