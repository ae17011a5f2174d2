import type { Scheme } from '#libs/contracts';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { type KnownClasses, knownClasses, type SchemeClass } from '../model/known-classes.ts';

/** Keeps which classes a scheme has, and what they are called. */
@Injectable()
export class SchemeClasses {
  constructor(private readonly em: EntityManager) {}

  /** Takes these classes in the place of those that the scheme had. Of one notation that is there twice the first counts. */
  async replace(scheme: Scheme, classes: readonly SchemeClass[]): Promise<void> {
    await this.em.transactional(async (tx) => {
      await tx.execute(`select pg_advisory_xact_lock(hashtext(?))`, [`scheme-class ${scheme}`]);
      await tx.execute(`delete from scheme_class where scheme = ?`, [scheme]);
      await tx.execute(
        `insert into scheme_class (scheme, notation, label)
         select ?, notation, label from json_to_recordset(?::json) as c (notation text, label text)
         on conflict do nothing`,
        [scheme, JSON.stringify(classes)],
      );
    });
  }

  async known(scheme: Scheme): Promise<KnownClasses> {
    const rows = await this.em.execute<{ notation: string }[]>(`select notation from scheme_class where scheme = ?`, [
      scheme,
    ]);
    return knownClasses(
      scheme,
      rows.map(({ notation }) => notation),
    );
  }
}
