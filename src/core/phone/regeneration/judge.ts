import { statementOf, type Statement } from '../../words/statement';
import { ownSigners, type SignerId } from '../../trust/signer';
import type { InspectedRecord } from '../../trust/inspected-record';
import { decide } from '../decide';
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
import type { KnownFacts } from '../known-facts';
import { state } from './reasons';
import type { Regeneration } from './regeneration';
import { afterLockOut, ifDamaged, ifNotKnown, ifTooLarge, throughTvsOf } from './remedies';

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
 * Compares the ITL that phones hold with the one that their own cluster serves now: a kept signer is fine; a new signer
 * and a kept TVS certificate are fine through that TVS; if neither is kept, phones are locked out.
 */
export async function judgeRegeneration(input: RegenerationInput): Promise<Regeneration> {
  const old = await inspectList(input.held);
  const next = await inspectList(input.served);
  const kept = keptTvs(old, next);
  const outcome = await outcomeFor(input, old, next, kept);
  return { ...outcome, evidence: [signerEvidence(old, next), ...tvsEvidence(old, next, kept)] };
}

async function outcomeFor(
  { held, served, ctl = null, now }: RegenerationInput,
  old: InspectedList,
  next: InspectedList,
  kept: readonly InspectedRecord[],
): Promise<Outcome> {
  const ask = (tvs: KnownFacts['tvs']): Promise<Decision> =>
    decide({ ctl, itl: held }, { kind: 'ITL', ...served }, { tvs, now });
  // Without any TVS: what do the lists alone say?
  const alone = await ask({ reachable: 'none', stores: 'unknown' });
  const byLists = outcomeByLists(old, next, alone);
  if (byLists !== null) return byLists;
  if (alone.verdict === 'depends') return notKnown(next, alone, kept);
  if (kept.length === 0) return lockedOut(old, next, ctl === null ? null : await inspectList(ctl));
  const through = await ask({ reachable: kept.map(({ index }) => index), stores: 'holds-signer' });
  return through.verdict === 'accepted' ? throughTvs(old, next, kept) : notKnown(next, through, kept);
}

type Outcome = Omit<Regeneration, 'evidence'>;

/** What the lists settle without a TVS; null if they do not. */
function outcomeByLists(old: InspectedList, next: InspectedList, alone: Decision): Outcome | null {
  const [held, served] = [old.file, next.file];
  const isAccepted = alone.verdict === 'accepted';
  if (alone.rule === 'P7') return damaged(state('no-phone-accepts', { served }), alone, alone);
  if (alone.rule === 'L1') {
    return outcomeOf('too-large', state('no-phone-accepts', { served }), { because: alone, remedies: ifTooLarge() });
  }
  if (ownSigners(next.records, next.signer).length === 0) {
    const why = isAccepted ? state('signer-missing-but-known', { served, held }) : state('signer-missing', { served });
    return damaged(why, alone);
  }
  if (!isAccepted) return null;
  return outcomeOf('fine', state('phones-accept', { held, served }), { because: alone, unknown: alone.unknown });
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

function lockedOut(old: InspectedList, next: InspectedList, ctl: InspectedList | null): Outcome {
  const why = state('locked-out', { held: old.file, served: next.file });
  return outcomeOf('locked-out', why, { remedies: afterLockOut(old, next, ctl) });
}

function throughTvs(old: InspectedList, next: InspectedList, kept: readonly InspectedRecord[]): Outcome {
  const names = { held: old.file, served: next.file };
  const hosts = kept.map(labelOf);
  const tvs = kept.map((record) => `record ${record.index} (${labelOf(record)})`);
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
  return {
    ...state(same === undefined ? 'signer-is-new' : 'signer-is-known', { served, held, signer }),
    file: served,
    record: same?.index ?? own[0]?.index ?? null,
  };
}

function tvsEvidence(old: InspectedList, next: InspectedList, kept: readonly InspectedRecord[]): Evidence[] {
  const [file, served] = [old.file, next.file];
  const known = tvsRecords(old);
  if (known.length === 0) return [{ ...state('no-tvs', { held: file }), file, record: null }];
  return known.map((record) => ({
    ...state(kept.includes(record) ? 'tvs-is-kept' : 'tvs-is-gone', { record: recordPhrase(old, record), served }),
    file,
    record: record.index,
  }));
}
