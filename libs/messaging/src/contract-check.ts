import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

type Class<T extends object = object> = new () => T;
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Values = Record<string, unknown>;

interface Rule {
  readonly each: boolean;
  holds(value: unknown, object: object): boolean;
}

interface Field {
  readonly name: string;
  /** Conditions under which the rules count at all, such as that an optional field is there. */
  readonly when: readonly ((object: object, value: unknown) => boolean)[];
  readonly rules: readonly Rule[];
  readonly nested: Class | undefined;
}

const UNDERSTOOD = new Set(['customValidation', 'nestedValidation', 'conditionalValidation', 'whitelistValidation']);
const fieldsOf = new Map<Class, readonly Field[] | undefined>();

/**
 * Reads data as an instance of a contract, quickly: by the validators that the contract's decorators name, without
 * class-validator's own machinery, which takes fifty times as long for an event of a thousand changes. Gives undefined
 * for everything that is not plainly right; class-validator then decides, and says what is wrong.
 */
export function quickly<T extends object>(contract: Class<T>, data: unknown): T | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const fields = compiled(contract);
  if (fields === undefined) return undefined;
  const made = new contract();
  for (const field of fields) {
    const value = (data as Values)[field.name];
    if (!field.when.every((holds) => holds(data, value))) {
      if (field.name in data) (made as Values)[field.name] = value;
      continue;
    }
    if (!field.rules.every((rule) => obeys(rule, value, data))) return undefined;
    const read = field.nested === undefined ? value : readNested(field.nested, value);
    if (read === undefined) return undefined;
    (made as Values)[field.name] = read;
  }
  return made;
}

function obeys(rule: Rule, value: unknown, object: object): boolean {
  if (!rule.each) return rule.holds(value, object);
  return Array.isArray(value) && value.every((one) => rule.holds(one, object));
}

function readNested(contract: Class, value: unknown): unknown {
  if (!Array.isArray(value)) return quickly(contract, value);
  const all: object[] = [];
  for (const one of value) {
    const read = quickly(contract, one);
    if (read === undefined) return undefined;
    all.push(read);
  }
  return all;
}

/** The fields of a contract; undefined when it uses anything of which only class-validator knows what it means. */
function compiled(contract: Class): readonly Field[] | undefined {
  if (!fieldsOf.has(contract)) fieldsOf.set(contract, compile(contract));
  return fieldsOf.get(contract);
}

/** Whether all of a contract, with what is nested in it, can be checked quickly. */
export function isQuick(contract: Class): boolean {
  return compiled(contract)?.every(({ nested }) => nested === undefined || isQuick(nested)) ?? false;
}

function compile(contract: Class): readonly Field[] | undefined {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(contract, '', false, false);
  const fields: Field[] = [];
  for (const [name, decorations] of Map.groupBy(metadata, ({ propertyName }) => propertyName)) {
    const field = fieldOf(contract, name, decorations);
    if (field === undefined) return undefined;
    fields.push(field);
  }
  return fields;
}

function fieldOf(contract: Class, name: string, decorations: readonly Metadata[]): Field | undefined {
  const plain = decorations.every(({ groups, validateIf }) => (groups?.length ?? 0) === 0 && validateIf === undefined);
  if (!plain) return undefined;
  const of = (type: string) => decorations.filter((one) => one.type === type);
  const rules = of('customValidation').map(ruleOf);
  const isNested = of('nestedValidation').length > 0;
  const nested = isNested ? nestedClass(contract, name) : undefined;
  const understood =
    decorations.every(({ type }) => UNDERSTOOD.has(type)) &&
    rules.every((rule) => rule !== undefined) &&
    isNested === (nested !== undefined);
  if (!understood) return undefined;
  const when = of('conditionalValidation').map(({ constraints }) => constraints[0] as Field['when'][number]);
  return { name, when, rules: rules.filter((rule) => rule !== undefined), nested };
}

function ruleOf(metadata: Metadata): Rule | undefined {
  const [constraint, ...more] = getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls);
  if (constraint === undefined || more.length > 0 || constraint.async) return undefined;
  const validator = constraint.instance;
  const { constraints, propertyName: property } = metadata;
  const about = { constraints, property, targetName: '' };
  return {
    each: metadata.each,
    holds: (value, object) => validator.validate(value, { ...about, value, object }) === true,
  };
}

/** What class-transformer makes of the field, by its `@Type`. */
function nestedClass(contract: Class, name: string): Class | undefined {
  const [made] = (plainToInstance(contract, { [name]: [{}] }) as Values)[name] as object[];
  return made === undefined || made.constructor === Object ? undefined : (made.constructor as Class);
}
