import { statements, type Statement } from '../../words/statement';
import { captureLimits } from './limits';

/** What keeps a part of a capture from being read. What became of one transfer is in `failures.ts`. */
const problemSentences = {
  'file-cut': {
    text: 'The file ends inside this packet: it was cut, or is still being written.',
    source: null,
  },
  'packet-too-long': {
    text: 'This packet claims {length} bytes, and at most {most} are read: the file is damaged here. What follows is not read.',
    source: null,
  },
  'block-damaged': {
    text: 'The file is damaged here: a block of {length} bytes is not possible. What follows is not read.',
    source: 'pcapng: the length of a block is a multiple of 4, from 12',
  },
  'block-not-read': {
    text: 'A block of the file has lengths that do not fit: its packet was not read.',
    source: 'pcapng',
  },
  'no-such-interface': {
    text: '{count} packets are of an interface that the file does not describe.',
    source: 'pcapng',
  },
  'link-type': {
    text: '{count} packets have link type {type}, which is not read here.',
    source: 'tcpdump.org: link types',
  },
  'packets-in-part': {
    text: '{count} packets were captured in part only (from this one on). Capture whole packets: tcpdump -s 0.',
    source: null,
  },
  malformed: { text: '{count} packets have lengths that do not fit and were not read.', source: null },
  'fragments-missing': {
    text: '{count} packets came in fragments, and some of these were not captured.',
    source: null,
  },
  'too-many-connections': {
    text: 'More than {most} connections at once: those that were silent longest were given up.',
    source: null,
  },
  'too-many-requests': {
    text: 'More than {most} TFTP requests at once: those that were silent longest were given up.',
    source: null,
  },
  'too-many-results': {
    text: '{count} transfers or connections to a TVS are not listed: at most {most} are.',
    source: null,
  },
  'too-much-content': {
    text: 'The files in this capture have more than {most} bytes together: those of {count} transfers were not kept.',
    source: null,
  },
  'more-problems': { text: '{count} more problems of this kind or others are not listed.', source: null },
} as const;

type ProblemReason = keyof typeof problemSentences;
const problem = statements(problemSentences);

/** Where in a capture something could not be read. Plain JSON. */
export interface CaptureProblem extends Statement<ProblemReason> {
  /** From 1: the first one that it is about. */
  readonly packet: number;
}

/** What is told once with the number of packets, however many these are. */
type CountedReason =
  'no-such-interface' | 'packets-in-part' | 'malformed' | 'fragments-missing' | 'too-many-results' | 'too-much-content';

/** Collects problems: those of many packets become one, so that a damaged file does not bury what was found. */
export class Problems {
  readonly #single: CaptureProblem[] = [];
  readonly #counted = new Map<
    string,
    { packet: number; count: number; reason: CountedReason | 'link-type'; type: number }
  >();
  #unlisted = 0;

  add(packet: number, reason: 'file-cut' | 'block-not-read'): void {
    this.#push({ packet, ...problem(reason, {}) });
  }

  addLength(packet: number, reason: 'packet-too-long' | 'block-damaged', length: number): void {
    this.#push({ packet, ...problem(reason, { length, most: captureLimits.packetBytes }) });
  }

  /** Told once. */
  addLimit(packet: number, reason: 'too-many-connections' | 'too-many-requests'): void {
    if (this.#single.some((one) => one.reason === reason)) return;
    const most = reason === 'too-many-connections' ? captureLimits.connections : captureLimits.tftpRequests;
    this.#push({ packet, ...problem(reason, { most }) });
  }

  count(packet: number, reason: CountedReason | 'link-type', type = 0): void {
    const key = `${reason} ${type}`;
    const counted = this.#counted.get(key);
    if (counted !== undefined) counted.count += 1;
    else if (this.#counted.size < captureLimits.problems) this.#counted.set(key, { packet, count: 1, reason, type });
    else this.#unlisted += 1;
  }

  #push(one: CaptureProblem): void {
    if (this.#single.length < captureLimits.problems) this.#single.push(one);
    else this.#unlisted += 1;
  }

  /** In the order of packets. */
  all(): CaptureProblem[] {
    const counted = [...this.#counted.values()].map(({ packet, count, reason, type }): CaptureProblem => {
      if (reason === 'link-type') return { packet, ...problem(reason, { count, type }) };
      const most = reason === 'too-much-content' ? captureLimits.contentBytes : captureLimits.transfers;
      return { packet, ...problem(reason, { count, most }) };
    });
    const all = [...this.#single, ...counted].sort((a, b) => a.packet - b.packet);
    if (this.#unlisted === 0) return all;
    return [...all, { packet: all.at(-1)?.packet ?? 1, ...problem('more-problems', { count: this.#unlisted }) }];
  }
}
