import { basename } from 'node:path';
import type { SourceReading } from '../core/cluster/fleet/reading';
import type { PhoneObservation } from '../core/cluster/observation';
import { listKind } from '../core/format/file-names';
import { binaryOf } from './binary-input';
import type { Io } from './command';
import { readFailure } from './file-failure';
import { refusalOf } from './what-it-is';

/** Reads one source of a fleet. It never rejects: what cannot be read is a problem of the reading. */
export type ReadSource = (file: string, io: Io) => Promise<SourceReading>;

/** A list, and if it is named for a phone (`ITLSEP0011215A1AE3.tlv`), what that phone holds. */
export const readListSource: ReadSource = async (file, io) => {
  const failed = (message: string): SourceReading => ({
    observations: [],
    lists: [],
    problems: [{ file, line: null, message }],
  });
  let bytes: Uint8Array;
  try {
    bytes = await io.readFile(file);
  } catch (error) {
    return failed(readFailure(error));
  }
  const input = await binaryOf(bytes, file);
  if (input?.kind !== 'list') return failed(await refusalOf('Not a trust list.', bytes, file, 'a list'));
  const list = { file, bytes: input.bytes };
  const device = deviceOf(file);
  const observations = device === null ? [] : [observationOf(device, file, input.bytes)];
  return { observations, lists: [list], problems: [] };
};

function deviceOf(file: string): string | null {
  const [, name = ''] = /^(?:ext_)?(?:ITL|CTL)([A-Z]{3}.+)\.tlv$/i.exec(basename(file)) ?? [];
  return name === '' || name.toUpperCase() === 'FILE' ? null : name;
}

function observationOf(device: string, file: string, bytes: Uint8Array): PhoneObservation {
  const held = { state: 'file', bytes } as const;
  const isCtl = listKind(file) === 'CTL';
  return {
    device,
    source: file,
    line: null,
    time: null,
    itl: isCtl ? { state: 'not-reported' } : held,
    ctl: isCtl ? held : null,
    reported: null,
    model: null,
    address: null,
    description: null,
    pool: null,
    location: null,
  };
}
