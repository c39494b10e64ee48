import type { Log, Region, Result } from 'sarif';
import { expect } from 'vitest';
import type { Machine, Ran } from './machine';
import { sarifLog } from './sarif-schema';

export interface Verified extends Ran {
  readonly log: Log;
  readonly results: readonly Result[];
}

/** Runs `trustlist verify`, and reads the log that it prints, which has to be valid. */
export async function verifySarif(machine: Machine, ...args: string[]): Promise<Verified> {
  const ran = await machine.run('verify', ...args);
  const log = sarifLog(ran.out);
  return { ...ran, log, results: log.runs[0]?.results ?? [] };
}

export function regionOf(result: Result | undefined): Region | undefined {
  expect(result?.locations).toHaveLength(1);
  return result?.locations?.[0]?.physicalLocation?.region;
}

export function placeOf(result: Result | undefined): string | null {
  return result?.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName ?? null;
}

export function rulesOf(results: readonly Result[]): (string | undefined)[] {
  return results.map(({ ruleId }) => ruleId);
}

export function fingerprintsOf(results: readonly Result[]): (string | undefined)[] {
  return results.map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);
}
