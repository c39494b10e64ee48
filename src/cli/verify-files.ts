import { ExitStatus, UsageError, worst, type Arguments, type Io } from './command';
import { emptyFolder, isFolder, unreadableFolder } from './each-input';
import { standardInput } from './expansion';
import { filesInFolder } from './file-tree';
import { answerTogether, type Answers, type Helper } from './helpers';
import { JsonWriter } from './json';
import { isWindows } from './platform';
import { verifyFile, verifyInput, type Answer, type FileTask, type VerifySetting } from './verify-file';
import { readVerifyingLists } from './verifying-lists';

/** From so many files on, other threads take less time than it takes to start them. */
const manyFiles = 500;
const mostThreads = 64;
/** Characters. */
const writtenAtOnce = 32_768;

/** What `trustlist verify` does. */
export async function verifyFiles(args: Arguments, io: Io): Promise<ExitStatus> {
  const form = args.has('json') ? 'json' : args.has('jsonl') ? 'jsonl' : 'text';
  const threads = threadsOf(args);
  const { lists, signed } = await readVerifyingLists('verify', args, io);
  const run = new VerifyRun({ form, lists, isColoured: io.isColoured }, threads, io);
  let isArray = args.isExpanded;
  let files: FileTask[] = [];
  for (const path of args.operands) {
    if (await isFolder(path, io)) {
      isArray = true;
      await run.files(files);
      files = [];
      await run.folder(path);
    } else files.push({ path, isInFolder: false });
  }
  await run.files(files);
  for (const input of signed) await run.take(await verifyInput(input, run.setting));
  return run.end(isArray);
}

/** Null without --threads. */
function threadsOf(args: Arguments): number | null {
  const given = args.value('threads');
  if (given === null) return null;
  const threads = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  if (threads >= 1 && threads <= mostThreads) return threads;
  throw new UsageError(`verify: '${given}' is not a number of threads from 1 to ${mostThreads}`);
}

/** What was told so far, and the worst of it. */
class VerifyRun {
  #status: ExitStatus = ExitStatus.sound;
  /** What is written with the next write: each takes longer than what is in it. */
  #pending = '';
  readonly #json: JsonWriter;

  constructor(
    readonly setting: VerifySetting,
    private readonly threads: number | null,
    private readonly io: Io,
  ) {
    this.#json = new JsonWriter((text) => {
      this.#pending += text;
    });
  }

  async folder(path: string): Promise<void> {
    const { paths, failures } = await filesInFolder(path, this.io, isWindows);
    for (const { path: folder, error } of failures) {
      await this.take(await verifyInput(unreadableFolder(folder, error), this.setting));
    }
    const found = await this.files(paths.map((file) => ({ path: file, isInFolder: true })));
    if (found + failures.length > 0) return;
    this.io.complain(`${path}: ${emptyFolder}`);
    this.#status = ExitStatus.unreadable;
  }

  /** Gives the number of files that were not passed over. */
  async files(tasks: readonly FileTask[]): Promise<number> {
    let found = 0;
    const take = async (answer: Answer | null): Promise<void> => {
      if (answer === null) return;
      found += 1;
      await this.take(answer);
    };
    const answer = (task: FileTask): Promise<Answer | null> => verifyFile(task, this.io, this.setting);
    const helpers = await this.#startHelpers(this.#helpersFor(tasks));
    try {
      if (helpers.length > 0) await answerTogether(tasks, helpers, answer, take);
      else for (const task of tasks) await take(await answer(task));
    } finally {
      await Promise.all(helpers.map((helper) => helper.end()));
    }
    this.#flush();
    return found;
  }

  async #startHelpers(length: number): Promise<Helper[]> {
    const start = this.io.startThread;
    if (start === null) return [];
    const threads = await Promise.all(Array.from({ length }, () => start(this.setting)));
    return threads.map(({ ask, end }) => ({ answer: async (tasks) => (await ask(tasks)) as Answers, end }));
  }

  #helpersFor(tasks: readonly FileTask[]): number {
    // Standard input is this thread's.
    const isAlone = tasks.length < 2 || tasks.some(({ path }) => path === standardInput);
    if (isAlone || (this.threads === null && tasks.length < manyFiles)) return 0;
    return Math.min(this.threads ?? this.io.threads, mostThreads) - 1;
  }

  async take({ out, complaints, status }: Answer): Promise<void> {
    this.#status = worst([this.#status, status]);
    if (complaints.length > 0) this.#flush();
    for (const complaint of complaints) this.io.complain(complaint);
    if (this.setting.form === 'json') for (const text of out) this.#json.add(text);
    else this.#pending += out.join('');
    if (this.#pending.length < writtenAtOnce) return;
    this.#flush();
    await this.io.ready();
  }

  #flush(): void {
    if (this.#pending !== '') this.io.out(this.#pending);
    this.#pending = '';
  }

  end(isArray: boolean): ExitStatus {
    if (this.setting.form === 'json') this.#json.end(isArray);
    this.#flush();
    return this.#status;
  }
}
