import { tftpHosts } from '../bundles/tftp-servers';
import type { Evidence } from '../evidence';
import { statementOf, type Statement } from '../../words/statement';
import { distinct, explained } from './lines';
import type { ClusterRead, Explained, ListDecision, Method, Move } from './migration';
import type { MethodId, MethodVerdict } from './reasons';
import { methodCatalogue, state, unnamed } from './reasons';
import { t, type Value } from '../../words/translate';

type Parts = Partial<Pick<Method, 'conditions' | 'evidence' | 'steps' | 'unknown'>>;

/** A method that works, or works only under its conditions if it has any. */
export function method(id: MethodId, { says, ...parts }: Parts & { readonly says: Statement }): Method {
  const conditions = distinct(parts.conditions ?? []);
  return judged(id, conditions.length === 0 ? 'works' : 'works-if', explained(says, []), { ...parts, conditions });
}

export function doesNot(id: MethodId, says: Statement, evidence: readonly Evidence[] = []): Method {
  return judged(id, 'does-not', explained(says, []), { evidence });
}

/** A method that does not work because phones refuse a list of the new cluster. */
export function refused(id: MethodId, says: Statement, list: ListDecision, evidence: readonly Evidence[] = []): Method {
  return judged(id, 'does-not', explained(says, [statementOf(list.decision)]), { evidence });
}

export function stillRefused(id: MethodId, list: ListDecision): Method {
  return refused(id, state('still-refused', { file: list.file }), list);
}

function judged(id: MethodId, verdict: MethodVerdict, says: Explained, parts: Parts): Method {
  const { title, sources } = methodCatalogue[id];
  const { conditions = [], evidence = [], steps = [], unknown = [] } = parts;
  return { id, title: t(title), verdict, ...says, conditions, evidence, steps, unknown: distinct(unknown), sources };
}

/** The TFTP servers of a cluster by name. */
export function hostsOf({ itl, ctl }: ClusterRead): string[] {
  return [...new Set([itl, ctl].flatMap((list) => (list === null ? [] : tftpHosts(list))))];
}

/** Whether a host is one of these; the case of names does not matter. */
export function isAmong(hosts: readonly string[]): (host: string) => boolean {
  const names = new Set(hosts.map((host) => host.toLowerCase()));
  return (host) => names.has(host.toLowerCase());
}

/** How a sentence calls the cluster that phones come from: by its TFTP servers, if they are known. */
export function oldHosts({ from, to }: Move): Value {
  const hosts = namesBeside(hostsOf(from), hostsOf(to), 'old');
  return hosts.length === 0 ? t(unnamed.oldCluster) : hosts;
}

/** How a sentence calls the cluster that phones go to. */
export function newHosts({ from, to }: Move): Value {
  const hosts = namesBeside(hostsOf(to), hostsOf(from), 'new');
  return hosts.length === 0 ? t(unnamed.newCluster) : hosts;
}

/** Hosts whose names the other cluster has too are told from its own. */
function namesBeside(hosts: readonly string[], others: readonly string[], which: 'old' | 'new'): string[] {
  const isShared = isAmong(others);
  return hosts.map((host) => (isShared(host) ? `${host} (${t(unnamed[`${which}Cluster`])})` : host));
}
