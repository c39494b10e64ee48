import type { PhoneObservation, SourceProblem } from '../../../../../src/core/cluster/observation';
import type { SourceContents, SourceFile } from '../../../../../src/core/cluster/sources/contents';
import type { ArchiveLimits } from '../../../../../src/core/cluster/sources/limits';
import { openSource, readSource } from '../../../../../src/core/cluster/sources/source-reader';

/** All that a source says. */
export interface Read {
  readonly observations: readonly PhoneObservation[];
  readonly lists: readonly SourceFile[];
  readonly problems: readonly SourceProblem[];
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new Uint8Array(Buffer.from(content)) : content;
}

export function read(file: string, content: string | Uint8Array, limits?: ArchiveLimits): Read {
  return together([...readSource({ file, bytes: bytesOf(content) }, limits)]);
}

/** The same of a file that comes in pieces of a size. */
export function readInPieces(file: string, content: string | Uint8Array, size: number): Read {
  const bytes = bytesOf(content);
  const reader = openSource(file);
  const contents = [];
  for (let start = 0; start < bytes.length; start += size)
    contents.push(...reader.push(bytes.slice(start, start + size)));
  contents.push(...reader.end());
  return together(contents);
}

function together(contents: readonly SourceContents[]): Read {
  return {
    observations: contents.flatMap(({ observations }) => observations),
    lists: contents.flatMap(({ lists }) => lists),
    problems: contents.flatMap(({ problems }) => problems),
  };
}

export const messages = ({ problems }: Read): string[] => problems.map(({ message }) => message);
export const lines = ({ problems }: Read): (number | null)[] => problems.map(({ line }) => line);
export const devices = ({ observations }: Read): string[] => observations.map(({ device }) => device);

/** The digest of a number: 40 digits. */
export function digest(seed: number, digits = 40): string {
  return Array.from({ length: digits }, (_, at) => ((seed * 31 + at * 7 + (at >> 3)) & 15).toString(16)).join('');
}

/** The MAC address of a number. */
export function mac(seed: number): string {
  return `00A0${(0x1b2c3d4e + seed).toString(16).toUpperCase()}`;
}
