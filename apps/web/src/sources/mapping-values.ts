import type { Column, Mapping, MappingChanges, PicaMapping } from '../api/sources.ts';

/** A row that was or will be typed keeps its place on the screen by this. */
interface Named {
  readonly id: string;
}

/** A mapping as it is edited: everything is text, and what is named is a list of rows. */
export interface MappingValues {
  columns: (Named & { name: string; column: Column | '' })[];
  copies: (Named & {
    tag: string;
    status: string;
    branch: string;
    shelfMark: string;
    holder: string;
    condition: string;
  })[];
  localId: string;
  schemes: (Named & { code: string; scheme: string })[];
  missing: string[];
  onOrder: string[];
  withdrawn: string[];
  holders: (Named & { name: string; isil: string })[];
  pica: {
    libraries: string[];
    branch: string;
    shelfMark: string;
    condition: string;
    status: string;
    missing: string[];
    onOrder: string[];
    withdrawn: string[];
    classifications: (Named & { field: string; scheme: string })[];
  };
}

export function valuesOf({
  columns,
  copies,
  localId,
  schemes,
  missing,
  onOrder,
  withdrawn,
  holders,
  pica,
}: Mapping): MappingValues {
  const { libraries, branch, shelfMark, condition, status, classifications } = pica;
  return {
    columns: Object.entries(columns).map(([name, column]) => ({ id: name, name, column })),
    copies: copies.map((it, place) => ({
      id: String(place),
      tag: String(it.tag).padStart(3, '0'),
      status: it.status,
      branch: it.branch ?? '',
      shelfMark: it.shelfMark ?? '',
      holder: it.holder ?? '',
      condition: it.condition ?? '',
    })),
    localId: localId ?? '',
    schemes: Object.entries(schemes).map(([code, scheme]) => ({ id: code, code, scheme })),
    missing: [...missing],
    onOrder: [...onOrder],
    withdrawn: [...withdrawn],
    holders: Object.entries(holders).map(([name, isil]) => ({ id: name, name, isil })),
    pica: {
      libraries: [...libraries],
      branch,
      shelfMark,
      condition: condition ?? '',
      status,
      missing: [...pica.missing],
      onOrder: [...pica.onOrder],
      withdrawn: [...pica.withdrawn],
      classifications: classifications.map(({ field, scheme }) => ({ id: field, field, scheme })),
    },
  };
}

/**
 * What a source says after it was edited: what it said before, and what is different now. So what nobody touched stays as
 * it is assumed, also when that changes.
 */
export function changesFrom(values: MappingValues, before: MappingChanges, inForce: Mapping): MappingChanges {
  const { localId, pica, ...rest } = mappingIn(values);
  const said = kept(rest, before, inForce);
  const saidOfPica = kept(pica, before.pica ?? {}, inForce.pica);
  return {
    ...said,
    ...(localId !== null && { localId }),
    ...(before.pica?.holder !== undefined && { pica: { ...saidOfPica, holder: before.pica.holder } }),
    ...(before.pica?.holder === undefined && Object.keys(saidOfPica).length > 0 && { pica: saidOfPica }),
  };
}

type Edited = Omit<Mapping, 'pica'> & { readonly pica: Omit<PicaMapping, 'holder'> };

function mappingIn({ columns, copies, localId, schemes, holders, pica, ...statuses }: MappingValues): Edited {
  return {
    ...statuses,
    columns: Object.fromEntries(columns.flatMap(({ name, column }) => (column === '' ? [] : [[name.trim(), column]]))),
    copies: copies.map(({ tag, status, branch, shelfMark, holder, condition }) => ({
      tag: Number(tag),
      status: status.trim(),
      ...(branch.trim() !== '' && { branch: branch.trim() }),
      ...(shelfMark.trim() !== '' && { shelfMark: shelfMark.trim() }),
      ...(holder.trim() !== '' && { holder: holder.trim() }),
      ...(condition.trim() !== '' && { condition: condition.trim() }),
    })),
    localId: localId.trim() === '' ? null : localId.trim(),
    holders: Object.fromEntries(holders.map(({ name, isil }) => [name.trim(), isil])),
    schemes: Object.fromEntries(schemes.map(({ code, scheme }) => [code.trim().toLowerCase(), scheme])),
    pica: {
      ...pica,
      condition: pica.condition.trim() === '' ? null : pica.condition.trim(),
      classifications: pica.classifications.map(({ field, scheme }) => ({ field: field.trim(), scheme })),
    },
  };
}

/** Of each part: as it was said before when it is as it was in force, else as it is now. */
function kept<T extends object>(now: T, before: Partial<T>, inForce: T): Partial<T> {
  const said: Partial<T> = {};
  for (const name of Object.keys(now) as (keyof T)[]) {
    if (JSON.stringify(now[name]) !== JSON.stringify(inForce[name])) said[name] = now[name];
    else if (before[name] !== undefined) said[name] = before[name];
  }
  return said;
}
