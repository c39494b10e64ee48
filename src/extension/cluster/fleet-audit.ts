import * as vscode from 'vscode';
import type { Collected } from '../../core/cluster/fleet/collected';
import type { Fleet } from '../../core/cluster/fleet/fleet';
import type { GivenList } from '../../core/cluster/fleet/given';
import type { Served } from '../../core/cluster/fleet/served-reader';
import type { SourceProblem } from '../../core/cluster/observation';
import { ahead } from '../../core/words/ahead';
import type { KnownFacts } from '../../core/phone/known-facts';
import type { FeatureContext } from '../host/context';
import { readBundle } from '../host/bundles';
import { loadFleet } from '../host/engine';
import { reasonOf } from '../host/errors';
import { readKnownFiles, readServedFiles } from './given-files';
import type { AuditInputs } from './inputs';
import { pauses } from './pause';
import { contentsOf, FileNames, findFiles, readSource, type FoundFile } from './source-files';
import { secondsLeft } from './time-left';
import type { Answer } from './view';
import { t } from '../../core/words/translate';

/** How far an audit is. */
export type AuditState =
  | { readonly phase: 'finding'; readonly files: number }
  | Progress
  | { readonly phase: 'deciding'; readonly phones: number }
  | { readonly phase: 'failed'; readonly message: string }
  | ({ readonly phase: 'answer'; readonly lists: readonly GivenList[] } & Answer);

interface Progress {
  readonly phase: 'reading';
  readonly done: number;
  readonly total: number;
  readonly part: number;
  readonly phones: number;
  readonly secondsLeft: number | null;
}

/** Files that are read from the disk before they are needed, and the largest that are: others wait for their turn. */
const readAhead = { files: 8, bytes: 1024 * 1024 } as const;

/** What opening a file costs, in the bytes that are read in that time: small files cost something too. */
const openingBytes = 8 * 1024;

/**
 * One audit, from its files to its answer. It can be cancelled, and then answers by what was read; it works in pieces
 * between which others work.
 */
export class FleetAudit implements vscode.Disposable {
  readonly names = new FileNames();
  #state: AuditState = { phase: 'finding', files: 0 };
  #cancellation: vscode.CancellationTokenSource | undefined;
  readonly #didChange = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#didChange.event;

  constructor(
    private readonly context: Pick<FeatureContext, 'signed'>,
    readonly inputs: AuditInputs,
  ) {}

  get state(): AuditState {
    return this.#state;
  }

  async run(): Promise<void> {
    this.cancel();
    const cancellation = (this.#cancellation = new vscode.CancellationTokenSource());
    const isCurrent = (): boolean => this.#cancellation === cancellation;
    const set = (state: AuditState): void => {
      if (!isCurrent()) return;
      this.#state = state;
      this.#didChange.fire();
    };
    const { token } = cancellation;
    const state = await this.#audit(token, set).catch((error: unknown): AuditState =>
      token.isCancellationRequested ? cancelledEarly() : { phase: 'failed', message: reasonOf(error) },
    );
    set(state);
    if (isCurrent()) this.#cancellation = undefined;
    cancellation.dispose();
  }

  /** Reads no further. What was read so far is decided. */
  cancel(): void {
    this.#cancellation?.cancel();
  }

  dispose(): void {
    this.#cancellation?.cancel();
    this.#cancellation = undefined;
    this.#didChange.dispose();
  }

  async #audit(token: vscode.CancellationToken, set: (state: AuditState) => void): Promise<AuditState> {
    const { inputs, names } = this;
    set({ phase: 'finding', files: 0 });
    const { Collected, GivenLists } = await loadFleet();
    const stores = (await Promise.all(inputs.stores.map(readBundle))).flatMap(({ certificates }) => certificates);
    const lists = new GivenLists();
    const problems: SourceProblem[] = [];
    const given = { signed: this.context.signed, names, lists, problems, token };
    const served = await readServedFiles(inputs.served, given);
    await readKnownFiles(inputs.known, stores, given);
    const { files, failures } = await findFiles(inputs.sources, names, token, (found) => {
      set({ phase: 'finding', files: found });
    });
    for (const { file, message } of failures) problems.push({ file, line: null, message });
    if (token.isCancellationRequested) return cancelledEarly();
    const collected = new Collected(lists, problems);
    const done = await readSources(files, collected, token, set);
    const cancelled = done === files.length ? null : { done, total: files.length };
    set({ phase: 'deciding', phones: collected.phones.count });
    const known = { tvs: { reachable: 'unknown', stores: inputs.stores.length === 0 ? 'unknown' : stores } } as const;
    return { phase: 'answer', lists: lists.all, ...(await decided(collected, served, known)), cancelled };
  }
}

function cancelledEarly(): AuditState {
  return { phase: 'failed', message: t('Cancelled before the sources were read.') };
}

async function decided(
  { phones, lists, problems }: Collected,
  served: Served,
  tvs: KnownFacts,
): Promise<Pick<Answer, 'fleet' | 'plan'>> {
  const { auditFleet, planFleet } = await loadFleet();
  const pause = pauses();
  const known = { ...tvs, now: new Date() };
  const fleet: Fleet = await auditFleet({ phones, lists, served, known, problems, pause });
  return { fleet, plan: await planFleet({ fleet, served, given: lists.all, known, pause }) };
}

/** @returns the files that were read to their ends. */
async function readSources(
  files: readonly FoundFile[],
  collected: Collected,
  token: vscode.CancellationToken,
  set: (state: AuditState) => void,
): Promise<number> {
  const [pause, started] = [pauses(), performance.now()];
  const total = files.reduce((sum, file) => sum + costOf(file), 0);
  let [done, before] = [0, 0];
  const tell = (bytes: number): void => {
    const pace = { done: before + bytes, total, elapsed: performance.now() - started };
    const part = total === 0 ? 0 : Math.min(1, pace.done / total);
    const phones = collected.phones.count;
    set({ phase: 'reading', done, total: files.length, part, phones, secondsLeft: secondsLeft(pace) });
  };
  const onRead = async (bytes: number): Promise<void> => {
    await pause();
    tell(bytes);
  };
  const begin = async (file: FoundFile): Promise<Begun> => {
    const isSmall = file.size !== null && file.size <= readAhead.bytes;
    return { file, bytes: isSmall && !token.isCancellationRequested ? await readSource(file) : null };
  };
  tell(0);
  for await (const begun of ahead(files, readAhead.files, begin)) {
    if (token.isCancellationRequested || !(await readToEnd(begun, collected, token, onRead))) break;
    done += 1;
    before += costOf(begun.file);
    await onRead(0);
  }
  return done;
}

/** A source, and its bytes if they are read already, or why they could not be. */
interface Begun {
  readonly file: FoundFile;
  readonly bytes: Uint8Array | string | null;
}

/** @returns false if that was cancelled before the end. */
async function readToEnd(
  { file, bytes: known }: Begun,
  collected: Collected,
  token: vscode.CancellationToken,
  onRead: (bytes: number) => Promise<void>,
): Promise<boolean> {
  const { withoutBytes } = await loadFleet();
  const bytes = known ?? (await readSource(file));
  if (typeof bytes === 'string') {
    collected.problems.push({ file: file.name, line: null, message: bytes });
    return true;
  }
  let taken = 0;
  const contents = contentsOf(file.name, bytes, async (read) => {
    taken = read;
    await onRead(read);
  });
  for await (const one of contents) {
    if (token.isCancellationRequested) return false;
    await collected.add(await withoutBytes(one));
    await onRead(taken);
  }
  return true;
}

function costOf({ size }: FoundFile): number {
  return openingBytes + (size ?? 0);
}
