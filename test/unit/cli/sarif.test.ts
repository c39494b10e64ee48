import { createHash } from 'node:crypto';
import type { Result } from 'sarif';
import { beforeEach, describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { HeaderTag } from '../../../src/core/format/tags';
import { print } from '../../../src/core/show/print';
import { concat, cucm12Cluster, cucm8Publisher, damaged, element, mismatchedSigner, splice, u16 } from '../../builders';
import { itl, node, signedBytes } from '../phone/clusters';
import { inspected } from '../show/inspected';
import { Machine } from './machine';
import { fingerprintsOf, placeOf, regionOf, rulesOf, verifySarif, type Verified } from './sarif-run';

const sound = (await cucm8Publisher()).bytes;
const mismatched = (await mismatchedSigner()).bytes;
const broken = (await damaged()).bytes;
const pub = await node('pub');

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});

function sarif(...args: string[]): Promise<Verified> {
  return verifySarif(machine, ...args);
}

describe('trustlist verify --sarif', () => {
  test('gives the bytes of each finding, and of each file its length and digest', async () => {
    machine.files.set('lists/ITLFile.tlv', mismatched);
    const { log, results, status, complaints } = await sarif('--sarif', 'lists');
    expect([status, complaints]).toEqual([1, []]);
    const [run] = log.runs;
    expect(run?.artifacts).toEqual([
      {
        location: { uri: 'lists/ITLFile.tlv', uriBaseId: '%SRCROOT%' },
        length: mismatched.length,
        mimeType: 'application/octet-stream',
        hashes: { 'sha-256': createHash('sha256').update(mismatched).digest('hex') },
        roles: ['analysisTarget'],
      },
    ]);
    expect(run?.originalUriBaseIds?.['%SRCROOT%']?.uri).toBe('file:///work/');
    expect(run?.invocations).toMatchObject([
      { executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [] },
    ]);
    const found = results.find(({ ruleId }) => ruleId === 'signed-by-another');
    expect(found).toMatchObject({ level: 'error', message: { text: expect.stringContaining('record 5') as string } });
    const { byteOffset = 0, byteLength = 0, ...text } = regionOf(found) ?? {};
    expect(text).toEqual({});
    expect(mismatched.subarray(byteOffset, byteOffset + 3)).toEqual(
      Uint8Array.of(HeaderTag.signerId, (byteLength - 3) >> 8, (byteLength - 3) & 0xff),
    );
    expect(found?.locations?.[0]?.logicalLocations).toEqual([
      { fullyQualifiedName: 'header/SIGNERID', kind: 'element' },
    ]);
    expect(run?.tool.driver.rules?.[found?.ruleIndex ?? -1]?.id).toBe('signed-by-another');
  });

  test('has no region for what is about the whole file', async () => {
    machine.files.set('long.tlv', splice(sound, sound.length, 0, new Uint8Array(70_000)));
    const { results } = await sarif('--sarif', 'long.tlv');
    const whole = results.find(({ ruleId }) => ruleId === 'too-large');
    expect(whole?.locations?.[0]?.physicalLocation).not.toHaveProperty('region');
    expect(whole?.locations?.[0]).not.toHaveProperty('logicalLocations');
  });

  test('says nothing of a list without findings but that it was checked', async () => {
    machine.files.set('ITLFile.tlv', (await cucm12Cluster()).bytes);
    const { log, results, status } = await sarif('--sarif', 'ITLFile.tlv');
    expect([status, results, log.runs[0]?.artifacts?.length]).toEqual([0, [], 1]);
  });

  test('leaves open what a signed file needs a list for, and says what the lists say', async () => {
    machine.files.set('SEP.cnf.xml.sgn', signedBytes('SEP.cnf.xml.sgn', pub.callManager));
    machine.files.set('own.tlv', encode(itl('ITLFile.tlv', [pub]).list));
    machine.files.set('other.tlv', sound);
    const open = await sarif('--sarif', 'SEP.cnf.xml.sgn');
    expect(open.status).toBe(3);
    expect(open.results).toMatchObject([{ ruleId: 'file-no-list', kind: 'open', level: 'none' }]);
    const github = await sarif('--sarif-for', 'github', 'SEP.cnf.xml.sgn');
    expect(github.results).toMatchObject([{ ruleId: 'file-no-list', level: 'warning' }]);
    const wrong = await sarif('--sarif', 'SEP.cnf.xml.sgn', '--list', 'other.tlv');
    expect(wrong.results).toMatchObject([{ ruleId: 'file-signer-not-in-list', level: 'error' }]);
    const right = await sarif('--sarif', 'SEP.cnf.xml.sgn', '--list', 'own.tlv');
    expect([right.status, right.results]).toEqual([0, []]);
  });

  test('gives the lines of a text, in both forms', async () => {
    const { report, list } = await inspected(mismatched);
    const lines = print(report, list).split('\n');
    for (const ending of ['\n', '\r\n']) {
      machine.text('itl.txt', lines.join(ending));
      for (const form of [['--sarif'], ['--sarif-for', 'github']]) {
        const { log, results, status } = await sarif(...form, 'itl.txt');
        expect(status).toBe(1);
        expect(log.runs[0]?.artifacts?.[0]?.mimeType).toBe('text/plain');
        const verdict = results.find(({ ruleId }) => ruleId === 'show-verdict');
        const { startLine = 0, startColumn = 0, endLine, endColumn = 0, ...bytes } = regionOf(verdict) ?? {};
        expect(bytes).toEqual({});
        const spelled = lines.slice(startLine - 1, endLine);
        expect([startColumn, endColumn]).toEqual([1, (spelled.at(-1)?.length ?? 0) + 1]);
        expect(spelled).toEqual(['Verification of the ITL file failed.', 'Error parsing the ITL file!!']);
        expect(rulesOf(results)).toContain('text-signature');
      }
    }
  });

  test('names the bytes of a list that a hex dump spells, which are not bytes of the file', async () => {
    const dump = Buffer.from(mismatched).toString('hex').replace(/.{32}/g, '$&\n');
    machine.text('dump.txt', dump);
    const { log, results } = await sarif('--sarif', 'dump.txt');
    expect(log.runs[0]?.artifacts?.[0]).toMatchObject({ length: dump.length, mimeType: 'text/plain' });
    expect(log.runs[0]?.artifacts?.[0]?.hashes?.['sha-256']).toBe(createHash('sha256').update(dump).digest('hex'));
    const found = results.find(({ ruleId }) => ruleId === 'signed-by-another');
    expect(regionOf(found)).toBeUndefined();
    expect(found?.message.text).toContain(' (at 0x000a, ');
    expect(found?.properties).toMatchObject({ byteOffset: 10 });
  });

  test('notes what could not be read, and which file that is', async () => {
    machine.files.set('a b/ITLFile.tlv', sound);
    machine.locked.add('a b/CTLFile.tlv');
    machine.text('photo.jpg', 'not a list');
    machine.directories.add('empty');
    const { log, status, complaints } = await sarif('--sarif', 'a b', 'photo.jpg', 'empty', '*.none');
    expect(status).toBe(2);
    expect(complaints).toHaveLength(4);
    expect(log.runs[0]?.invocations).toMatchObject([{ executionSuccessful: false, exitCode: 2 }]);
    const notes = log.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
    const uris = notes.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '').sort();
    expect(uris).toEqual(['*.none', 'a%20b/CTLFile.tlv', 'empty', 'photo.jpg']);
    expect(notes.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'error']);
    expect(log.runs[0]?.artifacts).toHaveLength(1);
  });

  test('notes that a dump is cut, and calls standard input what it is', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => {
      const row = Buffer.from(sound.subarray(at * 16, at * 16 + 16)).toString('hex');
      return `${(at * 16).toString(16).padStart(8, '0')}: ${row.replace(/.{4}/g, '$& ')}`;
    });
    machine.standardInput = Buffer.from(rows.filter((_, at) => at !== 15).join('\n'));
    const { log } = await sarif('--sarif', '-');
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      { level: 'warning', descriptor: { id: 'incomplete' } },
    ]);
    expect(log.runs[0]?.artifacts).toMatchObject([
      { location: { uri: 'stdin' }, roles: ['analysisTarget', 'standardStream'] },
    ]);
  });

  test('is a log without results where no file fits a pattern', async () => {
    const { status, results, log } = await sarif('--sarif-for', 'github', '*.tlv');
    expect([status, results, log.runs[0]?.artifacts]).toEqual([2, [], []]);
  });

  test('takes the same file twice', async () => {
    machine.files.set('a.tlv', mismatched);
    machine.files.set('./a.tlv', mismatched);
    for (const form of ['--sarif', '--sarif-for=github']) {
      const { log, results } = await sarif(form, 'a.tlv', './a.tlv', 'a.tlv');
      expect(log.runs[0]?.artifacts).toHaveLength(1);
      const indices = results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.index);
      expect(new Set(indices)).toEqual(new Set([0]));
    }
  });

  test('keeps names of a file as text: no placeholder, no link, no control', async () => {
    const name = Buffer.from(sound).indexOf('CUCM8-Publisher');
    const written = Buffer.from('[{0}](\u001b');
    const hostile = splice(sound, name, written.length, written);
    machine.files.set('a.tlv', hostile);
    const { results } = await sarif('--sarif', 'a.tlv');
    const texts = results.map(({ message }) => message.text ?? '').join('\n');
    expect(texts).toContain('[{{0}}] (\u241b');
  });
});

describe('trustlist verify --sarif-for github', () => {
  test('has the lines that GitHub needs, and names the bytes in the sentence and in properties', async () => {
    machine.files.set('ITLFile.tlv', mismatched);
    const { results, log } = await sarif('--sarif-for', 'github', 'ITLFile.tlv');
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      expect(regionOf(result)).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
    }
    const found = results.find(({ ruleId }) => ruleId === 'signed-by-another');
    expect(found?.message.text).toMatch(/ \(at 0x000a, \d+ bytes, header SIGNERID\)$/);
    expect(found?.properties).toEqual({ byteOffset: 10, byteLength: expect.any(Number) as number });
    expect(placeOf(found)).toBe('header/SIGNERID');
    // It would name a folder of the machine that ran it.
    expect(log.runs[0]?.originalUriBaseIds?.['%SRCROOT%']).not.toHaveProperty('uri');
  });

  test('has for each rule every text that GitHub needs', async () => {
    machine.files.set('ITLFile.tlv', sound);
    const { log } = await sarif('--sarif-for', 'github', 'ITLFile.tlv');
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(rules.length).toBeGreaterThan(60);
    for (const { id, shortDescription, fullDescription, help, properties, defaultConfiguration } of rules) {
      expect(shortDescription?.text, id).toMatch(/\S/);
      expect(fullDescription?.text, id).toMatch(/\.$/); // and so is not cut off
      expect(fullDescription?.text.length, id).toBeLessThanOrEqual(1_024);
      expect(help?.text, id).toContain('On a phone: ');
      expect(help?.markdown, id).toContain('**On a phone:** ');
      expect(['error', 'warning', 'note'], id).toContain(defaultConfiguration?.level);
      expect(properties?.['problem.severity'], id).toMatch(/^(error|warning|recommendation)$/);
    }
  });

  test('keeps the worst results, and says how many it leaves out', async () => {
    const unknown = concat(...Array.from({ length: 300 }, () => element(200, u16(0))));
    const many = splice(sound, 10, 0, unknown);
    for (let at = 0; at < 20; at += 1) machine.files.set(`lists/${at}.tlv`, many);
    machine.files.set('lists/9999.tlv', mismatched);
    const all = await sarif('--sarif', 'lists');
    const { results, log, complaints, status } = await sarif('--sarif-for', 'github', 'lists');
    expect(all.results.length).toBeGreaterThan(5_000);
    expect([status, results.length]).toEqual([1, 5_000]);
    const errors = (some: readonly Result[]): number => some.filter(({ level }) => level === 'error').length;
    expect(errors(results)).toBe(errors(all.results));
    const leftOut = all.results.length - 5_000;
    expect(complaints).toEqual([expect.stringContaining(`${leftOut} results are left out`)]);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      { descriptor: { id: 'left-out' }, message: { text: expect.stringContaining(String(leftOut)) as string } },
    ]);
    const named = new Set(results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri));
    expect(log.runs[0]?.artifacts?.length).toBe(named.size);
  });
});

describe('the fingerprint of a result', () => {
  test('stays the same when bytes before it do not', async () => {
    machine.files.set('ITLFile.tlv', broken);
    const before = await sarif('--sarif', 'ITLFile.tlv');
    const longer = splice(broken, 10, 0, Uint8Array.of(200, 0, 2, 1, 1));
    machine.files.set('ITLFile.tlv', longer);
    const after = await sarif('--sarif', 'ITLFile.tlv');
    const inRecords = before.results.filter((result) => placeOf(result)?.startsWith('record') === true);
    expect(inRecords.length).toBeGreaterThan(2);
    for (const result of inRecords) {
      const [fingerprint] = fingerprintsOf([result]);
      const same = after.results.find((one) => fingerprintsOf([one])[0] === fingerprint);
      expect(same?.ruleId).toBe(result.ruleId);
      expect(regionOf(same)?.byteOffset).toBe((regionOf(result)?.byteOffset ?? 0) + 5);
    }
  });

  test('is another one for another file, and for each result of a file; and the same in both forms', async () => {
    machine.files.set('a/ITLFile.tlv', broken);
    machine.files.set('b/ITLFile.tlv', broken);
    const { results } = await sarif('--sarif', 'a', 'b');
    const all = fingerprintsOf(results);
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(fingerprintsOf((await sarif('--sarif-for', 'github', 'a', 'b')).results))).toEqual(new Set(all));
  });
});

describe('the forms of verify', () => {
  test.each([
    [['--sarif', '--json'], 'choose one of --json, --jsonl, --sarif and --junit'],
    [['--sarif-for', 'github', '--junit'], 'choose one of --json, --jsonl, --sarif and --junit'],
    [['--sarif-for', 'gitlab'], "--sarif-for takes github, not 'gitlab'"],
  ])('exclude each other: %j', async (args, sentence) => {
    machine.files.set('a.tlv', sound);
    const { status, out, complaints } = await machine.run('verify', ...args, 'a.tlv');
    expect([status, out]).toEqual([2, '']);
    expect(complaints).toEqual([`verify: ${sentence}; see trustlist --help.`]);
  });

  test('end as verify does, whatever they print', async () => {
    machine.files.set('sound.tlv', sound);
    machine.files.set('mismatched.tlv', mismatched);
    machine.files.set('x.sgn', signedBytes('x.cnf.xml.sgn', pub.callManager));
    for (const file of ['sound.tlv', 'mismatched.tlv', 'x.sgn', 'gone.tlv']) {
      const { status } = await machine.run('verify', file);
      for (const form of ['--json', '--sarif', '--sarif-for=github', '--junit']) {
        expect((await machine.run('verify', form, file)).status, `${form} ${file}`).toBe(status);
      }
    }
  });
});
