import { beforeAll, describe, expect, test } from 'vitest';
import { wantsColour } from '../../../src/cli/colour';
import { cucm12Cluster, cucm8Publisher, damaged, digestOf, mismatchedSigner } from '../../builders';
import { Machine } from './machine';

const escape = '\u001b[';
const codes = [31, 32, 33, 36, 39];
const plain = (text: string): string => codes.reduce((left, code) => left.replaceAll(`${escape}${code}m`, ''), text);

const machine = new Machine();
beforeAll(async () => {
  machine.files.set('sound.tlv', (await cucm8Publisher()).bytes);
  machine.files.set('damaged.tlv', (await damaged()).bytes);
  machine.files.set('mismatched.tlv', (await mismatchedSigner()).bytes);
  machine.text('refused.log', '12:00:02.5 SECD: -sgn verify file failed <SEPAABBCC001122.cnf.xml.sgn>, errclass 8');
  const digest = Buffer.from(digestOf('SHA-1', machine.bytes('sound.tlv'))).toString('hex');
  machine.text('phones.csv', `Device,ITL\nSEP000000000001,${digest}`);
  machine.files.set('other.tlv', (await cucm12Cluster()).bytes);
  machine.files.set('bad\u001b[31m.tlv', (await cucm8Publisher()).bytes);
});

async function both(...args: string[]): Promise<{ coloured: string; uncoloured: string }> {
  machine.isColoured = true;
  const { out: coloured } = await machine.run(...args);
  machine.isColoured = false;
  const { out: uncoloured } = await machine.run(...args);
  return { coloured, uncoloured };
}

describe('colours', () => {
  test('are shown on a terminal, unless NO_COLOR is set or the terminal has none', () => {
    expect(wantsColour(true, {})).toBe(true);
    expect(wantsColour(true, { NO_COLOR: '' })).toBe(true);
    expect(wantsColour(true, { NO_COLOR: '0' })).toBe(false);
    expect(wantsColour(true, { TERM: 'dumb' })).toBe(false);
    expect(wantsColour(false, {})).toBe(false);
  });

  test('are those of the verdict and of severities', async () => {
    const { coloured } = await both('verify', 'sound.tlv', 'mismatched.tlv');
    expect(coloured).toContain(`sound.tlv: ${escape}32mSignature verified${escape}39m, signed by`);
    expect(coloured).toContain(`mismatched.tlv: ${escape}31mSignature does not verify${escape}39m, header names`);
    expect(coloured).toContain(`  ${escape}31merror${escape}39m signed-by-another at`);
    expect(coloured).toContain(`  ${escape}36minformation${escape}39m weak-digest at`);
    const phone = await both('phone', '--holds', 'sound.tlv', '--offered', 'damaged.tlv');
    expect(phone.coloured).toContain(`damaged.tlv: ${escape}31mrefused${escape}39m (rule`);
    const edited = await both('edit', 'sound.tlv', '-o', 'out.tlv', '--set', 'filename=X');
    expect(edited.coloured).toContain(`out.tlv: ${escape}33m`);
    const migration = await both('migrate', '--from', 'sound.tlv', '--to', 'sound.tlv', '--regenerated');
    expect(migration.coloured).toMatch(/^\S+32mfine\S+39m: /);
    const log = await both('log', 'refused.log');
    expect(log.coloured).toContain(`${escape}31m`);
    const audit = await both('audit', 'phones.csv', '--known', 'sound.tlv', '--served', 'mismatched.tlv');
    expect(audit.coloured).toMatch(/\n\S+31m(Locked out|Refuses)\S+39m: 1 phone, /);
  });

  test.each([
    ['verify', 'sound.tlv', 'mismatched.tlv', 'damaged.tlv'],
    ['phone', '--holds', 'sound.tlv', '--offered', 'mismatched.tlv'],
    ['edit', 'sound.tlv', '-o', 'out.tlv', '--set', 'filename=X'],
    ['audit', 'phones.csv', '--known', 'sound.tlv', '--served', 'mismatched.tlv'],
    ['migrate', '--from', 'sound.tlv', '--to', 'mismatched.tlv'],
    ['migrate', '--from', 'sound.tlv', '--to', 'mismatched.tlv', '--regenerated'],
  ])('change nothing but the colour: %s', async (...args) => {
    const { coloured, uncoloured } = await both(...args);
    expect(plain(coloured)).toBe(uncoloured);
    expect(uncoloured).not.toContain(escape);
  });

  test.each([
    ['verify', '--json', 'mismatched.tlv'],
    ['verify', '--jsonl', 'mismatched.tlv'],
    ['verify', '--sarif', 'mismatched.tlv'],
    ['verify', '--junit', 'mismatched.tlv'],
    ['audit', 'sound.tlv', '--served', 'sound.tlv', '--csv'],
    ['audit', 'sound.tlv', '--served', 'sound.tlv', '--markdown'],
    ['compare', 'sound.tlv', 'mismatched.tlv', '--markdown'],
    ['phone', '--offered', 'sound.tlv', '--json'],
    ['completion', 'bash'],
    ['help', '--man'],
    ['show', 'sound.tlv'],
  ])('are not in what another program reads: %s %s', async (...args) => {
    const { coloured, uncoloured } = await both(...args);
    expect(coloured).toBe(uncoloured);
    expect(uncoloured).not.toBe('');
  });

  test('never come from a file or its name', async () => {
    const { coloured } = await both('verify', 'bad\u001b[31m.tlv');
    expect(coloured).toMatch(/^bad␛\[31m\.tlv: /);
  });
});
