import { copyLine, type CopyRow } from '#libs/kernel';

/** Characters that are gathered before they become bytes: few, so that their parts are forgotten while they are new. */
const GATHERED = 1 << 14;
const UTF_8 = new TextEncoder();

/** Rows in COPY's text format, gathered as bytes. */
export class CopyRows {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #text = '';

  add(row: CopyRow): void {
    this.#text += copyLine(row);
    if (this.#text.length >= GATHERED) this.#encode();
  }

  /** What was gathered since the last time, in memory of its own. */
  take(): Uint8Array {
    this.#encode();
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #encode(): void {
    const most = this.#length + this.#text.length * 3;
    if (most > this.#bytes.length) {
      const larger = new Uint8Array(most * 2);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#length += UTF_8.encodeInto(this.#text, this.#bytes.subarray(this.#length)).written;
    this.#text = '';
  }
}
