import { decide } from './decide';
import type { Decision } from './decision';
import {
  certificateKey,
  certificatePhrase,
  certificatesInCommon,
  idOf,
  isHardwareToken,
  isItlRecovery,
  labelOf,
  inspectList,
  recordPhrase,
  sameCertificate,
  tvsRecords,
  type NamedList,
  type InspectedList,
} from './held';
import type { InspectedRecord } from '../trust/inspected-record';
import { ownSigners } from '../trust/signer';
import { sentencesOf } from '../words/statement';

/**
 * - `fine`: phones take the new ITL by what they hold.
 * - `fine-through-tvs`: they take it if a TVS that kept its certificate vouches.
 * - `locked-out`: neither is left.
 * - `damaged`: the new ITL is none that a sound cluster serves: its signature does not verify, or its signer is not in it.
 * - `too-large`: phones do not load the new ITL, whoever signed it.
 * - `not-known`: it hangs on something that no source settles.
 */
export type RegenerationOutcome = 'fine' | 'fine-through-tvs' | 'locked-out' | 'damaged' | 'too-large' | 'not-known';

/** A fact from the files, with the place where it stands. */
export interface Evidence {
  readonly sentence: string;
  readonly file: string | null;
  /** From 1. */
  readonly record: number | null;
}

/** What a change of certificates in one cluster does to the phones that hold the old ITL. Plain JSON. */
export interface Regeneration {
  readonly outcome: RegenerationOutcome;
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  /** What has to be true besides, for `fine-through-tvs`. */
  readonly conditions: readonly string[];
  /** What to do: how to get through, or what is left after a lock-out, best first. */
  readonly remedies: readonly string[];
  /** What no source settles. */
  readonly unknown: readonly string[];
}

export interface RegenerationInput {
  /** The ITL that phones hold. */
  readonly held: NamedList;
  /** The ITL that the cluster serves now. */
  readonly served: NamedList;
  /** The CTL that phones hold, on a cluster in mixed mode. */
  readonly ctl?: NamedList | null | undefined;
  readonly now?: Date | undefined;
}

/**
 * Compares the ITL that phones hold with the one that their own cluster serves now: the signer kept is fine; the
 * signer new and a TVS certificate kept is fine through that TVS; both gone is a lock-out.
 */
export async function judgeRegeneration({ held, served, ctl = null, now }: RegenerationInput): Promise<Regeneration> {
  const old = await inspectList(held);
  const next = await inspectList(served);
  const phone = { ctl, itl: held };
  const offered = { kind: 'ITL', ...served } as const;
  // Without any TVS: what do the lists alone say?
  const alone = await decide(phone, offered, { tvs: { reachable: 'none', stores: 'unknown' }, now });
  const evidence = [signerEvidence(old, next), ...tvsEvidence(old, next)];

  if (alone.rule === 'P7') {
    const why = alone.steps.find(({ rule, outcome }) => rule === 'P7' && outcome === 'not-met')?.sentence ?? '';
    return damaged(`No phone takes ${next.file}. ${why}`, alone, evidence);
  }
  if (alone.rule === 'L1') return tooLarge(next, alone, evidence);
  if (ownSigners(next.records, next.signer).length === 0) {
    const known = alone.verdict === 'accepted' ? `, although phones that hold ${old.file} take it` : '';
    return damaged(`The signer of ${next.file} is not in it: the cluster is damaged${known}.`, alone, evidence);
  }
  if (alone.verdict === 'accepted') {
    const by = alone.steps.find(({ rule, outcome }) => rule === alone.rule && outcome === 'met');
    return {
      outcome: 'fine',
      sentence: `Phones that hold ${old.file} take ${next.file}: ${by === undefined ? 'its signer is known to them.' : by.sentence}`,
      evidence,
      conditions: [],
      remedies: [],
      unknown: sentencesOf(alone.unknown),
    };
  }

  const kept = keptTvs(old, next);
  if (alone.verdict === 'depends') return notKnown(next, alone, evidence, kept);
  if (kept.length > 0) {
    const through = await decide(phone, offered, {
      tvs: { reachable: kept.map(({ index }) => index), stores: 'holds-signer' },
      now,
    });
    if (through.verdict !== 'accepted') return notKnown(next, through, evidence, kept);
    return throughTvs(old, next, kept, evidence);
  }
  const heldCtl = ctl === null ? null : await inspectList(ctl);
  return {
    outcome: 'locked-out',
    sentence: `Phones that hold ${old.file} are locked out: neither the signer of ${next.file} nor any TVS certificate that they know is left. They refuse lists and configuration, and show "Trust List Update Failed".`,
    evidence,
    conditions: [],
    remedies: lockedOutRemedies(old, next, heldCtl),
    unknown: [],
  };
}

/** TVS certificates of the old ITL that the new one still names: the cluster still serves them. */
function keptTvs(old: InspectedList, next: InspectedList): readonly InspectedRecord[] {
  const served = new Set(tvsRecords(next).map(certificateKey));
  return tvsRecords(old).filter((record) => {
    const key = certificateKey(record);
    return key !== null && served.has(key);
  });
}

function signerEvidence(old: InspectedList, next: InspectedList): Evidence {
  const signer = next.signer === null ? 'nobody' : certificatePhrase(next.signer);
  const own = ownSigners(next.records, next.signer);
  const same = certificatesInCommon(own, old.records)[0]?.ours;
  return {
    sentence:
      same === undefined
        ? `${next.file} is signed by a certificate that ${old.file} does not hold: ${signer}.`
        : `${next.file} is signed by a certificate that ${old.file} holds: ${signer}.`,
    file: next.file,
    record: same?.index ?? own[0]?.index ?? null,
  };
}

function tvsEvidence(old: InspectedList, next: InspectedList): Evidence[] {
  const kept = new Set(keptTvs(old, next));
  const known = tvsRecords(old);
  if (known.length === 0) return [{ sentence: `${old.file} holds no TVS certificate.`, file: old.file, record: null }];
  return known.map((record) => ({
    sentence: kept.has(record)
      ? `The TVS certificate of ${recordPhrase(old, record)} is in ${next.file} too: it is still served.`
      : `The TVS certificate of ${recordPhrase(old, record)} is not in ${next.file}: it was regenerated, or the server is gone.`,
    file: old.file,
    record: record.index,
  }));
}

function throughTvs(
  old: InspectedList,
  next: InspectedList,
  kept: readonly InspectedRecord[],
  evidence: readonly Evidence[],
): Regeneration {
  const names = kept.map((record) => `record ${record.index} (${labelOf(record)})`).join(', ');
  const hosts = kept.map(labelOf).join(', ');
  return {
    outcome: 'fine-through-tvs',
    sentence: `Phones that hold ${old.file} take ${next.file} if TVS ${names} vouches for its new signer.`,
    evidence,
    conditions: [
      `The phone's CallManager group, or its TFTP server, is one of these: ${hosts}. A phone whose group names none of them is locked out.`,
      `That server is reachable on TCP 2445 when the phone resets.`,
      `Its trust store holds the new signer: ${next.signer === null ? 'unknown' : certificatePhrase(next.signer)}. CUCM puts it there by itself; TVS has to be restarted after the change.`,
    ],
    remedies: [
      `Keep the TVS certificates of ${hosts} until every phone has fetched ${next.file}: change one certificate per reset of the phones.`,
      'Restart TVS and TFTP on all nodes, then reset the phones.',
      'Check that they took it: move phones to another server of their CallManager group and reset them; one that comes back to the former server did not take its new configuration.',
    ],
    unknown: [],
  };
}

function damaged(sentence: string, { unknown }: Decision, evidence: readonly Evidence[]): Regeneration {
  return {
    outcome: 'damaged',
    sentence,
    evidence,
    conditions: [],
    remedies: [
      'Run show itl: where it prints "This etoken was not used to sign the ITL file.", regenerate CallManager.pem and restart TVS and TFTP. A restore whose backup lacked CallManager.pem causes it (CSCtn50405).',
      'Compare the CallManager.pem of OS Administration with the certificate of role "Authentication and Authorization" in the database: they have to be the same.',
      'Phones that hold older lists may need their ITL erased afterwards.',
    ],
    unknown: sentencesOf(unknown),
  };
}

function tooLarge(next: InspectedList, { steps }: Decision, evidence: readonly Evidence[]): Regeneration {
  const why = steps.find(({ rule }) => rule === 'L1')?.sentence ?? '';
  return {
    outcome: 'too-large',
    sentence: `No phone takes ${next.file}. ${why}`,
    evidence,
    conditions: [],
    remedies: [
      'Bring the list down to 39 certificates: remove the servers that are gone from the cluster.',
      'Restart TVS and TFTP, check the size of the new list with show itl, and only then reset the phones.',
    ],
    unknown: [],
  };
}

function notKnown(
  next: InspectedList,
  { dependsOn, unknown }: Decision,
  evidence: readonly Evidence[],
  kept: readonly InspectedRecord[],
): Regeneration {
  return {
    outcome: 'not-known',
    sentence: `Whether phones take ${next.file} cannot be said from the files.`,
    evidence,
    conditions: sentencesOf(dependsOn),
    remedies: [
      'Try it with one phone before all of them are reset.',
      ...(kept.length === 0
        ? ['Before that, keep a DRS backup that holds the old CallManager key: it is the way back.']
        : [`Keep the TVS certificate of ${kept.map(labelOf).join(', ')} until every phone has the new ITL.`]),
    ],
    unknown: sentencesOf(unknown),
  };
}

/** Whether `utils itl reset` brings phones back hangs on whether the ITLRecovery that they know is still the cluster's. */
function resetRemedy(old: InspectedList, next: InspectedList): string[] {
  const known = old.records.find(isItlRecovery);
  if (known === undefined) return [];
  const now = next.records.filter(isItlRecovery);
  const signer = `${recordPhrase(old, known)} is a signer that these phones know`;
  const [first] = now;
  if (now.some((record) => sameCertificate(known, record))) {
    return [
      `Run utils itl reset localkey on the publisher (CUCM 10.0 or later), or utils itl reset remotekey with ITLRecovery.p12: ${signer}.`,
    ];
  }
  return [
    first === undefined
      ? `Run utils itl reset localkey on the publisher (CUCM 10.0 or later), or utils itl reset remotekey with the ITLRecovery.p12 that was saved before the change: ${signer}. Whether the publisher still has that key ${next.file} does not say: it holds no ITLRecovery.`
      : `Run utils itl reset remotekey with the ITLRecovery.p12 that was saved before the change: ${signer}. utils itl reset localkey does not help: the key of the publisher is now that of ${recordPhrase(next, first)}, which they do not know.`,
  ];
}

function lockedOutRemedies(old: InspectedList, next: InspectedList, ctl: InspectedList | null): string[] {
  const signers = old.signer === null ? 'its old signer' : certificatePhrase(old.signer);
  const servers = tvsRecords(old).flatMap((record) => idOf(record) ?? []);
  const token = ctl?.records.find(isHardwareToken);
  return [
    ...(token === undefined || ctl === null
      ? []
      : [
          `Run the CTL client with the hardware token ${labelOf(token)} (${recordPhrase(ctl, token)}): phones take the new CTL, and with it everything that its CCM+TFTP certificates sign. Nothing is permanently broken.`,
        ]),
    ...(ctl !== null && token === undefined
      ? [
          `If the signer of ${ctl.file} still exists, update the CTL (utils ctl update CTLFile): phones take it, and with it everything that its CCM+TFTP certificates sign.`,
        ]
      : []),
    ...resetRemedy(old, next),
    `Restore the DRS backup that holds the old key of ${signers}: phones trust what it signs.`,
    ...(servers.length === 0
      ? []
      : [
          `Or bring back one TVS with the certificate that phones know (${servers.map(certificatePhrase).join('; ')}) from a backup: it can vouch.`,
        ]),
    'Ask Cisco TAC whether the previous ITL is still on the server (CSCts01319).',
    'If nothing of this is possible, erase the ITL on every phone by hand.',
  ];
}
