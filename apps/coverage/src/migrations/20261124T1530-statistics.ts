import { Migration } from '@mikro-orm/migrations';

/** Counters over titles and holdings, per profile number. Each can be counted again from the rows, and must be equal. */
export class Statistics20261124T1530 extends Migration {
  override up(): void {
    this.addSql(`
      create table participant_statistics (
        profile int not null,
        participant int not null,
        titles bigint not null,
        copies bigint not null,
        extant bigint not null,
        on_order bigint not null,
        constraint participant_statistics_pkey primary key (profile, participant)
      ) with (fillfactor = 70)`);
    this.addSql(`
      create table holders_histogram (
        profile int not null,
        holders int not null,
        titles bigint not null,
        constraint holders_histogram_pkey primary key (profile, holders)
      ) with (fillfactor = 70)`);
    this.addSql(
      `comment on table holders_histogram is 'Titles of a profile that so many participants hold; their sum is the titles of the network'`,
    );
    this.addSql(`
      create table responsible (
        profile int not null,
        participant int not null,
        constraint responsible_pkey primary key (profile, participant)
      )`);
    this.addSql(
      `comment on table responsible is 'Has an agreement for the profile, whenever in force: for these, shared titles are counted'`,
    );
    this.addSql(`
      create table pair_statistics (
        profile int not null,
        one int not null,
        other int not null,
        titles bigint not null,
        constraint pair_statistics_pkey primary key (profile, one, other),
        constraint pair_statistics_once check (one < other)
      ) with (fillfactor = 70)`);
  }
}
