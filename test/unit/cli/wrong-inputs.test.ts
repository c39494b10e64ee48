import { beforeAll, describe, expect, test } from 'vitest';
import type { ClusterClient } from '../../../src/core/cluster/client';
import { noNetwork } from '../cluster/no-network';
import { kinds, machineWithEveryKind } from './every-kind';
import { Machine, type Ran } from './machine';

/** Every command with the file X in each place where it takes one. */
const lines = [
  'log X',
  'show X',
  'verify X',
  'compare good.tlv X',
  'find X --in good.tlv',
  'find 00112233445566778899aabbccddeeff --in X',
  'blank X -o out --key key.pem',
  'sign X -o out --key key.pem',
  'sign good.tlv -o out --key X',
  'strip X -o out',
  'decrypt X --key key.pem',
  'decrypt good.cnf.xml.enc.sgn --key X',
  'decrypt good.cnf.xml.enc.sgn --key key.pem --minimal X',
  'edit X -o out --set timestamp=now',
  'export X -o out',
  'consolidate X -o out',
  'phone --holds X --offered good.tlv',
  'phone --holds good.tlv --offered X',
  'migrate --from X --to good.tlv',
  'audit X --served good.tlv',
  'audit good.tlv --served X',
  'audit good.tlv --known X --served good.tlv',
  'tvs cucm-pub --itl X',
  'tvs cucm-pub --itl good.tlv --vouch X',
  'capture X',
  'capture x.pcap --itl X',
];
/** Take servers or words, and no files. */
const withoutFiles: readonly string[] = ['fetch', 'completion', 'help'];
const files = Object.keys(kinds);

/** A TVS that no list knows. */
const strangers: ClusterClient = {
  ...noNetwork,
  visitTvs: (_, { questions }) =>
    Promise.resolve({
      isReached: true,
      presented: { tls: 'TLS 1.2', isOld: false, certificate: Uint8Array.of(0x30, 0) },
      isTrusted: false,
      answers: questions.map(() => null),
    }),
};

let everyKind: Machine;
beforeAll(async () => {
  everyKind = await machineWithEveryKind();
}, 60_000);

/** A machine with the same files, of which nothing was read or written. */
function fresh(): Machine {
  const machine = new Machine();
  machine.cluster = strangers;
  for (const [path, bytes] of everyKind.files) machine.files.set(path, bytes);
  for (const directory of everyKind.directories) machine.directories.add(directory);
  return machine;
}

async function ran(line: string, file: string): Promise<Ran & { readonly written: readonly string[] }> {
  const machine = fresh();
  const before = [...machine.files.keys()];
  const result = await machine.run(...line.split(' ').map((word) => word.replace(/\bX$/, file)));
  return { ...result, written: [...machine.files.keys()].filter((path) => !before.includes(path)) };
}

const commandsOfHelp = async (): Promise<string[]> => {
  const { out } = await fresh().run('--help');
  const [, commands = ''] = /\nCommands:\n([^]*?)\n\n/.exec(out) ?? [];
  return [...commands.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
};

describe('a file that a command is given by mistake', () => {
  test('is refused in the words of the table, or read', async () => {
    const table: string[] = [];
    for (const line of lines) {
      table.push(`\n# trustlist ${line}`);
      for (const file of files) {
        const { status, complaints } = await ran(line, file);
        const said = status === 2 ? complaints.map((sentence) => `\n      ${sentence}`).join('') : '';
        table.push(`  ${status} ${kinds[file as keyof typeof kinds]}${said}`);
      }
    }
    await expect(`${table.join('\n').trimStart()}\n`).toMatchFileSnapshot('wrong-inputs.txt');
  }, 120_000);

  test('is tried with every command that the help names', async () => {
    const tried = new Set([...lines.map((line) => line.split(' ')[0]), ...withoutFiles]);
    expect((await commandsOfHelp()).filter((name) => !tried.has(name))).toEqual([]);
  });

  test.each(lines)('has its name before each sentence, and nothing is written: %s', async (line) => {
    for (const file of files) {
      const { status, complaints, written, out } = await ran(line, file);
      if (status !== 2) continue;
      expect(complaints.filter((sentence) => !sentence.startsWith(`${file}: `))).toEqual([]);
      expect(complaints.length).toBeGreaterThan(0);
      expect(written).toEqual([]);
      if (!line.startsWith('find')) expect(out).toBe('');
    }
  });

  test('is read by the command that the refusal names', async () => {
    const operands: Readonly<Record<string, string>> = {
      log: 'log X',
      capture: 'capture X',
      show: 'show X',
      verify: 'verify X',
      compare: 'compare good.tlv X',
      consolidate: 'consolidate X',
      sign: 'sign X -o out --key key.pem',
      'sign --key': 'sign good.tlv -o out --key X',
      'phone --offered': 'phone --holds good.tlv --offered X',
      decrypt: 'decrypt X --key key.pem',
      'edit --add': 'edit good.tlv -o out --add sast@X',
    };
    const hasLog = (await commandsOfHelp()).includes('log');
    const tried = new Set<string>();
    for (const line of lines) {
      for (const file of files) {
        const { status, complaints } = await ran(line, file);
        if (status !== 2) continue;
        for (const [, name = ''] of complaints.join().matchAll(/trustlist (\w+(?: --\w+)?)/g)) {
          if ((name === 'log' && !hasLog) || tried.has(`${name} ${file}`)) continue;
          tried.add(`${name} ${file}`);
          expect({ name, file, status: (await ran(operands[name] ?? name, file)).status }).not.toMatchObject({
            status: 2,
          });
        }
      }
    }
    const named = new Set([...tried].map((one) => one.slice(0, one.lastIndexOf(' '))));
    const notNamedFirst = hasLog ? ['compare'] : ['compare', 'log'];
    expect([...named].sort()).toEqual(
      Object.keys(operands)
        .filter((name) => !notNamedFirst.includes(name))
        .sort(),
    );
  }, 120_000);
});
