import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const IV = 12;
const TAG = 16;

/** Keeps things secret and unforged with one secret: AES-256-GCM for what is kept, HMAC for what is shown. */
export class Seal {
  private readonly sealing: Buffer;
  private readonly signing: Buffer;

  constructor(secret: string) {
    this.sealing = derived(secret, 'sealing');
    this.signing = derived(secret, 'signing');
  }

  /** Seals a value for one purpose or owner, `about`; only with the same one it opens. */
  close(value: unknown, about: string): string {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.sealing, iv).setAAD(Buffer.from(about));
    const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** What was sealed; undefined when it was tampered with, or sealed with another secret. */
  open(sealed: string, about: string): unknown {
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.sealing, bytes.subarray(0, IV));
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(IV, IV + TAG));
      const text = Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as unknown;
    } catch {
      return undefined;
    }
  }

  /** A value that only the holder of the secret can make for this text. */
  sign(text: string): string {
    return createHmac('sha256', this.signing).update(text).digest('base64url');
  }
}

export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function derived(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `collectieplan gateway ${use}`, 32));
}
