import { beforeAll, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import type { NamedList } from '../../../src/core/phone/held';
import { planMigration } from '../../../src/core/phone/migration/plan';
import { planJson } from '../../../src/core/phone/migration/json';
import { ctl, itl, node, recoveryOf } from '../phone/clusters';
import { Machine } from './machine';

const machine = new Machine();
const lists = new Map<string, NamedList>();

beforeAll(async () => {
  const [oldPub, newPub] = [await node('old-pub'), await node('new-pub')];
  const recovery = await recoveryOf('old-pub');
  const made = [
    itl('old/ITLFile.tlv', [oldPub]),
    ctl('old/CTLFile.tlv', [recovery], [oldPub]),
    itl('new/ITLFile.tlv', [newPub]),
    ctl('new/CTLFile.tlv', [recovery], [newPub]),
  ];
  for (const named of made) {
    lists.set(named.file, named);
    machine.files.set(named.file, encode(named.list));
  }
});

const sides = [['ITL'], ['CTL'], ['CTL', 'ITL']] as const;
const pairs = sides.flatMap((from) => sides.map((to) => [from, to] as const));

describe('trustlist migrate', () => {
  test.each(pairs)('plans a move from %j to %j as the core does', async (from, to) => {
    const filesOf = (folder: string, kinds: readonly string[]): string[] =>
      kinds.map((kind) => `${folder}/${kind}File.tlv`);
    const clusterOf = (folder: string) => ({
      ctl: null,
      itl: null,
      bundles: [],
      ...Object.fromEntries(
        filesOf(folder, folder === 'old' ? from : to).map((file) => [
          file.includes('CTL') ? 'ctl' : 'itl',
          lists.get(file) ?? null,
        ]),
      ),
    });
    const args = [
      ...filesOf('old', from).flatMap((file) => ['--from', file]),
      ...filesOf('new', to).flatMap((file) => ['--to', file]),
    ];
    const { status, out } = await machine.run('migrate', ...args, '--json');
    expect(status).toBe(0);
    const plan = await planMigration(clusterOf('old'), clusterOf('new'), { now: new Date(1_700_000_000_000) });
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(planJson(plan))));
  });
});
