import { type Scheme, SCHEMES } from '#libs/contracts';
import { type Crosswalk, slicesOf } from '#libs/scopes';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import { fromText } from '../model/crosswalk-text.ts';
import { readPlan } from '../model/plan-text.ts';
import { arrayOf } from '../store/array.ts';
import { collectionPlan } from './collection-plans.ts';

export class CrosswalkRuleRow {
  @ApiProperty({ description: 'A notation, with all under it; or two with .. between them: a range' })
  readonly from!: string;
  @ApiProperty() readonly to!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What the class is called that it leads to' })
  readonly label!: string | null;
}

export class CrosswalkRow {
  @ApiProperty({ enum: SCHEMES }) readonly from!: Scheme;
  @ApiProperty({ enum: SCHEMES }) readonly to!: Scheme;
  @ApiProperty({ type: [CrosswalkRuleRow] }) readonly rules!: readonly CrosswalkRuleRow[];
}

/** Titles that a rule brought into a profile. */
export class RuleTitlesRow extends CrosswalkRuleRow {
  @ApiProperty({ enum: SCHEMES }) readonly fromScheme!: Scheme;
  @ApiProperty({ enum: SCHEMES }) readonly toScheme!: Scheme;
  @ApiProperty() readonly titles!: number;
}

/** The titles of a profile that are in it by a crosswalk alone. */
export class TranslatedRow {
  @ApiProperty({ description: 'Distinct titles that the network holds' }) readonly titles!: number;
  @ApiProperty({ type: [RuleTitlesRow], description: 'By rule, at most 100; a title may have come by several' })
  readonly rules!: readonly RuleTitlesRow[];
}

interface Label {
  readonly scheme: Scheme;
  readonly notation: string;
  readonly label: string | null;
}

/** Which crosswalks has this version? `null`: there is no such version. */
export async function crosswalksOf(
  em: EntityManager,
  which: { plan: string; version: number },
): Promise<CrosswalkRow[] | null> {
  const plan = await collectionPlan(em, which);
  if (plan === null) return null;
  const { crosswalks } = readPlan(plan.yaml);
  const labels = await labelsOf(em, crosswalks);
  return crosswalks.map(({ from, to, rules }) => ({
    from,
    to,
    rules: rules.map((rule) => ({ from: fromText(rule), to: rule.to, label: labels(to, rule.to) })),
  }));
}

/** Which classes of which schemes were brought in? */
export async function schemesWithClasses(em: EntityManager): Promise<{ scheme: Scheme; classes: number }[]> {
  return await em.execute(`select scheme, count(*)::int as classes from scheme_class group by scheme order by scheme`);
}

/** How many titles did the crosswalks bring into this profile, of so many in the plan, and by which rules? */
export async function translatedInto(
  em: EntityManager,
  { profile, profiles, crosswalks }: { profile: number; profiles: number; crosswalks: readonly Crosswalk[] },
): Promise<TranslatedRow> {
  const { numberOf, sliceOf } = slicesOf(profiles);
  const rules = crosswalks.flatMap(({ from, to, rules: some }) => some.map((rule) => ({ from, to, rule })));
  if (rules.length === 0) return { titles: 0, rules: [] };
  const numbers = Array.from({ length: rules.length + 1 }, (_, rule) => numberOf({ profile, rule }));
  const counted = await em.execute<{ profile: number; titles: number }[]>(
    `select profile, sum(titles)::float8 as titles from holders_histogram where profile = any(?::int[])
      group by profile having sum(titles) > 0 order by 2 desc, 1 desc`,
    [arrayOf(numbers)],
  );
  const labels = await labelsOf(em, crosswalks);
  const byRule = counted.flatMap(({ profile: number, titles }) => {
    const found = rules[sliceOf(number).rule - 1];
    if (found === undefined) return [];
    const { from: fromScheme, to: toScheme, rule } = found;
    return [{ fromScheme, toScheme, from: fromText(rule), to: rule.to, label: labels(toScheme, rule.to), titles }];
  });
  return {
    titles: counted.find(({ profile: number }) => sliceOf(number).rule === 0)?.titles ?? 0,
    rules: byRule.slice(0, 100),
  };
}

/** How many titles that the network holds are by a crosswalk alone in any profile of so many, and in each, by its number? */
export async function translatedTitles(em: EntityManager, profiles: number): Promise<readonly number[]> {
  const { numberOf, sliceOf } = slicesOf(profiles);
  const numbers = Array.from({ length: profiles + 1 }, (_, profile) => numberOf({ profile, rule: 0 }));
  const counted = await em.execute<{ slice: number; titles: number }[]>(
    `select profile as slice, sum(titles)::float8 as titles from holders_histogram
      where profile = any(?::int[]) group by profile`,
    [arrayOf(numbers)],
  );
  const known = new Map(counted.map(({ slice, titles }) => [sliceOf(slice).profile, titles]));
  return numbers.map((_, profile) => known.get(profile) ?? 0);
}

async function labelsOf(
  em: EntityManager,
  crosswalks: readonly Crosswalk[],
): Promise<(scheme: Scheme, notation: string) => string | null> {
  const rows = await em.execute<Label[]>(
    `select scheme, notation, label from scheme_class where scheme = any(?::text[])`,
    [arrayOf(crosswalks.map(({ to }) => to))],
  );
  const known = new Map(rows.map(({ scheme, notation, label }) => [`${scheme} ${notation}`, label]));
  return (scheme, notation) => known.get(`${scheme} ${notation}`) ?? known.get(`${scheme} ${notation}.00`) ?? null;
}
