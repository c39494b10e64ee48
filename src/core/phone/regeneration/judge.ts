import type { InspectedRecord } from '../../trust/inspected-record';
import { namedRecords, ownSigners, type SignerId } from '../../trust/signer';
import { statementOf, type Statement } from '../../words/statement';
import type { Decision } from '../decision';
import type { Evidence } from '../evidence';
import {
  certificateKey,
  certificatePhrase,
  certificatesInCommon,
  inspectList,
  labelOf,
  recordPhrase,
  tvsRecords,
  type InspectedList,
  type NamedList,
} from '../held';
import { tftpHosts } from '../bundles/tftp-servers';
import { decisions } from '../migration/decisions';
import { distinct } from '../migration/lines';
import { isAmong } from '../migration/method';
import { noTvs, type TvsFacts } from '../known-facts';
import { keptTvsVouch, type Asked, type Change } from './change';
import { configurationOutlook } from './configuration';
import { judgeCtl, type CtlState } from './ctl';
import { state } from './reasons';
import type { Regeneration } from './regeneration';
import { afterLockOut, beforeNextRename, ifDamaged, ifNotKnown, ifTooLarge, nextSteps, throughTvsOf } from './remedies';
import { t } from '../../words/translate';

export interface RegenerationInput {
  /** The ITL that phones hold. */
  readonly held: NamedList;
  /** The ITL that the cluster serves now. */
  readonly served: NamedList;
  /** The CTL that phones hold, on a cluster in mixed mode. */
  readonly ctl?: NamedList | null | undefined;
  /** The CTL that the cluster serves now: phones are given it before the ITL. */
  readonly servedCtl?: NamedList | null | undefined;
  readonly now?: Date | undefined;
}

/**
 * Compares what phones hold with what their own cluster serves now: a kept signer is fine; a new signer and a kept TVS
 * certificate are fine through that TVS; if neither is kept, phones are locked out. "Fine" is said of all lists that
 * were given: a CTL that phones refuse, or that lacks a certificate of the new ITL, is not.
 */
export async function judgeRegeneration(input: RegenerationInput): Promise<Regeneration> {
  const { held, served, ctl = null, servedCtl = null, now } = input;
  const old = await inspectList(held);
  const next = await inspectList(served);
  const kept = keptTvs(old, next);
  const phone = { ctl, itl: held };
  const change: Change = { phone, now, old, next, ctl: ctl === null ? null : await inspectList(ctl), kept };
  const ask = async (tvs: TvsFacts): Promise<Asked> => {
    const judged = await decisions(phone, { itl: served, ctl: servedCtl, bundles: [] }, { tvs, now });
    const [first, second] = judged.map(({ decision }) => decision);
    if (first === undefined) throw new Error('An ITL is judged.');
    return second === undefined ? { ctl: null, itl: first } : { ctl: first, itl: second };
  };
  const alone = await ask(noTvs);
  const isSettled = [alone.itl, alone.ctl].every((decision) => decision === null || decision.verdict === 'accepted');
  const through = isSettled || kept.length === 0 ? alone : await ask(keptTvsVouch(kept));
  const ctlState = await judgeCtl(change, servedCtl, { alone, through });
  const outcome = withCtl(await outcomeFor(change, alone.itl, through.itl), ctlState);
  const remedies = distinct([...outcome.remedies, ...beforeNextRename(change)]);
  return {
    ...outcome,
    remedies,
    evidence: [
      ...ofTwoClusters(change),
      signerEvidence(old, next),
      ...tvsEvidence(old, next, kept),
      ...ctlState.evidence,
    ],
  };
}

/** Lists that share neither a certificate nor a server are of one cluster only if everything in it was renamed. */
function ofTwoClusters({ old, next }: Change): Evidence[] {
  if (next.list.problems.length > 0 || old.records.length === 0) return [];
  if (tftpHosts(next).some(isAmong(tftpHosts(old))) || certificatesInCommon(old.records, next.records).length > 0)
    return [];
  return [{ ...state('two-clusters', { held: old.file, served: next.file }), file: next.file, record: null }];
}

/** By what phones do with the new ITL without a TVS, and through the TVS that kept their certificates. */
async function outcomeFor(change: Change, alone: Decision, through: Decision): Promise<Outcome> {
  const { old, next, kept } = change;
  const byLists = outcomeByLists(change, alone);
  if (byLists !== null) return byLists;
  if (alone.verdict === 'depends') return notKnown(next, alone, kept);
  if (kept.length === 0) return lockedOut(change);
  return through.verdict === 'accepted' ? throughTvs(old, next, kept) : notKnown(next, through, kept);
}

type Outcome = Omit<Regeneration, 'evidence'>;

/** What the lists settle without a TVS; null if they do not. */
function outcomeByLists({ old, next }: Change, alone: Decision): Outcome | null {
  const [held, served] = [old.file, next.file];
  const isAccepted = alone.verdict === 'accepted';
  if (alone.rule === 'P7' && alone.verdict === 'refused') {
    return damaged(state('no-phone-accepts', { served }), alone, alone);
  }
  if (alone.rule === 'L1') {
    return outcomeOf('too-large', state('no-phone-accepts', { served }), { because: alone, remedies: ifTooLarge() });
  }
  // What could not be read may contain the signer.
  if (next.list.problems.length === 0 && ownSigners(next.records, next.signer).length === 0) {
    const why = isAccepted ? state('signer-missing-but-known', { served, held }) : state('signer-missing', { served });
    return damaged(why, alone);
  }
  if (!isAccepted) return null;
  const remedies = nextSteps(old, next);
  const says = state('phones-accept', { held, served });
  return outcomeOf('fine', says, { because: alone, unknown: alone.unknown, remedies });
}

function outcomeOf(
  outcome: Regeneration['outcome'],
  why: Statement,
  more: Partial<Pick<Outcome, 'conditions' | 'remedies' | 'unknown'>> & { readonly because?: Statement | undefined },
): Outcome {
  const { conditions = [], remedies = [], unknown = [] } = more;
  const because = more.because === undefined ? null : statementOf(more.because);
  const sentence = because === null ? why.sentence : `${why.sentence} ${because.sentence}`;
  return { ...why, outcome, sentence, because, conditions, remedies, unknown };
}

/** What the CTL adds: "fine" covers it too, and what has to be done about it comes first. */
function withCtl(outcome: Outcome, { fault, remedies }: CtlState): Outcome {
  if (fault === null) return outcome;
  const steps = [...remedies, ...outcome.remedies];
  const isFine = outcome.outcome === 'fine' || outcome.outcome === 'fine-through-tvs';
  if (!isFine) return { ...outcome, remedies: distinct(steps) };
  const { conditions, unknown } = outcome;
  return outcomeOf(fault.outcome, fault.why, { because: outcome, conditions, remedies: distinct(steps), unknown });
}

function damaged(why: Statement, { unknown }: Decision, because?: Statement): Outcome {
  return outcomeOf('damaged', why, { because, remedies: ifDamaged(), unknown });
}

function notKnown(next: InspectedList, { dependsOn, unknown }: Decision, kept: readonly InspectedRecord[]): Outcome {
  return outcomeOf('not-known', state('not-known', { served: next.file }), {
    conditions: dependsOn,
    remedies: ifNotKnown(kept.map(labelOf)),
    unknown,
  });
}

async function lockedOut(change: Change): Promise<Outcome> {
  const { old, next } = change;
  const why = state('locked-out', { held: old.file, served: next.file });
  const because = await configurationOutlook(change);
  return outcomeOf('locked-out', why, { because, remedies: await afterLockOut(change) });
}

function throughTvs(old: InspectedList, next: InspectedList, kept: readonly InspectedRecord[]): Outcome {
  const names = { held: old.file, served: next.file };
  const hosts = kept.map(labelOf);
  const tvs = kept.map((record) => t('record {index} ({label})', { index: record.index, label: labelOf(record) }));
  const [host = '', another] = hosts;
  return outcomeOf(
    'fine-through-tvs',
    state(another === undefined ? 'accept-through-tvs' : 'accept-through-any-tvs', { ...names, tvs }),
    {
      conditions: [
        another === undefined ? state('asks-that-tvs', { host }) : state('asks-one-of-these-tvs', { hosts }),
        state('tvs-is-reachable', {}),
        ...signerPhrases(next.signer).map((signer) => state('tvs-knows-signer', { signer })),
      ],
      remedies: throughTvsOf(hosts, next.file),
    },
  );
}

function signerPhrases(signer: SignerId | null): readonly string[] {
  return signer === null ? [] : [certificatePhrase(signer)];
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
  const [served, held] = [next.file, old.file];
  if (next.signer === null) return { ...state('no-signer', { served }), file: served, record: null };
  const signer = certificatePhrase(next.signer);
  const own = ownSigners(next.records, next.signer);
  const same = certificatesInCommon(own, old.records)[0]?.ours;
  const [namesake] = namedRecords(old.records, next.signer);
  const says =
    same !== undefined
      ? state('signer-is-known', { served, held, signer })
      : namesake === undefined || own.length === 0
        ? state('signer-is-new', { served, held, signer })
        : state('signer-has-new-key', { served, signer, record: recordPhrase(old, namesake) });
  return { ...says, file: served, record: same?.index ?? own[0]?.index ?? null };
}

function tvsEvidence(old: InspectedList, next: InspectedList, kept: readonly InspectedRecord[]): Evidence[] {
  const [file, served] = [old.file, next.file];
  const known = tvsRecords(old);
  if (known.length === 0) return [{ ...state('no-tvs', { held: file }), file, record: null }];
  // What could not be read may contain it.
  const gone = next.list.problems.length > 0 ? 'tvs-is-not-read' : 'tvs-is-gone';
  return known.map((record) => ({
    ...state(kept.includes(record) ? 'tvs-is-kept' : gone, { record: recordPhrase(old, record), served }),
    file,
    record: record.index,
  }));
}
