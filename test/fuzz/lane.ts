import { parentPort, Worker } from 'node:worker_threads';
import { inputAt } from './inputs';
import { timed, usedMemory } from './measure';
import { slowMs, type Samples } from './reader';
import { readerOf } from './readers';

/** One reader's part of a run. */
export interface Turn {
  readonly reader: string;
  readonly samples: Samples;
  readonly inputs: number;
  /** Unix time in milliseconds at which it ends in any case. */
  readonly stopAt: number;
}

/** What one worker does: of each turn the inputs `first`, `first + step`, … */
export interface Task {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly turns: readonly Turn[];
  /** The turn and the input at work, and when it began (Unix time in milliseconds), for the one who watches. */
  readonly watched: Float64Array;
}

export interface Failure {
  readonly input: number;
  readonly message: string;
}

/** What became of the inputs of one turn in one worker. */
export interface Tally {
  readonly reader: string;
  readonly inputs: number;
  readonly outcomes: Readonly<Partial<Record<string, number>>>;
  readonly slowest: { readonly ms: number; readonly input: number };
  /** Bytes in use after a collection, every `inputsPerCollection` inputs and at the end. */
  readonly memory: readonly number[];
  readonly failures: readonly Failure[];
}

const inputsPerCollection = 5_000;
const mostFailures = 20;
/** Heap of one worker; its cache of certificates takes the most of it. */
export const mostMemory = 320 * 1024 * 1024;

/** Runs in a worker, and posts a tally after each turn. */
export async function work({ turns, ...task }: Task): Promise<void> {
  for (const [at, turn] of turns.entries()) parentPort?.postMessage(await take(turn, at, task));
}

async function take(turn: Turn, at: number, { seed, first, step, watched }: Omit<Task, 'turns'>): Promise<Tally> {
  const reader = readerOf(turn.reader);
  const { mostMs = slowMs } = reader;
  const { samples } = turn;
  const outcomes: Partial<Record<string, number>> = {};
  const failures: Failure[] = [];
  const memory: number[] = [];
  let inputs = 0;
  let slowest = { ms: 0, input: first };
  for (
    let input = first;
    input < turn.inputs && Date.now() < turn.stopAt && failures.length < mostFailures;
    input += step
  ) {
    watched.set([at, input, Date.now()]);
    try {
      const { outcome, ms } = await timed(reader, inputAt(reader, samples, seed, input), samples);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (ms > slowest.ms) slowest = { ms, input };
      if (ms > mostMs) failures.push({ input, message: `took ${Math.round(ms)} ms` });
    } catch (error) {
      failures.push({ input, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    inputs++;
    if (inputs % inputsPerCollection === 0) memory.push(usedMemory());
  }
  memory.push(usedMemory());
  return { reader: turn.reader, inputs, outcomes, slowest, memory, failures };
}

/** How long an input may keep a worker before it is ended, by the clock: the machine may be busy with other things. */
function hangMs(reader: string): number {
  return 60_000 + 5 * (readerOf(reader).mostMs ?? slowMs);
}

/**
 * Takes the turns in a worker. One that hangs or ends is a failure of its input, and the turns behind it are taken in
 * another.
 */
export async function runLane(task: Omit<Task, 'watched'>): Promise<Tally[]> {
  const { tallies, ended } = await runWorker(task);
  if (ended === null) return tallies;
  const reader = task.turns[ended.turn]?.reader ?? '';
  const { input, message } = ended;
  const failed = {
    reader,
    inputs: 0,
    outcomes: {},
    slowest: { ms: 0, input },
    memory: [],
    failures: [{ input, message }],
  };
  return [...tallies, failed, ...(await runLane({ ...task, turns: task.turns.slice(ended.turn + 1) }))];
}

interface Ended extends Failure {
  readonly turn: number;
}

function runWorker(task: Omit<Task, 'watched'>): Promise<{ tallies: Tally[]; ended: Ended | null }> {
  const tallies: Tally[] = [];
  if (task.turns.length === 0) return Promise.resolve({ tallies, ended: null });
  const watched = new Float64Array(new SharedArrayBuffer(24));
  watched.set([0, task.first, Date.now()]);
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { ...task, watched },
    resourceLimits: { maxOldGenerationSizeMb: mostMemory / (1024 * 1024) },
  });
  return new Promise((resolve) => {
    const settle = (message: string | null): void => {
      clearInterval(watch);
      const [turn = 0, input = 0] = watched;
      resolve({ tallies, ended: message === null ? null : { turn, input, message } });
    };
    const watch = setInterval(() => {
      const [turn = 0, , began = 0] = watched;
      const most = hangMs(task.turns[turn]?.reader ?? '');
      if (Date.now() - began < most) return;
      settle(`hangs: no end after ${most / 1_000} s`);
      void worker.terminate();
    }, 250);
    worker.on('message', (tally: Tally) => {
      tallies.push(tally);
      if (tallies.length === task.turns.length) settle(null);
    });
    worker.once('error', (error) => {
      settle(`ended its worker: ${error.message}`);
    });
  });
}
