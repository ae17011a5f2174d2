import { MikroORM } from '@mikro-orm/postgresql';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import { type DynamicModule, Module } from '@nestjs/common';
import { migrate } from './migrate.ts';
import { type DatabaseOptions, ormOptions } from './options.ts';

/** The service's own database. It is up to date before any other part of the service starts. */
@Module({})
export class DatabaseModule {
  static with(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [MikroOrmModule.forRoot({ ...ormOptions(options), registerRequestContext: true })],
      providers: [
        {
          // A factory, since Nest waits for every factory before the first hook of any module runs.
          provide: 'DATABASE_MIGRATED',
          inject: [MikroORM],
          useFactory: (orm: MikroORM) => migrate(orm),
        },
      ],
    };
  }
}
