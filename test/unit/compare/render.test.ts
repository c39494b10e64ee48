import { describe, expect, it } from 'vitest';
import type { BothWays, Way } from '../../../src/core/compare/both-ways';
import { compare } from '../../../src/core/compare/compare';
import type { Row } from '../../../src/core/compare/comparison';
import { comparisonJson } from '../../../src/core/compare/json';
import { renderMarkdown, renderText, signs } from '../../../src/core/compare/render';
import type { NamedReport, TicketOptions } from '../../../src/core/compare/ticket';
import { decisionOf, type Decision } from '../../../src/core/phone/decision';
import type { Statement } from '../../../src/core/words/statement';
import { reportOf, type RecordSpec } from './reports';

const signer = { name: 'CN=pub;O=Example', issuer: 'CN=pub;O=Example', serial: [1] };
const sast: RecordSpec = {
  function: 'sast',
  subject: 'CN=pub;O=Example',
  issuer: 'CN=pub;O=Example',
  serial: [1],
  certificate: 'a',
};
const tvs: RecordSpec = {
  function: 'tvs',
  subject: 'CN=pub;O=Example',
  issuer: 'CN=pub;O=Example',
  serial: [2],
  hashOf: 'b',
};
const otherTvs: RecordSpec = { ...tvs, subject: 'CN=sub;O=Example', hashOf: 'd' };
const capf: RecordSpec = { function: 'capf', subject: 'CN=CAPF;O=Example', serial: [3], hashOf: 'c' };

const before: NamedReport = { name: 'before.tlv', report: reportOf({ signer, records: [sast, tvs, otherTvs] }) };
const after: NamedReport = {
  name: 'after.tlv',
  report: reportOf({
    signer,
    timestamp: 1_400_000_000,
    records: [{ ...sast, subject: 'O=Example,CN=pub' }, { ...tvs, serial: [8] }, otherTvs, capf],
  }),
};

const said = (sentence: string): Statement => ({ reason: 'made up', args: {}, sentence });

function way(verdict: Decision['verdict'], dependsOn: string[] = [], sameCluster: Way['sameCluster'] = null): Way {
  const decision = decisionOf({
    verdict,
    rule: 'P4',
    dependsOn: dependsOn.map(said),
    unknown: [],
    steps: [{ rule: 'P4', outcome: 'met', ...said('It is in the ITL.'), file: null, record: null }],
  });
  return { ...decision, sameCluster };
}
const phone: BothWays = {
  leftTakesRight: way('accepted'),
  rightTakesLeft: way('depends', ['The TVS of record 2 answers.']),
  untold: null,
};

function text(options: TicketOptions = {}): string[] {
  return renderText(before, after, compare(before.report, after.report), options).split('\n');
}

function markdown(left: NamedReport, right: NamedReport, options: TicketOptions = {}): string {
  return renderMarkdown(left, right, compare(left.report, right.report), options);
}

describe('a comparison as plain text', () => {
  it('says what is compared, the summary, the phone’s verdicts, and every difference', () => {
    const [title, left, right, , ...rest] = text({ phone });
    expect(title).toBe('Comparison of two trust lists');
    expect(left).toBe(
      `Left:  before.tlv (ITL, ${before.report.length} bytes, 3 records, MD5 ${before.report.md5}, SHA-1 ${before.report.sha1})`,
    );
    expect(right).toMatch(/^Right: after\.tlv \(ITL, /);
    expect(rest.slice(0, 3)).toEqual([
      'Summary: signer kept; 1 of 2 TVS records changed (SERIALNUMBER); CAPF added.',
      'A phone that holds the left list accepts the right one (rule P4).',
      'A phone that holds the right list may accept the left one (rule P4), if: The TVS of record 2 answers.',
    ]);
    expect(rest.filter((line) => line.startsWith('  TIMESTAMP'))).toEqual([
      '  TIMESTAMP: 2011-07-27T14:16:24Z → 2014-05-13T16:53:20Z',
    ]);
    expect(rest.slice(rest.indexOf('Records'))).toEqual([
      'Records',
      '  ≈ record 1: SAST pub, written differently',
      '      SUBJECTNAME: CN=pub;O=Example → O=Example,CN=pub (cosmetic)',
      '  ≠ record 2: TVS pub, changed',
      '      SERIALNUMBER: 02 → 08',
      '  = record 3: TVS sub, unchanged',
      '  + record 4 on the right: CAPF CAPF, added',
      '      SUBJECTNAME: CN=CAPF;O=Example',
      '      SERIALNUMBER: 03',
      '      SHA-1: 84 A5 16 84 1B A7 7A 5B 46 48 DE 2C D0 DF CB 30 EA 46 DB B4',
      '',
    ]);
  });

  it('leaves out differences of form if they are hidden', () => {
    expect(text({ hideForm: true }).join('\n')).not.toMatch(/cosmetic|written differently/);
  });

  it('never hides the time of signing, which is not cosmetic', () => {
    expect(text({ hideForm: true })).toContain('  TIMESTAMP: 2011-07-27T14:16:24Z → 2014-05-13T16:53:20Z');
  });

  it('folds what is unchanged', () => {
    const many = Array.from({ length: 50 }, (_, at): RecordSpec => ({ ...tvs, hashOf: String(at) }));
    const left = { name: 'left', report: reportOf({ records: many }) };
    const right = { name: 'right', report: reportOf({ records: [...many, capf] }) };
    expect(renderText(left, right, compare(left.report, right.report))).toContain('  = 50 records unchanged\n');
  });

  it('says what could not be compared', () => {
    const left = { name: 'show itl', report: { ...before.report, md5: '', sha1: '', sha256: '' } };
    const lines = renderText(left, before, compare(left.report, before.report), {
      phone: {
        leftTakesRight: null,
        rightTakesLeft: null,
        untold: said('What a phone makes of these cannot be told.'),
      },
    });
    expect(lines).toContain('Left:  show itl (ITL as printed by the cluster, 3 records)');
    expect(lines).toContain('\nWhat a phone makes of these cannot be told.\n');
  });

  it('says of records that a text may have left out what they hold', () => {
    const cut = { name: 'cut', report: { ...reportOf({ signer, records: [sast] }), md5: '', sha1: '', sha256: '' } };
    const found = compare(cut.report, before.report, { left: { complete: false } });
    expect(renderText(cut, before, found)).toContain("  2 records: possibly left out of the cluster's text\n");
  });

  it('spells a certificate as a hash is spelled, and says of which kind it is', () => {
    const [left, right] = [sast, { ...sast, serial: [9], certificate: 'z' }].map((record) =>
      reportOf({ signer, records: [record] }),
    );
    if (left === undefined || right === undefined) throw new Error('no reports');
    expect(renderText({ name: 'a', report: left }, { name: 'b', report: right }, compare(left, right))).toMatch(
      /CERTIFICATE: SHA-1 (?:[0-9A-F]{2} ){19}[0-9A-F]{2} → SHA-1 (?:[0-9A-F]{2} ){19}[0-9A-F]{2}\n/,
    );
  });

  it('names a hardware token without the spaces that fill its name up', () => {
    const token = 'cn="SAST-ADN0054f509        ";ou=IPCBU;o="Cisco Systems';
    const left = reportOf({ signer: { ...signer, name: token }, records: [{ ...sast, subject: token }] });
    const right = reportOf({ signer: { ...signer, serial: [7], name: 'CN=other' }, records: [capf] });
    const found = compare(left, right);
    expect(found.summary).toContain('signer replaced: SAST-ADN0054f509 → other;');
    expect(renderText({ name: 'a', report: left }, { name: 'b', report: right }, found)).toContain(
      ' SAST SAST-ADN0054f509, removed\n',
    );
  });

  it('has a sign of its own for each kind of row', () => {
    expect(new Set(Object.values(signs)).size).toBe(Object.keys(signs).length);
  });
});

describe('a comparison as Markdown', () => {
  it('has a row for each difference', () => {
    const lines = markdown(before, after, { phone }).split('\n');
    expect(lines).toContain('| ≠ | record 2 | TVS pub, changed | SERIALNUMBER | `02` | `08` |  |');
    expect(lines).toContain(
      '| + | record 4 on the right | CAPF CAPF, added | SUBJECTNAME |  | `CN=CAPF;O=Example` |  |',
    );
    expect(lines).toContain('|  |  |  | SERIALNUMBER |  | `03` |  |');
    const columns = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').length);
    expect(new Set(columns)).toEqual(new Set([6, 9]));
  });

  it('reads nothing of a file as markup', () => {
    const hostile = 'CN=`a`|b <img src=x onerror=alert(1)> [x](http://evil) *b*\u202e\r\n| new | row |;O=x';
    const left = {
      name: 'a|`b`\n# x.tlv',
      report: reportOf({ signer, records: [{ ...tvs, subject: hostile }, capf] }),
    };
    const right = {
      name: '<b>.tlv',
      report: reportOf({
        signer: { ...signer, name: hostile, serial: [5] },
        records: [{ ...tvs, subject: `${hostile}y` }, capf],
      }),
    };
    const lines = markdown(left, right).split('\n');
    // Code spans are taken out as GFM finds them: a run of backticks up to the next run of the same length.
    const outside = lines.map((line) => line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ''));
    for (const line of outside) {
      expect(line).not.toMatch(/(?<!\\)[<>[\]`]/);
      // oxlint-disable-next-line no-control-regex -- it is control characters that must not be there
      expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
    }
    const rows = lines.filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((line) => line.split(/(?<!\\)\|/).length))).toEqual(new Set([6, 9]));
    expect(lines.filter((line) => line.startsWith('#'))).toEqual(['### Comparison of two trust lists']);
  });

  it('cuts a name of 60,000 characters', () => {
    const long = { name: 'long', report: reportOf({ records: [{ ...tvs, subject: `CN=${'x'.repeat(60_000)}` }] }) };
    expect(markdown(long, before).length).toBeLessThan(5_000);
    expect(markdown(long, before)).toContain('… (60003 characters)');
  });
});

describe('what a verdict depends on', () => {
  const conditions = Array.from({ length: 12 }, (_, at) => `Condition ${at + 1} of the verdict must be true besides.`);
  const long: BothWays = {
    leftTakesRight: way('depends', conditions, { outcome: 'locked-out', ...said('Phones are locked out.') }),
    rightTakesLeft: way('depends', conditions, { outcome: 'fine-through-tvs', ...said('Phones take it.') }),
    untold: null,
  };

  it.each([
    ['text', renderText],
    ['Markdown', renderMarkdown],
  ])('is never cut, in %s', (_, render) => {
    const found = render(before, after, compare(before.report, after.report), { phone: long });
    expect(found).toContain(
      `A phone that holds the left list may accept the right one (rule P4), if: ${conditions.join(' ')}\n`,
    );
    expect(found).not.toContain('characters)');
  });

  it.each([
    ['text', renderText],
    ['Markdown', renderMarkdown],
  ])('says in %s that one cluster that replaced both is a lock-out', (_, render) => {
    const found = render(before, after, compare(before.report, after.report), { phone: long });
    expect(found).toContain(
      'If one cluster replaced the left list by the right one: locked out, no signer and no TVS that phones know is left.\n',
    );
    expect(found).toContain(
      'If one cluster replaced the right list by the left one: taken through TVS, whose certificate is kept.\n',
    );
  });

  it('leaves the summary whole where that is longer than a value may be', () => {
    const host = (letter: string): string => `CN=${letter.repeat(150)}`;
    const of = (name: string, serial: number): NamedReport => ({
      name,
      report: reportOf({ signer: { name: host(name), issuer: host(name), serial: [serial] }, records: [tvs] }),
    });
    const [left, right] = [of('a', 1), of('b', 2)];
    const { summary } = compare(left.report, right.report);
    expect(summary.length).toBeGreaterThan(300);
    expect(markdown(left, right)).toContain(`**Summary:** ${summary}.\n`);
    expect(renderText(left, right, compare(left.report, right.report))).toContain(`Summary: ${summary}.\n`);
  });
});

describe('the JSON of a comparison', () => {
  it('has the differences of meaning in front, and those of form apart', () => {
    const json = comparisonJson(compare(before.report, after.report), phone);
    expect(json).toMatchObject({ same: false, identical: false, header: [] });
    const decided = { rule: 'P4', unknown: [], sameCluster: null, steps: [{ sentence: 'It is in the ITL.' }] };
    expect(json.phone).toMatchObject({
      leftTakesRight: { ...decided, verdict: 'accepted', dependsOn: [] },
      rightTakesLeft: { ...decided, verdict: 'depends', dependsOn: ['The TVS of record 2 answers.'] },
    });
    expect(json.records).toEqual([
      { change: 'changed', left: 2, right: 2, fields: [{ field: 'SERIALNUMBER', left: '02', right: '08' }] },
      { change: 'added', left: null, right: 4, fields: [] },
    ]);
    expect(json.form.header.map(({ field }) => field)).toEqual(['SIGNATURE', 'TIMESTAMP']);
    expect(json.form.records).toEqual([
      {
        left: 1,
        right: 1,
        fields: [{ field: 'SUBJECTNAME', left: 'CN=pub;O=Example', right: 'O=Example,CN=pub' }],
      },
    ]);
  });

  it('lists no record if the lists are the same in meaning', () => {
    const written = reportOf({ signer, records: [{ ...sast, issuer: 'O=Example,CN=pub' }] });
    const json = comparisonJson(compare(reportOf({ signer, records: [sast] }), written), phone);
    expect(json).toMatchObject({ same: true, header: [], records: [] });
  });

  it.each<[Row['kind'], RecordSpec[], RecordSpec[]]>([
    ['added', [sast], [sast, capf]],
    ['removed', [sast, capf], [sast]],
    ['changed', [capf], [{ ...capf, dnsName: 'x' }]],
    ['moved', [sast, capf], [capf, sast]],
    ['renewed', [tvs], [{ ...tvs, serial: [7], hashOf: 'new' }]],
  ])('names a record that was %s', (change, left, right) => {
    const json = comparisonJson(compare(reportOf({ records: left }), reportOf({ records: right })), phone);
    expect(json.records.map((record) => record.change)).toEqual([change]);
  });
});
