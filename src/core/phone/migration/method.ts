import { tftpHosts } from '../bundles/bundle';
import type { InspectedList } from '../held';
import type { ClusterRead, Method, MethodId } from './migration';
import type { Evidence } from '../regenerate';
import type { SourceId } from '../rules';

const titles: Readonly<Record<MethodId, string>> = {
  'bulk-certificates': 'Bulk certificate export, consolidate and import',
  rollback: '"Prepare Cluster for Rollback to pre 8.0" on the old cluster',
  'hardware-token': 'A SAST that both CTLs hold (hardware token)',
  erase: 'Erase the lists on every phone by hand',
  'itl-reset': 'utils itl reset',
  restore: 'Restore the DRS backup of the old cluster',
};

const methodSources: Readonly<Record<MethodId, readonly SourceId[]>> = {
  'bulk-certificates': ['migrating-phones', 'bulk-certificates', 'secure-clusters'],
  rollback: ['migrating-phones', 'secure-clusters'],
  'hardware-token': ['migrating-phones'],
  erase: ['migrating-phones'],
  'itl-reset': ['itl-reset'],
  restore: ['security-by-default', 'migrating-phones'],
};

type Judgement = Pick<Method, 'sentence'> & Partial<Omit<Method, 'id' | 'title' | 'sources'>>;

/** Without a verdict of its own, a method works, and works only if its conditions are true where it has any. */
export function method(id: MethodId, judgement: Judgement): Method {
  const conditions = [...new Set(judgement.conditions)];
  return {
    id,
    title: titles[id],
    verdict: conditions.length === 0 ? 'works' : 'works-if',
    evidence: [],
    steps: [],
    sources: methodSources[id],
    ...judgement,
    conditions,
    unknown: [...new Set(judgement.unknown)],
  };
}

export function doesNot(id: MethodId, sentence: string, evidence: readonly Evidence[] = []): Method {
  return method(id, { verdict: 'does-not', sentence, evidence });
}

export function evidence(sentence: string, list: InspectedList | null = null, record: number | null = null): Evidence {
  return { sentence, file: list?.file ?? null, record };
}

/** The TFTP servers of a cluster by name, else `otherwise`. */
export function hostsOf({ itl, ctl }: ClusterRead, otherwise: string): string {
  const hosts = [...new Set([itl, ctl].flatMap((list) => (list === null ? [] : tftpHosts(list))))];
  return hosts.length === 0 ? otherwise : hosts.join(', ');
}

/** `the old cluster (old-pub)`: all its nodes, of which the lists name the TFTP servers only. */
export function clusterPhrase(cluster: ClusterRead, side: 'old' | 'new'): string {
  const hosts = hostsOf(cluster, '');
  return `the ${side} cluster${hosts === '' ? '' : ` (${hosts})`}`;
}
