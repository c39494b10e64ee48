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
  readonly #files: CheckedFile[] = [];
  /** Their indices by their URIs: a file may be given twice, and `artifacts` has everything once. */
  readonly #indices = new Map<string, number>();
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
    const head = escapedJson({
      tool: { driver },
      columnKind: 'utf16CodeUnits',
      newlineSequences: ['\r\n', '\n', '\r'],
      originalUriBaseIds: bases,
    });
    write(`{"$schema":"${schema}","version":"2.1.0","runs":[${head.slice(0, -1)},"results":[`);
  }

  /** A file that was read, with all that was found in it. */
  add(file: CheckedFile, results: Iterable<CheckResult>): void {
    const location = this.#locationOf(file.path);
    const uri = location.uri ?? '';
    if (this.form.hasAllFiles) this.#indexOf(file, uri);
    const seen = new Map<string, number>();
    for (const one of results) {
      const fingerprint = fingerprintOf(one, uri);
      const times = (seen.get(fingerprint) ?? 0) + 1;
      seen.set(fingerprint, times);
      const result = this.#resultOf(one, location, `${fingerprint}:${times}`);
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
    for (const file of this.#files) {
      this.write(separator + escapedJson(artifactOf(file, this.#locationOf(file.path))));
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

  #resultOf(one: CheckResult, location: ArtifactLocation, fingerprint: string): Result {
    const ruleIndex = this.#ruleIndices.get(one.rule);
    if (ruleIndex === undefined) throw new Error(`there is no rule ${one.rule}`);
    const region = this.form.region(one.region);
    const whole: Location = {
      physicalLocation: { artifactLocation: { ...location }, ...(region === null ? {} : { region }) },
      ...(one.place === null ? {} : logicalLocation(one.place)),
    };
    return {
      ruleId: one.rule,
      ruleIndex,
      ...this.form.result(one),
      locations: [whole],
      partialFingerprints: { primaryLocationLineHash: fingerprint },
    };
  }

  #writeResult(file: CheckedFile, result: Result): void {
    const location = result.locations?.[0]?.physicalLocation?.artifactLocation;
    if (location !== undefined) location.index = this.#indexOf(file, location.uri ?? '');
    this.write(`${this.#isFirst ? '' : ','}\n${escapedJson(result)}`);
    this.#isFirst = false;
  }

  #indexOf(file: CheckedFile, uri: string): number {
    const known = this.#indices.get(uri);
    if (known !== undefined) return known;
    this.#indices.set(uri, this.#files.length);
    return this.#files.push(file) - 1;
  }

  #locationOf(path: string): ArtifactLocation {
    const { uri, isRelative } = fileUri(path, this.paths);
    return isRelative ? { uri, uriBaseId: base } : { uri };
  }
}

function artifactOf({ path, length, sha256, isText }: CheckedFile, location: ArtifactLocation): Artifact {
  const isStream = path === standardInput;
  return {
    location: { ...location, ...(isStream ? { description: { text: 'Standard input.' } } : {}) },
    ...(length === null ? {} : { length }),
    mimeType: isText ? 'text/plain' : 'application/octet-stream',
    ...(sha256 === null ? {} : { hashes: { 'sha-256': sha256 } }),
    roles: ['analysisTarget', ...(isStream ? (['standardStream'] as const) : [])],
  };
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
