import type { Certificate } from '../../src/core/certificates/certificate';
import type { EraseAnswers } from '../../src/core/phone/regeneration/erase';
import type { KnownFacts } from '../../src/core/phone/known-facts';
import type { RuleId } from '../../src/core/phone/rules';
import type {
  BundlesContent,
  DecisionContent,
  FactAnswers,
  LogContent,
  PlanContent,
  RegenerationContent,
  TvsAnswer,
  VersionAnswers,
} from '../../src/extension/phone/protocol';
import { engine, listOf, rules, said, sources, translatedAll } from './engine';
import { sample } from './samples';

// What the extension tells the pages about phones, concluded by the engine from files of media/samples.

export const publisher = 'ITL-cucm8-publisher.tlv';
export const cluster = 'ITL-cucm12-cluster.tlv';
export const tokens = 'CTL-two-tokens.tlv';
export const stores = 'cucm8-stores.pem';
export const exported = 'cucm12-pub_tftp.pkcs12';

const phoning = await engine.loadPhoning();
const editing = await engine.loadEditing();

const ruleSentences = Object.fromEntries(Object.entries(rules).map(([id, { sentence }]) => [id, sentence])) as Record<
  RuleId,
  string
>;

async function named(file: string) {
  return { file, list: (await listOf(sample(file), file)).list };
}

/** The certificates of a bundle, which its password opens if it has one. */
async function bundle(file: string): Promise<{ readonly file: string; readonly certificates: readonly Certificate[] }> {
  const source = { askPassword: () => Promise.resolve('sample') };
  const opened = await editing.openCertificates(sample(`bundles/${file}`).slice(), source);
  if (!opened.ok) throw new Error(opened.message);
  return { file, certificates: opened.value };
}

interface Asked {
  readonly offered?: string;
  readonly itl?: string | null;
  readonly stores?: readonly string[] | null;
  readonly eraseAnswers?: EraseAnswers;
}

/** Would a phone that holds this ITL accept the offered file? */
export async function decision(asked: Asked = {}): Promise<DecisionContent> {
  const { offered = cluster, itl = publisher, eraseAnswers = {} } = asked;
  const read = phoning.readOffered(sample(offered), offered);
  if (!read.ok) throw new Error(read.error.message);
  const phone = { itl: itl === null ? null : await named(itl), ctl: null };
  const files = asked.stores ?? null;
  const certificates =
    files === null ? null : (await Promise.all(files.map(bundle))).flatMap((each) => each.certificates);
  const judge = async (tvs: KnownFacts['tvs']) => {
    const known: KnownFacts = { tvs };
    const made = await phoning.decide(phone, read.offered, known);
    const refusal = { phone, offered: read.offered, known, decision: made };
    return { decision: made, erase: await phoning.adviseAfterRefusal(refusal, eraseAnswers) };
  };
  const judged = {
    vouches: await judge({ reachable: 'all', stores: certificates ?? 'holds-signer' }),
    unreachable: await judge({ reachable: 'none', stores: certificates ?? 'unknown' }),
    unknown: await judge({ reachable: 'unknown', stores: certificates ?? 'unknown' }),
  } satisfies Record<TvsAnswer, unknown>;
  const { vouches, unreachable, unknown } = judged;
  return {
    kind: 'decision',
    isRegeneration: true,
    offered,
    itl,
    ctl: null,
    decisions: { vouches: vouches.decision, unreachable: unreachable.decision, unknown: unknown.decision },
    erase: { vouches: vouches.erase, unreachable: unreachable.erase, unknown: unknown.erase },
    eraseAnswers,
    stores: files === null ? null : { files, certificates: certificates?.length ?? 0 },
    rules: translatedAll(ruleSentences),
  };
}

/** The move from the CUCM 8 cluster to the CUCM 12 cluster. */
export async function plan(bundles: readonly string[], facts: FactAnswers = {}, versions: VersionAnswers = {}) {
  const from = { itl: await named(publisher), ctl: null, bundles: await Promise.all(bundles.map(bundle)) };
  const to = { itl: await named(cluster), ctl: null, bundles: [] };
  return {
    kind: 'plan',
    plan: await phoning.planMigration(from, to, { ...facts, ...versions }),
    verdicts: translatedAll(phoning.methodVerdicts),
    facts,
    questions: [
      {
        id: 'oldTvsReachable',
        question: said('Both clusters run during the move, and phones can still reach the old TVS afterwards', {}),
      },
      { id: 'tvsRestarted', question: said('TVS was restarted on the old cluster after the import', {}) },
      { id: 'phonesTrustOld', question: said('The phones still accept files from the old cluster', {}) },
    ],
    versions,
    versionQuestions: [
      {
        id: 'centralTftpVersion',
        question: said('Version of the central TFTP cluster in front of both', {}),
        none: said('there is none', {}),
      },
    ],
    knownVersions: [
      { value: 7, label: said('before 8.0', {}) },
      { value: 12, label: '12.0' },
    ],
    sources,
  } satisfies PlanContent;
}

export async function regeneration(): Promise<RegenerationContent> {
  const [held, ctl, served] = [await named(publisher), await named(tokens), await named(cluster)];
  const judged = await phoning.judgeRegeneration({ held, ctl, served });
  return {
    kind: 'regeneration',
    held: publisher,
    ctl: tokens,
    served: cluster,
    servedCtl: null,
    regeneration: judged,
    title: said(phoning.outcomeTitles[judged.outcome], {}),
  };
}

export async function bundles(files: readonly string[]): Promise<BundlesContent> {
  const lists = [publisher, cluster];
  const read = await Promise.all(files.map(bundle));
  const consolidation = await phoning.reviewConsolidation(read, await Promise.all(lists.map(named)));
  return { kind: 'bundles', files: [...files], lists, consolidation };
}

/** The console of a phone that moved between the clusters. */
/** A log as the page is given it; by default the sample's. */
export function log(text = new TextDecoder().decode(sample('phone/console.log'))): LogContent {
  const { lines, understood, events, total, failure, recovery, unread } = phoning.readPhoneLog(text);
  const written = text.split('\n');
  const view = (event: (typeof events)[number]) => ({
    ...event,
    words: written[event.line - 1] ?? '',
    lists: event.length === 5438 ? [publisher] : [],
  });
  const remedy = failure === null || recovery !== null ? null : phoning.remedyOf(failure);
  return {
    kind: 'log',
    name: 'console.log',
    lines,
    understood,
    events: events.map(view),
    total,
    failure: failure === null ? null : view(failure),
    recovery: recovery === null ? null : view(recovery),
    remedy: remedy === null ? null : { advice: remedy.advice.sentence, address: remedy.address, next: remedy.next },
    unread: unread?.sentence ?? null,
  };
}
