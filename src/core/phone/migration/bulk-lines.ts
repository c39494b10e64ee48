import type { InspectedRecord } from '../../trust/inspected-record';
import type { Statement } from '../../words/statement';
import type { Bundle } from '../bundles/bundle';
import { bundlesIn } from '../bundles/matches';
import type { NeededCertificate } from '../bundles/needed';
import type { Evidence } from '../evidence';
import { isItlRecovery, labelOf, recordPhrase, type InspectedList } from '../held';
import { tvsPort } from '../rules';
import { evidence, type Line } from './lines';
import { hostsOf, newHosts, oldHosts } from './method';
import type { Move } from './migration';
import { state } from './reasons';

/** What the conditions, the evidence and the steps of a bulk import depend on. */
export interface BulkCase extends Move {
  /** The TVS that phones know. */
  readonly servers: readonly InspectedRecord[];
  /** The certificates that the old cluster has to know. */
  readonly needed: readonly NeededCertificate[];
  /** Those of them that its trust stores are not known to contain. */
  readonly missing: readonly NeededCertificate[];
  /** Why exports would overwrite each other. */
  readonly clashes: readonly Statement[];
}

export const bulkConditions: readonly Line<BulkCase>[] = [
  { when: ({ from }) => from.itl === null, says: () => state('bulk-phones-know-tvs', {}) },
  { when: ({ needed }) => needed.length === 0, says: () => state('bulk-import-signers', {}) },
  { says: ({ missing }) => missing.map(toImport) },
  {
    when: ({ facts }) => facts.oldTvsReachable !== true,
    says: ({ servers }) =>
      servers.length === 0
        ? state('bulk-some-tvs-answers', { port: tvsPort })
        : state('bulk-tvs-answers', { port: tvsPort, servers: servers.map(labelOf) }),
  },
  { when: ({ facts }) => facts.tvsRestarted !== true, says: () => state('bulk-tvs-restarted', {}) },
];

function toImport({ list, record, signsList }: NeededCertificate): Statement {
  const phrase = recordPhrase(list, record);
  return signsList
    ? state('bulk-import-list-signer', { record: phrase, list: list.file })
    : state('bulk-import-configuration-signer', { record: phrase });
}

export function bulkEvidence({ from, to, servers, needed, clashes }: BulkCase): Evidence[] {
  const { itl, bundles: stores } = from;
  const isUnknown = stores.length === 0 && needed.length > 0;
  return [
    ...(itl === null ? [] : servers.map((server) => knownTvs(itl, server))),
    ...(isUnknown ? [evidence(state('stores-not-provided', {}))] : []),
    ...whereabouts(needed, stores, to.bundles),
    ...clashes.map((clash) => evidence(clash)),
  ];
}

function knownTvs(itl: InspectedList, server: InspectedRecord): Evidence {
  return evidence(state('phones-know-tvs', { record: recordPhrase(itl, server) }), itl, server.index);
}

/** Whether the old stores contain each certificate, and if not, whether an export of the new cluster does. */
function whereabouts(
  needed: readonly NeededCertificate[],
  stores: readonly Bundle[],
  exported: readonly Bundle[],
): Evidence[] {
  const exportOf = bundlesIn(exported);
  return needed.flatMap(({ list, record, bundle }) => {
    const phrase = recordPhrase(list, record);
    const says =
      bundle === null
        ? [...absence(phrase, stores), ...inExport(phrase, exported, exportOf(record))]
        : [state('in-stores', { record: phrase, bundle: bundle.file })];
    return says.map((one) => evidence(one, list, record.index));
  });
}

function absence(record: string, stores: readonly Bundle[]): Statement[] {
  return stores.length === 0 ? [] : [state('not-in-stores', { bundles: filesOf(stores), record })];
}

function inExport(record: string, exported: readonly Bundle[], bundle: Bundle | null): Statement[] {
  if (bundle !== null) return [state('in-export', { bundle: bundle.file, record })];
  return exported.length === 0 ? [] : [state('not-in-export', { bundles: filesOf(exported), record })];
}

function filesOf(bundles: readonly Bundle[]): string[] {
  return bundles.map(({ file }) => file);
}

const hasClash = ({ clashes }: BulkCase): boolean => clashes.length > 0;
const isMissing = ({ missing }: BulkCase): boolean => missing.length > 0;
const certificates = ({ missing }: BulkCase): string[] => missing.map(({ record }) => labelOf(record));

export const bulkSteps: readonly Line<BulkCase>[] = [
  { when: isMissing, says: (of) => state('export-new', { hosts: newHosts(of) }) },
  {
    when: isMissing,
    says: (of) => state(hasClash(of) ? 'export-old-apart' : 'export-old', { hosts: oldHosts(of) }),
  },
  {
    when: (of) => isMissing(of) && hasClash(of),
    says: (of) => state('consolidate-here', { hosts: oldHosts(of), certificates: certificates(of) }),
  },
  {
    when: (of) => isMissing(of) && !hasClash(of),
    says: (of) => state('consolidate-and-import', { hosts: oldHosts(of) }),
  },
  {
    when: (of) => isMissing(of) && !hasClash(of) && (of.facts.oldVersion ?? 0) < 9,
    says: (of) => state('import-answers-null', { hosts: oldHosts(of), certificates: certificates(of) }),
  },
  { when: isMissing, says: recoveryUpload },
  { says: restartTvs },
  { says: (of) => state('try-one-phone', { hosts: newHosts(of) }) },
  { says: (of) => state('point-phones-and-keep', { hosts: newHosts(of), old: oldHosts(of) }) },
];

function recoveryUpload(of: BulkCase): Statement[] {
  const recovery = of.to.itl?.records.find(isItlRecovery);
  if (recovery === undefined) return [];
  return [state('upload-recovery', { recovery: labelOf(recovery), hosts: oldHosts(of) })];
}

/** On all nodes: the lists name the TFTP servers only. */
function restartTvs({ from }: BulkCase): Statement {
  const hosts = hostsOf(from);
  return hosts.length === 0 ? state('restart-tvs-of-unnamed', {}) : state('restart-tvs', { hosts });
}
