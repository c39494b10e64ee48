/**
 * What a change of certificates does to the phones of a cluster, written from the published rules (docs/phone-rules.md)
 * over sets of names instead of lists. It shares no code with the product, which it is held against.
 */

/** A cluster at one time. A certificate is the text that tells it from all others. */
export interface Generation {
  /** CallManager.pem of each node, the publisher's first. */
  readonly callManagers: readonly string[];
  readonly tvs: readonly string[];
  readonly capf: string;
  /** Null before 10.0. */
  readonly recovery: string | null;
}

export interface ModelCtl {
  readonly sast: readonly string[];
  readonly callManagers: readonly string[];
  readonly capf: string;
  readonly signer: string;
}

export interface ModelChange {
  readonly release: 8 | 10 | 12;
  readonly before: Generation;
  readonly after: Generation;
  /** The hardware token of the cluster; null if it has none. */
  readonly token: string | null;
  /** The CTL that phones hold. */
  readonly ctl: ModelCtl | null;
  /** The CTL that is served now, where it was handed in. */
  readonly servedCtl: ModelCtl | null;
}

export interface Expected {
  readonly outcome: 'fine' | 'fine-through-tvs' | 'ctl-outdated' | 'locked-out' | 'not-known';
  /** What phones that are locked out do with configuration; null if they are not. */
  readonly configuration: 'all' | 'some' | 'none' | null;
  readonly remedies: Readonly<Record<Remedy, boolean>>;
}

export const remedyNames = ['token', 'update-ctl', 'orphaned', 'localkey', 'saved-recovery'] as const;
export type Remedy = (typeof remedyNames)[number];

export const signerOf = (release: ModelChange['release'], { callManagers, recovery }: Generation): string =>
  (release === 12 ? recovery : callManagers[0]) ?? '';

export function expectedOf(change: ModelChange): Expected {
  const { release, before, after, ctl, servedCtl, token } = change;
  const sastOfItl = [signerOf(release, before), ...(before.recovery === null ? [] : [before.recovery])];
  const byItl = [...sastOfItl, ...before.callManagers];
  const keptTvs = before.tvs.some((one) => after.tvs.includes(one));

  // The CTL comes first, and a phone that takes it judges the ITL by it (P5; P4 for a phone that holds no CTL). Another
  // SAST in both CTLs than a token may be enough: that is not settled.
  const trustsCtlBy = (signer: string): boolean => byItl.includes(signer) || (ctl?.sast.includes(signer) ?? false);
  const shared = servedCtl?.sast.filter((one) => ctl?.sast.includes(one)) ?? [];
  const isTaken = servedCtl !== null && (trustsCtlBy(servedCtl.signer) || (token !== null && shared.includes(token)));
  const isOpen = servedCtl !== null && !isTaken && shared.length > 0;
  const isCtlRefused = servedCtl !== null && !isTaken && !isOpen && !keptTvs;

  const signer = signerOf(release, after);
  const trustsWith = (inForce: ModelCtl | null): boolean =>
    [...byItl, ...(inForce === null ? [] : [...inForce.sast, ...inForce.callManagers])].includes(signer);
  const answers = isOpen ? [trustsWith(servedCtl), trustsWith(ctl)] : [trustsWith(isTaken ? servedCtl : ctl)];
  const base = answers.every((one) => one)
    ? 'fine'
    : answers.some((one) => one)
      ? 'not-known'
      : keptTvs
        ? 'fine-through-tvs'
        : 'locked-out';
  const newest = servedCtl ?? ctl;
  const isOutdated =
    newest !== null &&
    (after.callManagers.some((one) => !newest.callManagers.includes(one) && !newest.sast.includes(one)) ||
      newest.capf !== after.capf);
  const ctlFault = isCtlRefused ? 'locked-out' : isOpen && !keptTvs ? 'not-known' : isOutdated ? 'ctl-outdated' : null;
  const isFine = base === 'fine' || base === 'fine-through-tvs';
  const outcome = isFine && ctlFault !== null ? ctlFault : base;

  const isLocked = base === 'locked-out';
  const signsKnown = [...before.callManagers, ...(ctl?.callManagers ?? [])];
  const taken = after.callManagers.filter((one) => signsKnown.includes(one)).length;
  const byHeld = [...byItl, ...(ctl === null ? [] : [...ctl.sast, ...ctl.callManagers])];
  const localKey = release === 12 ? after.callManagers[0] : after.recovery;
  const own = [signer, ...(after.recovery === null ? [] : [after.recovery]), ...after.callManagers];
  const isAboutCtl = ctl !== null && (isLocked || ctlFault !== null);
  const byToken = isAboutCtl && token !== null && ctl.sast.includes(token);
  const byKey = isAboutCtl && !byToken && own.some(trustsCtlBy);
  return {
    outcome,
    configuration: !isLocked ? null : taken === 0 ? 'none' : taken < after.callManagers.length ? 'some' : 'all',
    remedies: {
      token: byToken,
      'update-ctl': byKey,
      orphaned: isAboutCtl && !byToken && !byKey,
      localkey: isLocked && release !== 8 && byHeld.includes(localKey ?? ''),
      'saved-recovery': isLocked && before.recovery !== null,
    },
  };
}
