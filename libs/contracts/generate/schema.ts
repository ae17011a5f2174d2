import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

/** The part of JSON Schema (2020-12, and draft 7 alike) that contracts are written in. */
export interface Schema {
  $schema?: string;
  $id?: string;
  title?: string;
  description?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
}

/** What the source says about a class (`Name`) and its fields (`Name.field`). */
export type Comments = ReadonlyMap<string, string>;

type Contract = new () => object;
interface Rule {
  readonly type: string;
  readonly name?: string;
  readonly propertyName: string;
  readonly constraints?: readonly unknown[];
  readonly each: boolean;
}

/** The JSON Schema of a contract class, from what class-validator checks; refuses a check it cannot express. */
export function schemaOf(contract: Contract, comments: Comments = new Map()): Schema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(contract, '', false, false) as Rule[];
  const fields = Map.groupBy(rules, (rule) => rule.propertyName);
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [field, checks] of [...fields].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const comment = commentOn(contract, field, comments);
    properties[field] = {
      ...(comment === undefined ? {} : { description: comment }),
      ...valueOf(contract, field, checks, comments),
    };
    if (!checks.some((check) => check.type === 'conditionalValidation')) required.push(field);
  }
  const about = comments.get(contract.name);
  return {
    title: contract.name,
    ...(about === undefined ? {} : { description: about }),
    type: 'object',
    properties,
    required,
  };
}

function commentOn(contract: Contract, field: string, comments: Comments): string | undefined {
  for (
    let owner: unknown = contract;
    typeof owner === 'function' && owner.name !== '';
    owner = Object.getPrototypeOf(owner)
  ) {
    const comment = comments.get(`${owner.name}.${field}`);
    if (comment !== undefined) return comment;
  }
  return undefined;
}

function valueOf(contract: Contract, field: string, checks: readonly Rule[], comments: Comments): Schema {
  const written: unknown = Reflect.getMetadata('design:type', contract.prototype, field);
  const isList = written === Array || checks.some((check) => check.each);
  const one: Schema = isList ? {} : primitive(written);
  for (const check of checks) Object.assign(one, constraint(check, `${contract.name}.${field}`));
  if (checks.some((check) => check.type === 'nestedValidation')) {
    Object.assign(one, schemaOf(nested(contract, field, isList), comments));
  }
  if (one.enum !== undefined) delete one.pattern;
  return isList ? { type: 'array', items: one } : one;
}

function primitive(written: unknown): Schema {
  if (written === String) return { type: 'string' };
  if (written === Number) return { type: 'number' };
  if (written === Boolean) return { type: 'boolean' };
  return {};
}

/** The class of a nested value, found by letting class-transformer make one. */
function nested(contract: Contract, field: string, isList: boolean): Contract {
  const made = plainToInstance(contract, { [field]: isList ? [{}] : {} }) as Record<string, unknown>;
  const value = isList ? (made[field] as unknown[])[0] : made[field];
  const type = (value as object).constructor;
  if (type === Object) throw new Error(`${contract.name}.${field} is nested but has no @Type`);
  return type as Contract;
}

function constraint(check: Rule, where: string): Schema {
  const first = check.constraints?.[0];
  switch (check.type === 'customValidation' ? check.name : check.type) {
    case 'conditionalValidation':
    case 'nestedValidation':
    case 'isArray':
    case 'arrayMinSize':
      return {};
    case 'isString':
      return { type: 'string' };
    case 'isNotEmpty':
      return { type: 'string', minLength: 1 };
    case 'isUuid':
      return { type: 'string', format: 'uuid' };
    case 'matches':
      return { type: 'string', pattern: (first as RegExp).source };
    case 'isInt':
      return { type: 'integer' };
    case 'isNumber':
      return { type: 'number' };
    case 'min':
      return { minimum: first as number };
    case 'max':
      return { maximum: first as number };
    case 'isBoolean':
      return { type: 'boolean' };
    case 'isObject':
      return { type: 'object' };
    case 'isIn':
      // Compilers differ in what they say of the type of a list of words; the words themselves do not.
      return { type: typeof (first as unknown[])[0], enum: first as unknown[] };
    default:
      throw new Error(
        `${where} is checked by '${check.name ?? check.type}', which the schema generator does not know yet`,
      );
  }
}
