import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import type { DecisionJson } from '../../../src/core/phone/decision';
import type { NamedList } from '../../../src/core/phone/held';
import {
  blankItl,
  configurationText,
  ctl,
  identity,
  itl,
  itlRecords,
  list,
  node,
  recoveryOf,
  signedBytes,
} from '../phone/clusters';
import { Openssl } from '../certificates/openssl';
import { Machine, type Ran } from './machine';
import { print } from '../../../src/core/show/print';
import { inspect } from '../../../src/core/trust/inspect';
import { Role, type Identity } from '../../builders';

const machine = new Machine();
const openssl = new Openssl();
afterAll(() => {
  openssl.remove();
});

function pem({ der }: Identity): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}

beforeAll(async () => {
  const oldPub = await node('old-pub');
  const newPub = await node('new-pub');
  const recovery = await recoveryOf('old-pub');
  const put = (named: NamedList): void => {
    machine.files.set(named.file, encode(named.list));
  };
  put(itl('old/ITLFile.tlv', [oldPub]));
  put(itl('old/next/ITLFile.tlv', [oldPub], { timestamp: 1_400_000_000 }));
  put(itl('new/ITLFile.tlv', [newPub]));
  put(itl('damaged/ITLFile.tlv', [oldPub], { signedBy: newPub.callManager }));
  put(itl('half/ITLFile.tlv', [{ callManager: newPub.callManager, tvs: oldPub.tvs }]));
  put(itl('large/ITLFile.tlv', [oldPub], { trailing: new Uint8Array(66_000) }));
  const capf = { function: Role.capf, certificate: newPub.callManager };
  put(itl('capf/ITLFile.tlv', [oldPub], { records: [...itlRecords([oldPub], oldPub.callManager), capf] }));
  put(itl('recovery/ITLFile.tlv', [oldPub], { recovery }));
  put(
    list('certutils/ITLFile.tlv', {
      signer: recovery,
      records: [
        { function: Role.sast, certificate: recovery },
        { function: Role.ccm, certificate: oldPub.callManager },
      ],
    }),
  );
  put(blankItl('blank/ITLFile.tlv', oldPub.callManager));
  put(ctl('old/CTLFile.tlv', [recovery], [oldPub]));
  machine.files.set('old/SEP001122334455.cnf.xml.sgn', signedBytes('SEP001122334455.cnf.xml.sgn', oldPub.callManager));
  machine.files.set('new/SEP001122334455.cnf.xml.sgn', signedBytes('SEP001122334455.cnf.xml.sgn', newPub.callManager));
  machine.files.set('SEP001122334455.cnf.xml', configurationText);
  machine.files.set('ITL-moved.cnf.xml.sgn', signedBytes('SEP001122334455.cnf.xml.sgn', newPub.callManager));
  machine.files.set(
    'SIP42.loads',
    signedBytes('SIP42.loads', await identity('someSigner', 'firmware'), { signerName: 'CN=someSigner;O=someOrg' }),
  );
  machine.text('stores/new.pem', pem(newPub.callManager));
  machine.text('stores/old.pem', pem(oldPub.callManager) + pem(oldPub.tvs));
  openssl.write('store.pem', pem(newPub.callManager));
  openssl.run('pkcs12', '-export', '-nokeys', '-in', 'store.pem', '-out', 'store.p12', '-passout', 'pass:secret');
  machine.text('prose.txt', 'Dear colleague,\n');
});

/** The fields of a decision and of its steps: those of the first release, then what was added to them. */
const decisionFields = [
  ...['verdict', 'rule', 'dependsOn', 'unknown', 'steps'],
  ...['reason', 'args', 'dependsOnReasons', 'unknownReasons'],
];
const stepFields = ['rule', 'outcome', 'sentence', 'file', 'record', 'reason', 'args'];

const ran = (...args: string[]): Promise<Ran> => machine.run('phone', ...args);

/** What the cluster prints of a list. */
async function printedOf(file: string): Promise<string> {
  const bytes = machine.bytes(file);
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return print(await inspect(decoded.list, bytes), decoded.list);
}

describe('trustlist phone with what show itl printed of the held list', () => {
  test.each([
    ['old/ITLFile.tlv', 'old/ITLFile.tlv', 'accepted'],
    ['old/ITLFile.tlv', 'new/ITLFile.tlv', 'depends'],
    ['old/ITLFile.tlv', 'old/SEP001122334455.cnf.xml.sgn', 'depends'],
  ])('%s, offered %s: %s', async (held, offered, verdict) => {
    machine.text('shown.txt', await printedOf(held));
    const given = ['--offered', offered, '--tvs', 'unknown', '--json'];
    const { out } = await ran('--holds', 'shown.txt', ...given);
    const decision = JSON.parse(out) as DecisionJson;
    expect(decision.verdict).toBe(verdict);
    expect(decision.unknownReasons.map(({ reason }) => reason)).toContain('held-text');
    // With the certificate of the signer at hand, the text says as much as the list.
    const stores = ['--tvs-store', 'stores/old.pem'];
    const byText = JSON.parse((await ran('--holds', 'shown.txt', ...given, ...stores)).out) as DecisionJson;
    const byList = JSON.parse((await ran('--holds', held, ...given, ...stores)).out) as DecisionJson;
    expect([byText.verdict, byText.rule, byText.dependsOn]).toEqual([
      byList.verdict,
      byList.rule,
      byList.dependsOn.map((condition) => condition.replaceAll(held, 'shown.txt')),
    ]);
  });

  test('refuses a text that leaves out records, and one of two lists', async () => {
    const text = await printedOf('old/ITLFile.tlv');
    machine.text('cut.txt', text.slice(0, text.indexOf('ITL Record #:2')));
    machine.text('two.txt', `${text}\nadmin:show itl\n${text}`);
    const offered = ['--offered', 'old/ITLFile.tlv'];
    expect(await ran('--holds', 'cut.txt', ...offered)).toMatchObject({
      status: 2,
      complaints: [expect.stringContaining('leaves out records')],
    });
    expect((await ran('--holds', 'two.txt', ...offered)).status).toBe(2);
  });
});

describe('trustlist phone', () => {
  test('ends with 0 where the phone accepts, and says by which record', async () => {
    const { status, out, complaints } = await ran('--holds', 'old/ITLFile.tlv', '--offered', 'old/next/ITLFile.tlv');
    expect(complaints).toEqual([]);
    expect(out).toMatch(/^old\/next\/ITLFile\.tlv: accepted \(rule P4\)\n/);
    expect(out).toContain('record 1 of old/ITLFile.tlv');
    expect(status).toBe(0);
  });

  test.each([
    ['a file that does not verify', ['--holds', 'old/ITLFile.tlv', '--offered', 'damaged/ITLFile.tlv'], 'P7'],
    [
      'a signer that no reachable TVS knows',
      ['--holds', 'old/ITLFile.tlv', '--offered', 'new/ITLFile.tlv', '--tvs', 'unreachable'],
      'P4',
    ],
    [
      'a signer that the store of the TVS lacks',
      ['--holds', 'old/ITLFile.tlv', '--offered', 'new/ITLFile.tlv', '--tvs-store', 'stores/old.pem'],
      'P4',
    ],
    [
      'a blank ITL beside a CTL',
      ['--holds', 'blank/ITLFile.tlv', '--holds', 'old/CTLFile.tlv', '--offered', 'new/ITLFile.tlv'],
      'P6',
    ],
  ])('ends with 1 where the phone refuses: %s', async (_, args, rule) => {
    const { status, out } = await ran(...args, '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'refused', rule, dependsOn: [] });
    expect(status).toBe(1);
  });

  test('says after a refusal whether erasing the ITL is the answer, and what of its conditions is known', async () => {
    const args = ['--holds', 'old/ITLFile.tlv', '--offered', 'new/ITLFile.tlv'];
    const { out } = await ran(...args, '--tvs', 'unreachable');
    expect(out).toContain('  Erase its ITL?\n    Do not erase the ITL yet: 2 of the four conditions are not known.');
    expect(out).toContain("    holds         The phone's ITL is not the one that the TFTP server serves.\n");
    expect(out).toMatch(/ {4}not-known {5}It is not known whether a backup contains the key .* Look for a DRS backup/);
    expect((await ran(...args)).out).not.toContain('Erase');
    const json = await ran(...args, '--tvs', 'unreachable', '--json');
    expect(Object.keys(JSON.parse(json.out) as object)).toEqual(decisionFields);
  });

  test('takes a configuration for what it is, though it is called like a list', async () => {
    const { status, out } = await ran('--holds', 'blank/ITLFile.tlv', '--offered', 'ITL-moved.cnf.xml.sgn', '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'accepted', rule: 'P1' });
    expect(status).toBe(0);
    const held = await ran('--holds', 'ITL-moved.cnf.xml.sgn', '--offered', 'new/ITLFile.tlv');
    expect(held.status).toBe(2);
    expect(held.complaints).toEqual([
      'ITL-moved.cnf.xml.sgn: This is a signed configuration (SEP001122334455.cnf.xml.sgn), not a list: trustlist verify reads it.',
    ]);
  });

  test('ends with 3 where it depends, and says on which TVS and which certificate', async () => {
    const { status, out } = await ran('--holds', 'old/ITLFile.tlv', '--offered', 'new/ITLFile.tlv');
    expect(status).toBe(3);
    expect(out).toContain('It depends on:\n');
    expect(out).toContain('answers on TCP 2445');
    expect(out).toContain("contains the signer's certificate: new-pub");
  });

  test('asks for the password of one bundle after the other', async () => {
    const store = openssl.read('store.p12');
    machine.files.set('a.p12', store);
    machine.files.set('b.p12', store);
    machine.answers = ['secret', 'secret'];
    const args = ['--holds', 'old/ITLFile.tlv', '--offered', 'new/ITLFile.tlv', '--tvs', 'reachable'];
    const { complaints, status } = await ran(...args, '--tvs-store', 'a.p12', 'b.p12');
    expect(complaints).toEqual([]);
    expect(status).toBe(0);
    expect(machine.asked).toEqual(['Password of a.p12: ', 'Password of b.p12: ']);
  });

  test('takes what the stores of the TVS hold, from several bundles after one option', async () => {
    const args = ['--holds', 'old/ITLFile.tlv', '--offered', 'new/ITLFile.tlv', '--tvs', 'reachable'];
    const { status, out } = await ran(...args, '--tvs-store', 'stores/old.pem', 'stores/new.pem', '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'accepted', rule: 'P4' });
    expect(status).toBe(0);
  });

  test.each([
    ['a configuration of its own cluster', 'old/SEP001122334455.cnf.xml.sgn', 'accepted'],
    ['a plain configuration', 'SEP001122334455.cnf.xml', 'refused'],
    ['a configuration of another cluster', 'new/SEP001122334455.cnf.xml.sgn', 'depends'],
    ['firmware', 'SIP42.loads', 'depends'],
  ])('judges %s', async (_, offered, verdict) => {
    const { out } = await ran('--holds', 'old/ITLFile.tlv', '--offered', offered, '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict });
  });

  test('without --holds the phone holds no list', async () => {
    const { status, out } = await ran('--offered', 'new/ITLFile.tlv', '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'accepted', rule: 'P1' });
    expect(status).toBe(0);
  });

  test('prints exactly the JSON that scripts rely on', async () => {
    const { out } = await ran('--holds', 'old/ITLFile.tlv', '--offered', 'old/next/ITLFile.tlv', '--json');
    const json = JSON.parse(out) as { steps: object[] };
    expect(Object.keys(json)).toEqual(decisionFields);
    for (const step of json.steps) expect(Object.keys(step)).toEqual(stepFields);
    expect(json.steps).toContainEqual(expect.objectContaining({ rule: 'P4', file: 'old/ITLFile.tlv', record: 1 }));
  });

  test.each([
    [['--holds', 'old/ITLFile.tlv'], 'phone: --offered FILE is missing; see trustlist --help.'],
    [['--holds', 'gone.tlv', '--offered', 'new/ITLFile.tlv'], 'gone.tlv: There is no such file.'],
    [
      ['--holds', 'old/ITLFile.tlv', '--holds', 'new/ITLFile.tlv', '--offered', 'new/ITLFile.tlv'],
      'old/ITLFile.tlv and new/ITLFile.tlv are both ITLs: choose one; see trustlist --help.',
    ],
    [
      ['--offered', 'new/ITLFile.tlv', '--tvs', 'perhaps'],
      "phone: 'perhaps' is not a state of a TVS: reachable, unreachable or unknown; see trustlist --help.",
    ],
  ])('ends with 2 where it cannot be asked: %j', async (args, sentence) => {
    const { status, out, complaints } = await ran(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(complaints).toEqual([sentence]);
  });

  test('ends with 2 for a file that is nothing a phone is given', async () => {
    const { status, complaints } = await ran('--offered', 'prose.txt');
    expect(status).toBe(2);
    expect(complaints[0]).toContain('prose.txt: Neither a trust list nor a configuration');
  });
});

describe('trustlist migrate', () => {
  const plan = (...args: string[]): Promise<Ran> => machine.run('migrate', ...args);

  test('judges each method, and changes its mind with the bundle that the old cluster imported', async () => {
    const methods = async (...more: string[]): Promise<Map<string, string>> => {
      const { out, status } = await plan('--from', 'old/ITLFile.tlv', ...more, '--to', 'new/ITLFile.tlv', '--json');
      expect(status).toBe(0);
      const json = JSON.parse(out) as { methods: { id: string; verdict: string; evidence: { sentence: string }[] }[] };
      return new Map(json.methods.map(({ id, verdict, evidence }) => [id, `${verdict} ${JSON.stringify(evidence)}`]));
    };
    const before = await methods('stores/old.pem');
    const after = await methods('stores/old.pem', 'stores/new.pem');
    expect(before.get('erase')).toMatch(/^works /);
    expect(before.get('hardware-token')).toMatch(/^does-not /);
    expect(after.get('bulk-certificates')).not.toEqual(before.get('bulk-certificates'));
    expect(after.get('bulk-certificates')).toContain('new.pem');
  });

  test('prints text, and Markdown for a change ticket', async () => {
    const args = ['--from', 'old/ITLFile.tlv', 'old/CTLFile.tlv', '--to', 'new/ITLFile.tlv', '--to-version', '12.5'];
    const text = await plan(...args);
    expect(text.out).toMatch(/^From CTLFile\.tlv, old\/ITLFile\.tlv to new\/ITLFile\.tlv\n/);
    expect(text.out).toContain('Erase the lists on every phone by hand: works\n');
    const markdown = await plan(...args, '--markdown');
    expect(markdown.out).toMatch(/^# Moving phones to another cluster\n/);
    expect(markdown.out).toContain('- [ ] ');
  });

  test('says what phones do as it is, and on what it depends', async () => {
    const { out } = await plan('--from', 'old/ITLFile.tlv', '--to', 'new/ITLFile.tlv');
    expect(out).toMatch(
      /\nWhat phones do with new\/ITLFile\.tlv now: depends \(rule P4\) on:\n {2}- This TVS .* answers on TCP 2445/,
    );
    const same = await plan('--from', 'old/ITLFile.tlv', '--to', 'old/next/ITLFile.tlv');
    expect(same.out).toMatch(
      /\nWhat phones do with old\/next\/ITLFile\.tlv now: accepted \(rule P4\):\n {2}- The phone already trusts the signer/,
    );
  });

  test('tells an export that holds a signer from the old stores that do not', async () => {
    const args = ['--from', 'old/ITLFile.tlv', 'stores/old.pem', '--to', 'new/ITLFile.tlv', 'stores/new.pem'];
    const { out } = await plan(...args);
    expect(out).toContain("- The old cluster's trust stores (old.pem) do not contain the certificate of record 1");
    expect(out).toContain('- The export of the new cluster (new.pem) contains the certificate of record 1');
    expect(out).not.toContain('No bundle contains');
  });

  test('judges a central TFTP cluster in front of both', async () => {
    const args = ['--from', 'old/ITLFile.tlv', '--to', 'new/ITLFile.tlv'];
    expect((await plan(...args)).out).not.toContain('Centralized TFTP');
    expect((await plan(...args, '--central-tftp', '7.1')).out).toMatch(
      /\nCentralized TFTP: It does not work as it is: .*\n {2}1\. Set "Prepare Cluster for Rollback to pre 8\.0" to True/,
    );
  });

  test('checks a regeneration in one cluster as text, Markdown and JSON', async () => {
    const args = ['--regenerated', '--from', 'old/ITLFile.tlv', 'old/CTLFile.tlv', '--to', 'new/ITLFile.tlv'];
    const { out, status } = await plan(...args);
    expect(status).toBe(1);
    expect(out).toMatch(/^locked-out: Phones that hold old\/ITLFile\.tlv are locked out/);
    expect(out).toMatch(/\n {2}1\. The cluster has no key left that phones with CTLFile\.tlv accept .*FN70613/);
    expect((await plan(...args, '--markdown')).out).toMatch(
      /^# Changed certificates\n\nThe phones hold: old\/ITLFile\.tlv, CTLFile\.tlv/,
    );
    expect(JSON.parse((await plan(...args, '--json')).out)).toMatchObject({ outcome: 'locked-out', conditions: [] });
  });

  test.each([
    ['fine', 'old/ITLFile.tlv', 'old/next/ITLFile.tlv', 0],
    ['locked-out', 'old/ITLFile.tlv', 'new/ITLFile.tlv', 1],
    ['damaged', 'old/ITLFile.tlv', 'damaged/ITLFile.tlv', 1],
    ['not-known', 'capf/ITLFile.tlv', 'new/ITLFile.tlv', 3],
    ['fine-through-tvs', 'old/ITLFile.tlv', 'half/ITLFile.tlv', 0],
    ['too-large', 'old/ITLFile.tlv', 'large/ITLFile.tlv', 1],
  ])('ends with the status of what phones do after a regeneration: %s', async (outcome, held, served, expected) => {
    const { out, status } = await plan('--regenerated', '--from', held, '--to', served);
    expect(out.split(':')[0]).toBe(outcome);
    expect(status).toBe(expected);
  });

  test('judges the CTL on both sides of a regeneration, and ends with 1 if it is out of date', async () => {
    const held = ['--regenerated', '--from', 'old/ITLFile.tlv', 'old/CTLFile.tlv', '--to'];
    const stale = await plan(...held, 'half/ITLFile.tlv');
    expect(stale.out).toMatch(/^ctl-outdated: CTLFile\.tlv does not contain every certificate that half\/ITLFile\.tlv/);
    expect(stale.status).toBe(1);
    const current = await plan(...held, 'old/next/ITLFile.tlv', 'old/CTLFile.tlv');
    expect(current.out).toContain('CTLFile.tlv contains every CallManager, TFTP and CAPF certificate of');
    expect(current.status).toBe(0);
  });

  test.each([
    ['cucme', 'CUCM Express, or CUCM before 8.0'],
    ['7.1', 'CUCM 7.1'],
    ['4.3', 'CUCM 4.3'],
  ])('plans for a destination that has no files: %s', async (version, name) => {
    const { out, status } = await plan('--from', 'old/ITLFile.tlv', '--to-version', version);
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`^From ITLFile\\.tlv to ${name}\n`));
    expect(out).toContain('What phones do with SEP<MAC>.cnf.xml now: refused (rule P9):');
    expect(out).toContain('Note: Phones that hold ITLFile.tlv accept no unsigned files.');
    const withoutTftp = await plan('--from', 'certutils/ITLFile.tlv', '--to-version', version);
    expect(withoutTftp.out).toContain('What phones do with SEP<MAC>.cnf.xml now: accepted (rule P10):');
    expect(withoutTftp.out).toContain('nothing has to be done first');
  });

  test('says that a version contradicts a file', async () => {
    const { out } = await plan('--from', 'old/ITLFile.tlv', '--from-version', '7.1', '--to', 'new/ITLFile.tlv');
    expect(out).toContain('Note: old/ITLFile.tlv is an ITL, and CUCM 7.1 has none');
    const recovery = await plan('--from', 'recovery/ITLFile.tlv', '--from-version', '9.1', '--to', 'new/ITLFile.tlv');
    expect(recovery.out).toMatch(
      /Note: record 1 of recovery\/ITLFile\.tlv .* is an ITLRecovery, and CUCM 9\.1 has none/,
    );
    const fitting = await plan('--from', 'recovery/ITLFile.tlv', '--from-version', '11.5', '--to', 'new/ITLFile.tlv');
    expect(fitting.out).not.toContain('One of the two is wrong');
  });

  test.each([
    [
      ['--from', 'old/ITLFile.tlv', '--to', 'new/ITLFile.tlv', '--json', '--markdown'],
      'migrate: choose either --json or --markdown; see trustlist --help.',
    ],
    [
      ['--regenerated', '--from', 'old/CTLFile.tlv', '--to', 'new/ITLFile.tlv'],
      'migrate: --regenerated takes an ITL on both sides: the one phones hold, and the one served now; see trustlist --help.',
    ],
    [['--from', 'old/ITLFile.tlv'], 'migrate: --to FILE... is missing; see trustlist --help.'],
    [['--from', 'prose.txt', '--to', 'new/ITLFile.tlv'], /^prose\.txt: /],
    [['--from', 'old/ITLFile.tlv', '--to', 'new/ITLFile.tlv', '--to-version', 'new'], /'new' is not a version/],
  ])('ends with 2 where there is nothing to plan with: %j', async (args, sentence) => {
    const { status, complaints } = await plan(...args);
    expect(status).toBe(2);
    expect(complaints[0]).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
  });
});
