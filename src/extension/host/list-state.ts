import type * as Engine from '../../core/engine';
import type { Decoded } from '../../core/format/decode';
import type { TrustList } from '../../core/format/model';
import type { Report } from '../../core/trust/report';
import { severitySettings } from './severities';

interface Known {
  /** The bytes before the last edit, which tell a list edited since signing from a bad signature. */
  readonly earlier?: readonly Uint8Array[];
  /** What the bytes decode to, if an edit has made them of it. */
  readonly list?: TrustList | undefined;
}

/** One state of a file: its bytes, what they decode to, and what that means. Each is worked out once. */
export class ListState {
  readonly #earlier: readonly Uint8Array[];
  #decoded: Decoded | undefined;
  #report: Promise<Report | null> | undefined;
  #finished: Report | null = null;

  /**
   * @param fileName the last segment of the file's path: `ITLSEP0011215A1AE3.tlv`.
   */
  constructor(
    private readonly engine: typeof Engine,
    readonly bytes: Uint8Array,
    readonly fileName: string,
    { earlier = [], list }: Known = {},
  ) {
    this.#earlier = earlier;
    this.#decoded = list === undefined ? undefined : { ok: true, list };
  }

  get decoded(): Decoded {
    this.#decoded ??= this.engine.decode(this.bytes);
    return this.#decoded;
  }

  /** Null if the bytes are not a trust list. */
  report(): Promise<Report | null> {
    this.#report ??= this.#inspect();
    return this.#report;
  }

  /** The report if it is finished; null before, and if the bytes are not a trust list. */
  get finishedReport(): Report | null {
    return this.#finished;
  }

  async #inspect(): Promise<Report | null> {
    const { decoded, bytes, fileName } = this;
    if (!decoded.ok) return null;
    const severities = severitySettings();
    this.#finished = await this.engine.inspect(decoded.list, bytes, { fileName, earlier: this.#earlier, severities });
    return this.#finished;
  }
}
