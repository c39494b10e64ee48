import type * as Engine from '../../core/engine';
import type { Decoded } from '../../core/format/decode';
import type { Report } from '../../core/trust/report';
import { severitySettings } from './severities';

/**
 * The modules that decode, inspect and digest, loaded on the first call: activation has no part in it.
 */
export async function loadEngine(): Promise<typeof Engine> {
  return import('../../core/engine');
}

/** Bytes up to which a list is inspected in a moment: what a phone takes at the most. */
const soonInspected = 64 * 1024;

/** One state of a file: its bytes, what they decode to, and what that means. Each is worked out once. */
export class ListState {
  #decoded: Decoded | undefined;
  #report: Promise<Report | null> | undefined;
  #finished: Report | null = null;

  /**
   * @param fileName the last segment of the file's path: `ITLSEP0011215A1AE3.tlv`.
   * @param earlier the bytes before the last edit, which tell a list edited since signing from a bad signature.
   * @param quiet when to inspect a large list at the earliest: it keeps the extension host busy.
   */
  constructor(
    private readonly engine: typeof Engine,
    readonly bytes: Uint8Array,
    readonly fileName: string,
    private readonly earlier: readonly Uint8Array[] = [],
    private readonly quiet: Promise<void> = Promise.resolve(),
  ) {}

  get decoded(): Decoded {
    this.#decoded ??= this.engine.decode(this.bytes);
    return this.#decoded;
  }

  /** Null where the bytes are no trust list. */
  report(): Promise<Report | null> {
    this.#report ??= this.#inspect();
    return this.#report;
  }

  /** The report where it is there already; null before, and where the bytes are no trust list. */
  get finishedReport(): Report | null {
    return this.#finished;
  }

  async #inspect(): Promise<Report | null> {
    if (this.bytes.length > soonInspected) await this.quiet;
    const { decoded, bytes, fileName, earlier } = this;
    if (!decoded.ok) return null;
    const severities = severitySettings();
    this.#finished = await this.engine.inspect(decoded.list, bytes, { fileName, earlier, severities });
    return this.#finished;
  }
}
