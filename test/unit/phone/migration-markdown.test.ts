import { describe, expect, it } from 'vitest';
import { planMigration } from '../../../src/core/phone/migration/plan';
import { escapeMarkdown } from '../../../src/core/phone/markdown';
import { migrationMarkdown } from '../../../src/core/phone/migration/markdown';
import { judgeRegeneration } from '../../../src/core/phone/regeneration/judge';
import { regenerationMarkdown } from '../../../src/core/phone/regeneration/markdown';
import { identity, itl, node, now } from './clusters';

const oldPub = await node('old-pub');
const newPub = await node('new-pub');

describe('a migration plan as Markdown', () => {
  const render = async (file = 'old/ITLFile.tlv'): Promise<string> =>
    migrationMarkdown(
      await planMigration(
        { itl: itl(file, [oldPub]), ctl: null, bundles: [] },
        { itl: itl('new/ITLFile.tlv', [newPub]), ctl: null, bundles: [] },
        { now, unsignedDestination: false },
      ),
    );

  it('has one row and one section for each method, with task lists to tick off', async () => {
    const text = await render();
    expect(text).toMatch(/^# Moving phones to another cluster\n\nFrom: old\/ITLFile\.tlv {2}\nTo: new\/ITLFile\.tlv\n/);
    expect(text.match(/^\| (?!Method|---)/gm)).toHaveLength(6);
    expect(text.match(/^## /gm)).toHaveLength(7);
    expect(text).toContain('- new/ITLFile.tlv: **depends** (rule P4) on:\n  - This TVS is in the phone');
    expect(text).toContain('## Erase the lists on every phone by hand: works\n');
    expect(text).toContain('- [ ] In OS Administration of new-pub, open Security > Bulk Certificate Management');
    expect(text).toContain('Sources: [Migrating IP Phones Between Clusters');
  });

  it('names the file of a fact that does not name it itself', async () => {
    expect(await render()).toContain('What the files say:');
  });

  it('says what a centralized TFTP needs, where there is one', async () => {
    expect(await render()).not.toContain('Centralized TFTP');
    const plan = await planMigration(
      { itl: itl('a.tlv', [oldPub]), ctl: null, bundles: [] },
      { itl: null, ctl: null, bundles: [] },
      { now, centralTftpVersion: 11.5, newVersion: 7 },
    );
    expect(migrationMarkdown(plan)).toMatch(
      /## Centralized TFTP\n\nIt does not work as it is: [^\n]*\n\nSteps:\n\n- \[ \] Set "Prepare Cluster for Rollback to pre 8\.0" to True on the central/,
    );
  });

  it('shows names from files as text: no markup, no table cell, no line of their own', async () => {
    const hostile = '](https://example.com)<img src=x>|`*_\n# heading';
    const text = await render(hostile);
    expect(text).not.toContain('<img');
    expect(text).not.toContain('](https://example.com)<');
    expect(text).not.toMatch(/^# heading/m);
    for (const row of text.match(/^\|.*$/gm) ?? []) {
      expect(row.replace(/\\./g, '').match(/\|/g), row).toHaveLength(4);
    }
  });

  it('shows hostile names in certificates as text too', async () => {
    const name = '<script>alert(1)</script>|x';
    const strange = { callManager: await identity(name, 'call manager'), tvs: await identity(name, 'tvs') };
    const text = migrationMarkdown(
      await planMigration(
        { itl: itl('a.tlv', [oldPub]), ctl: null, bundles: [] },
        { itl: itl('b.tlv', [strange]), ctl: null, bundles: [] },
        { now },
      ),
    );
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script>alert(1)&lt;/script>\\|x');
  });
});

describe('the check of a regeneration as Markdown', () => {
  it('has the outcome, the facts, and what to do as a list to tick off', async () => {
    const held = itl('held|1.tlv', [oldPub]);
    const served = itl('served.tlv', [newPub]);
    const text = regenerationMarkdown(await judgeRegeneration({ held, served, now }), {
      held: ['held|1.tlv', 'CTLFile.tlv'],
      served: ['served.tlv'],
    });
    expect(text).toMatch(
      /^# Changed certificates\n\nThe phones hold: held\\\|1\.tlv, CTLFile\.tlv {2}\nTheir cluster serves: served\.tlv\n\n\*\*Locked out\*\*: Phones that hold held\\\|1\.tlv are locked out/,
    );
    expect(text).toContain('\n- served.tlv is signed by a certificate that held\\|1.tlv does not contain');
    expect(text).toContain('What to do, best first:\n\n- [ ] Restore the DRS backup');
  });
});

describe('escaping', () => {
  it.each([
    ['a*b_c`d', 'a\\*b\\_c\\`d'],
    ['a\\|b', 'a\\\\\\|b'],
    ['one\n\ntwo', 'one two'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['> quote', '\\> quote'],
    ['https://example.com www.example.com', 'https\\://example.com www\\.example.com'],
    ['ITLSEP0011215A1AE3.tlv', 'ITLSEP0011215A1AE3.tlv'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});
