import type { Sentence } from '../../words/statement';
import type { LogEventKind, LogSubject } from './events';
import type { FileClass } from './file-name';
import type { Wording } from './wording';

/**
 * One message of a phone or a server, and what it means. The `{names}` of `text` are named groups of `pattern`; `{file}`
 * may also be the file that an earlier line of the same transfer asked for, and `{server}` that of the connection. A row
 * whose text names what the line leaves open is passed over. Groups `file`, `before`, `inner`, `length`, `header` and
 * `server` mean the same in every row.
 *
 * A pattern takes time in proportion to its line: what repeats in it ends where the pattern could begin again, or is
 * bounded.
 */
export interface LogMessage extends Sentence {
  readonly pattern: Wording;
  readonly kind: LogEventKind;
  /** What its verdict is about; by default the line gives no verdict on a file. */
  readonly about?: LogSubject;
  /** How much a failure explains; by default the line is not a failure. */
  readonly weight?: number;
  /** It answers a request: if it names no file, it is about the one that was asked for. */
  readonly answers?: boolean;
  /** Only if its file is one of these. */
  readonly of?: FileClass;
  /** Only on a connection to a TVS. */
  readonly onTvs?: boolean;
  /** Only if a 200 OK came before. */
  readonly afterOk?: boolean;
  /** Several messages in a row that say the same are one event. */
  readonly says?: string;
}

export type LogMessages = Readonly<Record<string, LogMessage>>;

/** How much a failure explains: the cause outweighs what follows from it. */
export const weight = { connection: 6, signer: 5, tvs: 4, verification: 3, missing: 2, listUpdate: 1 } as const;

/** Where it is documented. */
export const source = {
  securityByDefault: 'DOC-17679 (Cisco 116232)',
  migratingPhones: 'DOC-15799 (Migrating IP Phones)',
  fromExpress: 'Cisco 113500',
  secureClusters: 'Cisco 213407',
  securityGuide: 'CUCM Security Guide',
  phoneGuide: 'Cisco IP Phone 8800 Administration Guide',
  tvsHandshake: 'Cisco 118699',
  extensionMobility: 'Cisco 214535',
  seen: 'Seen in logs of phones',
  servers: 'Seen in logs of TFTP servers and packet captures',
} as const;
