import { ServiceConfiguration } from '#libs/platform';
import { IsIn, IsInt, IsNotEmpty, IsNumber, Max, Min } from 'class-validator';

export class HoldingsConfiguration extends ServiceConfiguration {
  /** Folder for uploads that wait for their run; instances of the service share it. */
  @IsNotEmpty({ message: 'must be the folder for uploads that wait for their run' }) readonly SPOOL_DIR!: string;

  /** A full load that would remove more than this share of what its source held waits for confirmation. */
  @IsNumber() @Min(0) @Max(1) readonly HOLD_ABOVE: number = 0.1;

  /** Bytes of an upload at most. */
  @IsInt() @Min(1) readonly UPLOAD_MAX_BYTES: number = 68_719_476_736;

  /** Whether repositories inside private networks are harvested: else a manager could make the service ask there. */
  @IsIn(['refuse', 'allow']) readonly HARVEST_PRIVATE_ADDRESSES: 'refuse' | 'allow' = 'refuse';
}
