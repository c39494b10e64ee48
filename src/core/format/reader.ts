import { limits } from './limits';
import type { Part, Problem, TlvElement } from './model';
import { containerTags, HeaderTag, RecordTag } from './tags';

/** Bytes of `tag · length` in front of a value. */
export const elementOverhead = 3;

export function u16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}

export function u32(bytes: Uint8Array, offset: number): number {
  return u16(bytes, offset) * 0x10000 + u16(bytes, offset + 2);
}

/** The only bytes that a record can begin with: tag and length of RECORDLENGTH. */
export const recordHead = [RecordTag.recordLength, 0, 2] as const;
/** Bytes of RECORDLENGTH. */
export const recordHeadLength = 5;

/** True if a record begins at `offset`, with room for its RECORDLENGTH. */
export function recordStartsAt(bytes: Uint8Array, offset: number): boolean {
  // Spelled out for speed: every part of a file is asked.
  return (
    offset + recordHeadLength <= bytes.length &&
    bytes[offset] === recordHead[0] &&
    bytes[offset + 1] === recordHead[1] &&
    bytes[offset + 2] === recordHead[2]
  );
}

/** Parts read from a run of bytes, with what was wrong with them. */
export interface Run {
  readonly parts: Part[];
  readonly problems: Problem[];
  /** Where reading stopped: `end`, unless `stop` said so earlier. */
  readonly next: number;
}

/** What is left of the limits while a file is read; shared by all its runs. */
export interface Allowance {
  /** Below zero once parts had to be left unread. */
  parts: number;
  misfitContainers: number;
  damagedHeads: number;
}

export function newAllowance(): Allowance {
  return { parts: limits.parts, misfitContainers: limits.misfitContainers, damagedHeads: limits.damagedHeads };
}

interface RunOptions {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Elements with these tags are opened. */
  readonly containers: ReadonlySet<number>;
  /** Asked before each part; true ends the run there. */
  readonly stop?: (offset: number) => boolean;
  /** A new one by default. */
  readonly allowance?: Allowance;
  /** In how many containers the run is. */
  readonly depth?: number;
}

/**
 * Reads elements from `start` up to `end`. An element that runs past `end` becomes one stray part that takes the rest
 * of the run, so that nothing is lost; so does everything beyond the allowance.
 */
export function readRun(options: RunOptions): Run {
  const { bytes, start, end, containers, stop, allowance = newAllowance(), depth = 0 } = options;
  const parts: Part[] = [];
  const problems: Problem[] = [];
  let offset = start;
  while (offset < end && !(stop?.(offset) ?? false)) {
    allowance.parts -= 1;
    if (allowance.parts < 0) {
      parts.push({ kind: 'stray', offset, value: bytes.subarray(offset, end) });
      offset = end;
      break;
    }
    const tag = bytes[offset] ?? 0;
    if (tag === HeaderTag.padding) {
      parts.push({ kind: 'padding', offset });
      offset += 1;
      continue;
    }
    const valueStart = offset + elementOverhead;
    const length = u16(bytes, offset + 1);
    const opens = containers.has(tag) && depth < limits.containerDepth && allowance.misfitContainers > 0;
    if (opens && valueStart <= end) {
      const container = readContainer(bytes, { tag, offset, length, end, containers, allowance, depth });
      parts.push(container.element);
      problems.push(...container.problems);
      offset = valueStart + container.element.value.length;
      continue;
    }
    if (valueStart + length > end) {
      problems.push({
        code: 'element-truncated',
        offset,
        length: end - offset,
        record: null,
        tag,
        declared: valueStart <= end ? length : null,
        actual: Math.max(0, end - valueStart),
      });
      parts.push({ kind: 'stray', offset, value: bytes.subarray(offset, end) });
      offset = end;
      break;
    }
    parts.push({
      kind: 'element',
      tag,
      offset,
      length,
      value: bytes.subarray(valueStart, valueStart + length),
      children: null,
    });
    offset = valueStart + length;
  }
  return { parts, problems, next: offset };
}

/**
 * Passes over elements as `readRun` does, without opening containers: where it stops, and whether one runs past `end`.
 */
export function skipRun({ bytes, start, end, stop }: Pick<RunOptions, 'bytes' | 'start' | 'end' | 'stop'>): {
  readonly next: number;
  readonly truncated: boolean;
} {
  let offset = start;
  while (offset < end && !(stop?.(offset) ?? false)) {
    offset += bytes[offset] === HeaderTag.padding ? 1 : elementOverhead + u16(bytes, offset + 1);
  }
  return { next: Math.min(offset, end), truncated: offset > end };
}

/**
 * Opens a container if its length ends exactly on an element. If it does not, only its three bytes are taken: the
 * length is the damaged part, and the elements behind it are worth more.
 */
function readContainer(
  bytes: Uint8Array,
  at: Required<Pick<RunOptions, 'end' | 'containers' | 'allowance' | 'depth'>> & {
    readonly tag: number;
    readonly offset: number;
    readonly length: number;
  },
): { element: TlvElement; problems: Problem[] } {
  const { tag, offset, length, end, containers, allowance, depth } = at;
  const start = offset + elementOverhead;
  if (start + length <= end) {
    const inner = readRun({ bytes, start, end: start + length, containers, allowance, depth: depth + 1 });
    if (!inner.problems.some((problem) => problem.code === 'element-truncated')) {
      const value = bytes.subarray(start, start + length);
      return {
        element: { kind: 'element', tag, offset, length, value, children: inner.parts },
        problems: inner.problems,
      };
    }
  }
  allowance.misfitContainers -= 1;
  return {
    element: { kind: 'element', tag, offset, length, value: bytes.subarray(start, start), children: [] },
    problems: [
      {
        code: 'container-length',
        offset,
        length: elementOverhead,
        record: null,
        tag,
        declared: length,
        actual: null,
      },
    ],
  };
}

/** What a run over a header opens, and one over a record. */
export const headerContainers: ReadonlySet<number> = containerTags;
export const noContainers: ReadonlySet<number> = new Set();
