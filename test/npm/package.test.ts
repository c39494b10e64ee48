import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
const samples = join(root, 'media/samples');
/** Set by scripts/suites/npm.mjs. */
const tarball = process.env['TRUSTLIST_TARBALL'] ?? '';
const nodes = JSON.parse(process.env['TRUSTLIST_NODES'] ?? '[]') as readonly string[];

let folder: string;
let installed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "it's a folder "));
  installed = join(folder, 'node_modules/trustlist');
  const options = ['--offline', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', ...options, tarball], { cwd: folder, shell: process.platform === 'win32' });
  mkdirSync(join(folder, 'lists'));
  for (const name of readdirSync(samples).filter((file) => file.endsWith('.tlv'))) {
    cpSync(join(samples, name), join(folder, 'lists', name));
  }
  for (const name of ['keys', 'certificates']) cpSync(join(samples, name), join(folder, name), { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly errors: string;
}

function run(program: string, args: readonly string[], env = process.env): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, out, errors) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, errors });
    });
    child.stdin?.end();
  });
}

const files = (): string[] =>
  readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(join(installed, file)).isFile());

describe('the package of the command line', () => {
  test('has the command line and what belongs to it, and nothing else', () => {
    const expected = [
      /^dist\/(cli|worker|engine|cluster-client)\.js$/,
      /^dist\/parts\/([a-z-]+-[A-Z0-9]{8}|packed-(engine|verify))\.js$/,
      /^man\/trustlist\.1$/,
      /^(package\.json|README\.md|LICENSE|ThirdPartyNotices\.txt)$/,
    ];
    expect(files().filter((file) => !expected.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(files()).toEqual(expect.arrayContaining(['dist/cli.js', 'dist/worker.js', 'man/trustlist.1', 'LICENSE']));
    expect(statSync(tarball).size).toBeLessThan(400_000);
  });

  test('has nothing of VS Code, needs no other package, and nothing that is not in it', () => {
    const all = files();
    for (const file of all.filter((name) => name.endsWith('.js'))) {
      const text = readFileSync(join(installed, file), 'utf8');
      const asked = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module);
      for (const module of asked) {
        if (module.startsWith('.')) expect(all).toContain(join(dirname(file), module).replaceAll('\\', '/'));
        else expect(module).toMatch(/^(node:)?[a-z_/]+$/);
        expect(module).not.toBe('vscode');
      }
    }
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['trustlist']);
  });

  test('says what it is, by the version of the project, and names no address that the project does not have', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      name: 'trustlist',
      version: project['version'],
      license: project['license'],
      bin: { trustlist: 'dist/cli.js' },
      man: ['man/trustlist.1'],
    });
    for (const field of ['repository', 'homepage', 'bugs', 'author']) expect(manifest[field]).toEqual(project[field]);
    for (const field of ['private', 'scripts', 'dependencies', 'devDependencies', 'contributes', 'publisher']) {
      expect(manifest).not.toHaveProperty(field);
    }
    const notices = readFileSync(join(installed, 'ThirdPartyNotices.txt'), 'utf8');
    expect(notices).toMatch(/^trustlist contains the following packages/);
    expect(notices).not.toMatch(/vscode|toolkit/i);
  });

  test('starts by its name', async () => {
    const program = join(folder, 'node_modules/.bin', process.platform === 'win32' ? 'trustlist.cmd' : 'trustlist');
    if (process.platform === 'win32') expect(readFileSync(program, 'utf8')).toContain('trustlist');
    else expect(await run(program, ['--version'])).toMatchObject({ status: 0, errors: '' });
  });

  test('is run by at least one Node.js', () => {
    expect(nodes.length).toBeGreaterThan(0);
  });
});

const versionOf = (node: string): string => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();

describe.each(nodes.map((node) => [versionOf(node), node] as const))('trustlist from npm, on Node %s', (_, node) => {
  const trustlist = (...args: string[]): Promise<Ended> => run(node, [join(installed, 'dist/cli.js'), ...args]);

  test('verifies, prints and compares', async () => {
    expect(await trustlist('--version')).toEqual({
      status: 0,
      out: `trustlist ${String(project['version'])}\n`,
      errors: '',
    });
    const { status, out, errors } = await trustlist('verify', '--json', 'lists');
    const verdicts = (JSON.parse(out) as { file: string; verdict: string }[]).map(
      ({ file, verdict }) => [basename(file), verdict] as const,
    );
    expect(Object.fromEntries(verdicts)).toMatchObject({
      'ITL-cucm12-cluster.tlv': 'ok',
      'ITL-damaged.tlv': 'invalid',
      'ITL-mismatched-signer.tlv': 'invalid',
    });
    expect([status, errors]).toEqual([1, '']);
    expect((await trustlist('show', 'lists/ITL-cucm8-publisher.tlv')).out).toContain('ITL Record');
    expect(await trustlist('compare', 'lists/ITL-cucm8-publisher.tlv', 'lists/ITL-cucm12-cluster.tlv')).toMatchObject({
      status: 1,
      errors: '',
    });
  });

  test('starts its threads, and prints the same with them', async () => {
    const many = Array.from({ length: 600 }, () => 'lists/ITL-cucm8-publisher.tlv');
    const alone = await trustlist('verify', '--jsonl', '--threads', '1', ...many);
    const together = await trustlist('verify', '--jsonl', '--threads', '2', ...many);
    expect(alone.out.split('\n')).toHaveLength(601);
    expect(together).toEqual(alone);
  });

  test('signs, and verifies what it has signed', async () => {
    const [key, certificate] = ['keys/CallManager-cucm8.key.pem', 'certificates/CallManager-cucm8.pem'];
    const make = ['sign', '--new', 'ITL', '-o', 'new.tlv', '--key', key, '--add', `SAST@${certificate}`];
    const { status, errors, out } = await trustlist(...make);
    expect([errors, status]).toEqual(['', 0]);
    expect(out).toContain('Signature verified');
    expect(await trustlist('verify', 'new.tlv')).toMatchObject({ status: 0, errors: '' });
  });

  test('completes, and has the manual page that is in the package', async () => {
    expect((await trustlist('completion', 'bash')).out).toContain('complete -o default -F _trustlist trustlist');
    expect((await trustlist('help', '--man')).out).toBe(readFileSync(join(installed, 'man/trustlist.1'), 'utf8'));
    expect((await trustlist('verfy')).errors).toContain('did you mean verify?');
  });
});
