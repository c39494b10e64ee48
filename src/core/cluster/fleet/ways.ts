import { certificatePhrase, inspectList, labelOf, tvsRecords, type NamedList } from '../../phone/held';
import type { KnownFacts, TvsFacts } from '../../phone/known-facts';
import { afterLockOut } from '../../phone/regeneration/remedies';
import type { InspectedRecord } from '../../trust/inspected-record';
import { signerOf } from '../../trust/signer';
import type { Statement } from '../../words/statement';
import { decidingFiles, heldListsOf, type FleetGroup } from './fleet';
import type { GivenList } from './given';
import { judgeServed, worstOf, type HeldLists, type JudgedFile, type ServedFiles } from './judge';
import type { PlanInput } from './plan-input';
import { state } from './reasons';

/** What can be done for a group; `visit` if nothing else is left, with what to try before. */
export interface Way {
  readonly kind: 'give-ctl' | 'tvs' | 'serve-first' | 'remedy' | 'check' | 'visit';
  /** Groups of the same key share a step. */
  readonly key: string;
  readonly says: (phones: string) => readonly Statement[];
  readonly list: GivenList | null;
}

/** The first way that helps, those that cost least first. */
export async function findWay(group: FleetGroup, input: PlanInput): Promise<Way> {
  const held = heldListsOf(group.pair);
  if (held === null) throw new RangeError('A group with a verdict holds something that is known.');
  if (held.unknownCtl !== null) return giveCtl(held.unknownCtl);
  const tvs = await throughTvs(held, group, input);
  if (tvs !== null) return tvs;
  if (group.verdict === 'depends') {
    return wayOf('check', 'check', (phones) => [state('check-conditions', { phones })]);
  }
  return (await serveFirst(held, group, input)) ?? (await afterRefusal(held, group, input));
}

function wayOf(
  kind: Way['kind'],
  key: string,
  says: (phones: string) => readonly Statement[],
  list: GivenList | null = null,
): Way {
  return { kind, key: `${kind} ${key}`, says, list };
}

function giveCtl(digests: string): Way {
  return wayOf('give-ctl', digests, (phones) => [state('give-ctl', { phones, digests })]);
}

/** What is known if every TVS that the phones know answers, with what its store contains, or would contain. */
export function withTvs({ tvs, now }: KnownFacts, stores: TvsFacts['stores'] = storesOf({ tvs })): KnownFacts {
  return { tvs: { reachable: 'all', stores }, now };
}

function storesOf({ tvs }: Pick<KnownFacts, 'tvs'>): TvsFacts['stores'] {
  return tvs === 'unknown' ? 'unknown' : tvs.stores;
}

/** A TVS that the phones know settles the answer. */
async function throughTvs(held: HeldLists, group: FleetGroup, { served, known }: PlanInput): Promise<Way | null> {
  const records: InspectedRecord[] = [];
  for (const list of listsWithTvs(held, group, served)) records.push(...tvsRecords(await inspectList(list)));
  if (records.length === 0) return null;
  const verdictWith = async (facts: KnownFacts) =>
    worstOf(decidingFiles(group.state, await judgeServed(held, served, facts)))?.verdict;
  const open = decidingFiles(group.state, group.judged).filter(({ verdict }) => verdict !== 'accepted');
  const args = {
    servers: [...new Set(records.map(labelOf))],
    file: open.map(({ file }) => file),
    signer: signersOf(open, served),
  };
  const key = JSON.stringify(args);
  if ((await verdictWith(withTvs(known))) === 'accepted') {
    return wayOf('tvs', `reach ${key}`, (phones) => [state('reach-tvs', { phones, ...args })]);
  }
  const taught = await verdictWith(withTvs(known, 'holds-signer'));
  const helps = taught === 'accepted' || (taught === 'depends' && group.verdict === 'refused');
  if (!helps) return null;
  const reason = storesOf(known) === 'unknown' ? 'check-tvs' : 'teach-tvs';
  return wayOf('tvs', `${reason} ${key}`, (phones) => [state(reason, { phones, ...args })]);
}

/** The ITL that the phones hold, and those that they take: the TVS in it can vouch for what comes next. */
function listsWithTvs({ itl }: HeldLists, { judged }: FleetGroup, { itls }: ServedFiles): NamedList[] {
  const taken = judged.filter(({ kind, verdict }) => kind === 'ITL' && verdict !== 'refused').map(({ file }) => file);
  return [...(itl === null ? [] : [itl]), ...itls.filter(({ file }) => taken.includes(file))];
}

/** The signers of the files, as an engineer finds their certificates. */
function signersOf(judged: readonly JudgedFile[], served: ServedFiles): string {
  const names = new Set<string>();
  for (const { file, kind } of judged) {
    const lists: readonly NamedList[] = kind === 'CTL' ? served.ctls : served.itls;
    const header =
      kind === 'configuration'
        ? served.configurations.find((one) => one.file === file)?.signed
        : lists.find((one) => one.file === file)?.list;
    const signer = header == null ? null : signerOf(header);
    if (signer !== null) names.add(certificatePhrase(signer));
  }
  return [...names].join('; ');
}

/** Lists that are tried as a way to the served one. */
const mostBridges = 16;

/** A list that was given, that the phones take, and with which they take what is served. */
async function serveFirst(
  held: HeldLists,
  group: FleetGroup,
  { served, known, given }: PlanInput,
): Promise<Way | null> {
  const bridges = given.filter(({ kind, isServed }) => kind === 'ITL' && !isServed).slice(0, mostBridges);
  for (const list of bridges) {
    const named = list.named();
    if (named.file === held.itl?.file) continue;
    const alone = { itls: [named], ctls: [], configurations: [] };
    if (worstOf(await judgeServed({ ...held, isItlServed: false }, alone, known))?.verdict !== 'accepted') continue;
    const after = await judgeServed({ ...held, itl: named, isItlServed: false }, served, known);
    if (worstOf(after)?.verdict !== 'accepted') continue;
    const file = decidingFiles(group.state, group.judged)
      .filter(({ verdict }) => verdict !== 'accepted')
      .map((one) => one.file);
    return wayOf('serve-first', list.file, (phones) => [state('serve-first', { phones, list: list.file, file })], list);
  }
  return null;
}

/** Remedies after which phones take what is served, as `decide` says. */
const helping: ReadonlySet<string> = new Set([
  'reset-itl-with-local-key',
  'reset-itl-with-either-key',
  'sign-again',
  'run-ctl-client',
  'update-ctl',
]);
/** What belongs to such a remedy. */
const accompanying: ReadonlySet<string> = new Set(['regenerate-small-recovery', 'after-reset']);
/** Erasing is what is left, and says for itself which phones. */
const erasing: ReadonlySet<string> = new Set(['erase-by-hand', 'erase-ctl-and-itl-by-hand']);

/** What the check of a regeneration knows for phones that are locked out. */
async function afterRefusal(held: HeldLists, group: FleetGroup, { served, known }: PlanInput): Promise<Way> {
  const refused = group.judged.find(({ kind, verdict }) => kind === 'ITL' && verdict === 'refused');
  const next = served.itls.find(({ file }) => file === refused?.file);
  const { itl, ctl } = held;
  if (itl === null || next === undefined) return wayOf('visit', '', () => []);
  const remedies = await afterLockOut({
    phone: { itl, ctl },
    now: known.now,
    old: await inspectList(itl),
    next: await inspectList(next),
    ctl: ctl === null ? null : await inspectList(ctl),
    kept: [],
  });
  const useful = remedies.filter(({ reason }) => !erasing.has(reason));
  if (useful.some(({ reason }) => helping.has(reason))) {
    const says = useful.filter(({ reason }) => helping.has(reason) || accompanying.has(reason));
    return wayOf('remedy', JSON.stringify(says), (phones) =>
      says.map(({ sentence }) => state('remedy', { phones, remedy: sentence })),
    );
  }
  return wayOf('visit', `${itl.file} ${JSON.stringify(useful)}`, () =>
    useful.map(({ sentence }) => state('before-visit', { list: itl.file, remedy: sentence })),
  );
}
