import { sentencesOf } from '../../words/statement';
import type { SourceProblem } from '../observation';
import type { Fleet, FleetGroup, HeldFile, ServedFile } from './fleet';
import type { FleetDevice } from './phones';

/**
 * What `trustlist audit --json` prints: the contract with scripts. Fields are added to it and never renamed. Absent is
 * null, digests are lower-case hex, times ISO 8601, lines count from 1.
 */
export interface FleetJson {
  readonly phones: number;
  readonly served: readonly ServedFile[];
  readonly groups: readonly GroupJson[];
  readonly problems: readonly SourceProblem[];
}

export interface GroupJson extends Pick<FleetGroup, 'state' | 'verdict' | 'rule'>, HeldFile {
  readonly ctl: Pick<HeldFile, 'list' | 'md5' | 'sha1'> | null;
  readonly phones: number;
  readonly sentence: string;
  readonly devices: readonly FleetDevice[];
}

export function fleetJson({ phones, served, groups, problems }: Fleet): FleetJson {
  return { phones, served, groups: groups.map(groupJson), problems };
}

function groupJson(group: FleetGroup): GroupJson {
  const { state, itl, ctl, verdict, rule, devices } = group;
  return {
    state,
    list: itl.list,
    md5: itl.md5,
    sha1: itl.sha1,
    sha256: itl.sha256,
    ctl: ctl === null ? null : { list: ctl.list, md5: ctl.md5, sha1: ctl.sha1 },
    phones: devices.length,
    verdict,
    rule,
    sentence: sentenceOf(group),
    devices,
  };
}

/** Why, and what the answer rests on, in a row. */
export function sentenceOf({ says }: Pick<FleetGroup, 'says'>): string {
  return sentencesOf(says).join(' ');
}
