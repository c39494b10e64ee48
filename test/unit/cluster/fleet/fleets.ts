import { auditFleet, type Fleet } from '../../../../src/core/cluster/fleet/fleet';
import { GivenLists } from '../../../../src/core/cluster/fleet/given';
import type { ServedFiles } from '../../../../src/core/cluster/fleet/judge';
import { Phones } from '../../../../src/core/cluster/fleet/phones';
import type { PlanInput } from '../../../../src/core/cluster/fleet/plan-input';
import { withoutBytes } from '../../../../src/core/cluster/fleet/without-bytes';
import type { HeldListObservation, PhoneObservation, SourceProblem } from '../../../../src/core/cluster/observation';
import { observation } from '../../../../src/core/cluster/sources/contents';
import { hex, md5, sha1, sha256 } from '../../../../src/core/certificates/fingerprints';
import { encode } from '../../../../src/core/format/encode';
import type { NamedList } from '../../../../src/core/phone/held';
import type { KnownFacts } from '../../../../src/core/phone/known-facts';
import type { OfferedConfiguration } from '../../../../src/core/phone/offered';
import { now } from '../../phone/clusters';

/** What a source says of a phone, mostly nothing. */
export function observed(device: string, more: Partial<PhoneObservation> = {}): PhoneObservation {
  return observation({ device, source: 'phones.csv', ...more });
}

export const notInstalled: HeldListObservation = { state: 'not-installed' };

export function digest(value: string): HeldListObservation {
  return { state: 'digest', digest: value };
}

export function file({ list }: NamedList): HeldListObservation {
  return { state: 'file', bytes: encode(list) };
}

export async function digestsOf({ list }: NamedList): Promise<{ md5: string; sha1: string; sha256: string }> {
  const bytes = encode(list);
  return { md5: hex(md5(bytes)), sha1: hex(await sha1(bytes)), sha256: hex(await sha256(bytes)) };
}

/** The SHA-1 of a list, as phones show it. */
export async function shown(list: NamedList): Promise<HeldListObservation> {
  return digest((await digestsOf(list)).sha1);
}

export interface FleetOptions {
  readonly served?: readonly NamedList[];
  readonly configurations?: readonly OfferedConfiguration[];
  readonly known?: readonly NamedList[];
  readonly tvs?: KnownFacts['tvs'];
  readonly problems?: readonly SourceProblem[];
}

/** A fleet, and what a plan for it is made of. */
export async function audited(
  observations: readonly PhoneObservation[],
  { served = [], configurations = [], known = [], tvs = 'unknown', problems = [] }: FleetOptions,
): Promise<PlanInput> {
  const lists = new GivenLists();
  for (const { file: name, list } of served) await lists.add(name, encode(list), true);
  for (const { file: name, list } of known) await lists.add(name, encode(list));
  const phones = new Phones();
  const reading = await withoutBytes({ observations, lists: [], problems });
  for (const list of reading.lists) await lists.addDigested(list);
  for (const one of reading.observations) phones.add(one);
  const of = (kind: 'ITL' | 'CTL') =>
    lists.all.filter((list) => list.isServed && list.kind === kind).map((list) => list.named());
  const servedFiles: ServedFiles = { itls: of('ITL'), ctls: of('CTL'), configurations };
  const facts: KnownFacts = { tvs, now };
  const fleet = await auditFleet({
    phones,
    lists,
    served: { ...servedFiles, files: [] },
    known: facts,
    problems: reading.problems,
  });
  return { fleet, served: servedFiles, given: lists.all, known: facts };
}

/** The groups of a fleet in short: what tests compare. */
export function inShort({ groups }: Fleet): object[] {
  return groups.map(({ state, itl, ctl, verdict, devices }) => ({
    state,
    list: itl.list,
    ...(ctl === null ? {} : { ctl: ctl.list }),
    verdict,
    phones: devices.map(({ name }) => name).join(' '),
  }));
}

export function sentences({ groups }: Fleet): string[] {
  return groups.map(({ says }) => says.map(({ sentence }) => sentence).join(' '));
}

export function messages({ problems }: Fleet): string[] {
  return problems.map(({ message }) => message);
}
