import { createHash } from 'node:crypto';
import type { Artifact, ArtifactLocation, Location, Notification as SarifNotification, Result, Run } from 'sarif';
import { standardInput } from '../expansion';
import { escapedJson } from '../json';
import { logicalLocation, messageText, type Form } from './form';
import { Worst } from './kept';
import { descriptorOf, notificationRules } from './rules';
import type { CheckedFile, CheckResult, Level, Notification, Rule } from './result';
import { fileUri, folderUri, type Paths } from './uri';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** What relative URIs start from, by the name that GitHub's own analyses give it. */
const base = '%SRCROOT%';

export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly rules: readonly Rule[];
}

/** How a run ended. */
export interface Ending {
  readonly exitCode: number;
  /** What that means. */
  readonly meaning: string;
  /** The run could read what it was told to. */
  readonly isSuccessful: boolean;
}

interface Kept {
  readonly level: Level;
  readonly file: CheckedFile;
  readonly result: Result;
}

/**
 * Writes a SARIF 2.1.0 log of one run, a result in a line. Results are written as they come, so that memory does not
 * grow with them; a form that takes only so many keeps the worst, and they are written at the end. What is kept of each
 * file is its name, length and digest.
 */
export class SarifLog {
  readonly #ruleIndices: ReadonlyMap<string, number>;
  readonly #worst: Worst<Kept> | null;
  /** By their URIs: a file may be given twice, and `artifacts` has everything once. */
  readonly #files = new Map<string, { readonly file: CheckedFile; readonly index: number }>();
  readonly #notifications: SarifNotification[] = [];
  #unsaid = 0;
  #isFirst = true;

  /** @param write takes the log in pieces. */
  constructor(
    { name, version, rules }: Tool,
    private readonly form: Form,
    private readonly paths: Paths,
    private readonly write: (text: string) => void,
  ) {
    this.#ruleIndices = new Map(rules.map(({ id }, index) => [id, index]));
    this.#worst = Number.isFinite(form.mostResults) ? new Worst(form.mostResults) : null;
    const driver = {
      name,
      semanticVersion: version,
      rules: rules.map(descriptorOf),
      notifications: Object.entries(notificationRules).map(([id, { level, text }]) => ({
        id,
        shortDescription: { text },
        defaultConfiguration: { level },
      })),
    };
    const bases: Run['originalUriBaseIds'] = {
      [base]: {
        ...(form.namesFolder ? { uri: folderUri(paths) } : {}),
        description: { text: 'The folder that the command ran in.' },
      },
    };
    const head = escapedJson({ tool: { driver }, columnKind: 'utf16CodeUnits', originalUriBaseIds: bases });
    write(`{"$schema":"${schema}","version":"2.1.0","runs":[${head.slice(0, -1)},"results":[`);
  }

  /** A file that was read, with all that was found in it. */
  add(file: CheckedFile, results: Iterable<CheckResult>): void {
    if (this.form.hasAllFiles) this.#indexOf(file);
    const seen = new Map<string, number>();
    for (const one of results) {
      const result = this.#resultOf(file, one, seen);
      if (this.#worst === null) this.#writeResult(file, result);
      else this.#worst.add({ level: one.level, file, result });
    }
  }

  notify({ kind, message, path }: Notification): void {
    if (this.#notifications.length >= this.form.mostNotifications) {
      this.#unsaid += 1;
      return;
    }
    const { index, level } = notificationRules[kind];
    this.#notifications.push({
      descriptor: { id: kind, index },
      level,
      message: { text: messageText(message) },
      ...(path === null ? {} : { locations: [{ physicalLocation: { artifactLocation: this.#locationOf(path) } }] }),
    });
  }

  /** Writes what is left. Gives how many results were left out. */
  end({ exitCode, meaning, isSuccessful }: Ending): number {
    for (const { file, result } of this.#worst ?? []) this.#writeResult(file, result);
    const leftOut = this.#worst?.leftOut ?? 0;
    const notifications = [...this.#notifications, ...this.#omissions(leftOut)];
    this.write('\n],"artifacts":[');
    let separator = '\n';
    for (const { file } of this.#files.values()) {
      this.write(separator + escapedJson(this.#artifactOf(file)));
      separator = ',\n';
    }
    const invocation = {
      executionSuccessful: isSuccessful,
      exitCode,
      exitCodeDescription: meaning,
      toolExecutionNotifications: notifications,
    };
    this.write(`\n],"invocations":[${escapedJson(invocation)}]}]}\n`);
    return leftOut;
  }

  #omissions(results: number): SarifNotification[] {
    const said = [
      [results, `${results} further results are not in this log, none of them worse than those in it.`],
      [this.#unsaid, `${this.#unsaid} further files were not read.`],
    ] as const;
    const { index, level } = notificationRules['left-out'];
    return said
      .filter(([count]) => count > 0)
      .map(([, text]) => ({ descriptor: { id: 'left-out', index }, level, message: { text } }));
  }

  #resultOf(file: CheckedFile, one: CheckResult, seen: Map<string, number>): Result {
    const ruleIndex = this.#ruleIndices.get(one.rule);
    if (ruleIndex === undefined) throw new Error(`there is no rule ${one.rule}`);
    const fingerprint = fingerprintOf(one, fileUri(file.path, this.paths).uri);
    const times = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, times);
    const region = this.form.region(one.region);
    const location: Location = {
      physicalLocation: {
        artifactLocation: this.#locationOf(file.path),
        ...(region === null ? {} : { region }),
      },
      ...(one.place === null ? {} : logicalLocation(one.place)),
    };
    return {
      ruleId: one.rule,
      ruleIndex,
      ...this.form.result(one),
      locations: [location],
      partialFingerprints: { primaryLocationLineHash: `${fingerprint}:${times}` },
    };
  }

  #writeResult(file: CheckedFile, result: Result): void {
    const artifact = result.locations?.[0]?.physicalLocation?.artifactLocation;
    if (artifact !== undefined) artifact.index = this.#indexOf(file);
    this.write(`${this.#isFirst ? '' : ','}\n${escapedJson(result)}`);
    this.#isFirst = false;
  }

  #indexOf(file: CheckedFile): number {
    const { uri } = fileUri(file.path, this.paths);
    const known = this.#files.get(uri) ?? { file, index: this.#files.size };
    this.#files.set(uri, known);
    return known.index;
  }

  #artifactOf({ path, length, sha256, isText }: CheckedFile): Artifact {
    const isStream = path === standardInput;
    return {
      location: { ...this.#locationOf(path), ...(isStream ? { description: { text: 'Standard input.' } } : {}) },
      length,
      mimeType: isText ? 'text/plain' : 'application/octet-stream',
      hashes: { 'sha-256': sha256 },
      roles: ['analysisTarget', ...(isStream ? (['standardStream'] as const) : [])],
    };
  }

  #locationOf(path: string): ArtifactLocation {
    const { uri, isRelative } = fileUri(path, this.paths);
    return isRelative ? { uri, uriBaseId: base } : { uri };
  }
}

/**
 * The same for the same conclusion about the same part of the same file, wherever in the file that stands now: GitHub
 * tells by it what is new. 32 hex digits.
 */
function fingerprintOf({ rule, identity, place }: CheckResult, uri: string): string {
  const element = place?.kind === 'element' ? place.name.slice(place.name.lastIndexOf('/')) : '';
  return createHash('sha256')
    .update(JSON.stringify([rule, identity, element, uri]))
    .digest('hex')
    .slice(0, 32);
}
