import { isPageFile } from '../format/text-of';
import { httpPort } from '../phone/download-address';
import { addressText, type Server, type WrittenServer } from './address';
import type { ClusterClient, FileAnswer, Presented, Transport } from './client';
import { failure, type ClusterFailure } from './failures';
import { clusterLists, mostBytesOf, phoneFiles } from './file-names';

/** What became of one name. */
export interface FetchedFile {
  readonly name: string;
  readonly status: 'found' | 'missing' | 'busy' | 'failed';
  /** What answered; null if nothing did. */
  readonly transport: Transport | null;
  /** Null unless it was found. */
  readonly bytes: Uint8Array | null;
  /** Why it was not found, or why another transport than the first one answered; null if there is nothing to say. */
  readonly failure: ClusterFailure | null;
  /** What an HTTPS server presented itself with. */
  readonly presented: Presented | null;
}

export interface Fetched {
  readonly files: readonly FetchedFile[];
  /** False if nothing came from the server at all. */
  readonly isReached: boolean;
}

export interface WantedFiles {
  readonly names: readonly string[];
  /** What is asked for if none of the names before it is there. */
  readonly fallbacks: readonly { readonly name: string; readonly after: readonly string[] }[];
}

/**
 * The names of what a cluster serves to these phones, in the order in which phones ask: their own lists, the lists of all,
 * configurations. Only names that follow from what a person named; nothing is guessed.
 */
export function wantedFiles(devices: readonly string[], names: readonly string[]): WantedFiles {
  const phones = devices.map(phoneFiles);
  const isGeneral = devices.length > 0 || names.length === 0;
  const all = [
    ...phones.flatMap(({ lists }) => lists),
    ...(isGeneral ? clusterLists : []),
    ...phones.flatMap(({ configurations }) => configurations),
    ...names,
  ];
  const fallbacks = phones.map(({ configurations, unsigned }) => ({ name: unsigned, after: configurations }));
  return { names: [...new Set(all)], fallbacks: fallbacks.filter(({ name }) => !all.includes(name)) };
}

/** Where transports are served, unless a person says otherwise. */
const usualPorts: Readonly<Record<Transport, number>> = { http: httpPort, https: 6971, tftp: 69 };
/** What phones try, in their order: TFTP only if HTTP is refused or does not answer. */
const asPhonesDo: readonly Transport[] = ['http', 'tftp'];

export interface FetchOptions {
  /** Null to do as phones do. */
  readonly transport: Transport | null;
  readonly signal?: AbortSignal;
  /** Told of each file once it is settled, in the order in which that happens. */
  readonly onFile?: (file: FetchedFile) => void;
}

/**
 * Fetches files from one server: the first alone, to see how the server is reached, then two at a time. Stops at the first
 * answer that it is busy, and does not go on asking a server that is not reached.
 *
 * Rejects only with the reason of the signal.
 *
 * @returns the files in the order of the names, and behind them the fallbacks that were asked for.
 */
export async function fetchFiles(
  client: ClusterClient,
  server: WrittenServer,
  wanted: WantedFiles,
  options: FetchOptions,
): Promise<Fetched> {
  const run = new Run(client, server, options);
  const files = await run.fetchAll(wanted.names);
  const statusOf = (name: string): string | undefined => files.find((file) => file.name === name)?.status;
  const missing = wanted.fallbacks.filter(({ after }) => after.every((name) => statusOf(name) === 'missing'));
  files.push(...(await run.fetchAll(missing.map(({ name }) => name))));
  return { files, isReached: run.isReached };
}

/** What is learnt about a server from one file to the next. */
class Run {
  isReached = false;
  #isBusy = false;
  /** The transports that are still worth trying. */
  #open: readonly Transport[];
  /** Why the others are not. */
  #unreached: ClusterFailure | null = null;

  constructor(
    readonly client: ClusterClient,
    readonly server: WrittenServer,
    readonly options: FetchOptions,
  ) {
    this.#open = options.transport === null ? asPhonesDo : [options.transport];
  }

  async fetchAll(names: readonly string[]): Promise<FetchedFile[]> {
    const files: FetchedFile[] = [];
    const waiting = names.entries();
    const work = async (): Promise<void> => {
      for (const [at, name] of waiting) files[at] = await this.#fetch(name);
    };
    const first = waiting.next();
    if (first.done !== true) files[first.value[0]] = await this.#fetch(first.value[1]);
    await Promise.all([work(), work()]);
    return files;
  }

  async #fetch(name: string): Promise<FetchedFile> {
    const file = await this.#settle(name);
    this.options.onFile?.(file);
    return file;
  }

  async #settle(name: string): Promise<FetchedFile> {
    const none = { name, transport: null, bytes: null, presented: null };
    if (this.#isBusy) return { ...none, status: 'busy', failure: failure('busy-before', {}) };
    const failures: ClusterFailure[] = [];
    for (const transport of this.#open) {
      const answer = await this.#ask(transport, name);
      if (answer.status === 'found' || answer.isReached) return this.#take(name, transport, answer);
      failures.push(answer.failure);
      this.#giveUp(transport, answer.failure);
    }
    const [first, second] = failures;
    if (first === undefined) return { ...none, status: 'failed', failure: failure('not-reached-before', {}) };
    const both = second && failure('http-nor-tftp', { http: first.sentence, tftp: second.sentence });
    return { ...none, status: 'failed', failure: both ?? first };
  }

  #ask(transport: Transport, name: string): Promise<FileAnswer> {
    const { signal } = this.options;
    const most = mostBytesOf(name);
    return this.client.fetchFile(transport, this.#serverFor(transport), {
      name,
      most,
      ...(signal === undefined ? {} : { signal }),
    });
  }

  #serverFor(transport: Transport): Server {
    const { host, port } = this.server;
    return { host, port: port ?? usualPorts[transport] };
  }

  /** A transport that worked once is tried again: one lost connection says nothing about the server. */
  #giveUp(transport: Transport, reason: ClusterFailure): void {
    if (this.isReached) return;
    this.#unreached ??= reason;
    this.#open = this.#open.filter((other) => other !== transport);
  }

  #take(name: string, transport: Transport, answer: FileAnswer): FetchedFile {
    this.isReached = true;
    const { presented } = answer;
    if (answer.status !== 'found') {
      if (answer.status === 'busy') this.#isBusy = true;
      return { name, status: answer.status, transport, bytes: null, failure: answer.failure, presented };
    }
    const { bytes } = answer;
    if (isPageFile(bytes) && !/\.html?$/i.test(name)) {
      return { name, status: 'failed', transport, bytes: null, failure: failure('page', {}), presented };
    }
    return { name, status: 'found', transport, bytes, failure: this.#fallback(transport), presented };
  }

  /** That it is not the first transport which answered. */
  #fallback(transport: Transport): ClusterFailure | null {
    if (this.options.transport !== null || transport === asPhonesDo[0] || this.#unreached === null) return null;
    const address = addressText(this.#serverFor(transport));
    return failure('fallback', { address, why: this.#unreached.sentence });
  }
}
