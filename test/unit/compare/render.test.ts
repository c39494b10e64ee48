import { describe, expect, it } from 'vitest';
import type { BothWays } from '../../../src/core/compare/both-ways';
import { compare } from '../../../src/core/compare/compare';
import type { Row } from '../../../src/core/compare/comparison';
import { comparisonJson } from '../../../src/core/compare/json';
import { renderMarkdown, renderText, signs } from '../../../src/core/compare/render';
import type { NamedReport, TicketOptions } from '../../../src/core/compare/ticket';
import type { Decision } from '../../../src/core/phone/decision';
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

function decision(verdict: Decision['verdict'], dependsOn: string[] = []): Decision {
  return { verdict, rule: 'P4', dependsOn, unknown: [], steps: [] };
}
const phone: BothWays = {
  leftTakesRight: decision('accepted'),
  rightTakesLeft: decision('depends', ['The TVS of record 2 answers.']),
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
      '  TIMESTAMP: 2011-07-27T14:16:24Z → 2014-05-13T16:53:20Z (in form only)',
    ]);
    expect(rest.slice(rest.indexOf('Records'))).toEqual([
      'Records',
      '  ≈ record 1: SAST pub, written differently',
      '      SUBJECTNAME: CN=pub;O=Example → O=Example,CN=pub (in form only)',
      '  ≠ record 2: TVS pub, changed',
      '      SERIALNUMBER: 02 → 08',
      '  = record 3: TVS sub, unchanged',
      '  + record 4 on the right: CAPF CAPF, added',
      '',
    ]);
  });

  it('leaves out differences of form where they are hidden', () => {
    expect(text({ hideForm: true }).join('\n')).not.toMatch(/form only|written differently|TIMESTAMP/);
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
      phone: { leftTakesRight: null, rightTakesLeft: null },
    });
    expect(lines).toContain('Left:  show itl (ITL as printed by the cluster, 3 records)');
    expect(lines).toContain('What a phone that holds the left list makes of the right one cannot be told.');
  });

  it('has a sign of its own for each kind of row', () => {
    expect(new Set(Object.values(signs)).size).toBe(Object.keys(signs).length);
  });
});

describe('a comparison as Markdown', () => {
  it('has a row for each difference', () => {
    const lines = markdown(before, after, { phone }).split('\n');
    expect(lines).toContain('| ≠ | record 2 | TVS pub, changed | SERIALNUMBER | `02` | `08` |  |');
    expect(lines).toContain('| + | record 4 on the right | CAPF CAPF, added |  |  |  |  |');
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
      // eslint-disable-next-line no-control-regex -- it is control characters that must not be there
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

describe('the JSON of a comparison', () => {
  it('has the differences of meaning in front, and those of form apart', () => {
    const json = comparisonJson(compare(before.report, after.report), phone);
    expect(json).toMatchObject({ same: false, identical: false, header: [], phone });
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

  it('lists no record where the lists are the same in meaning', () => {
    const written = reportOf({ signer, records: [{ ...sast, issuer: 'O=Example,CN=pub' }] });
    const json = comparisonJson(compare(reportOf({ signer, records: [sast] }), written), phone);
    expect(json).toMatchObject({ same: true, header: [], records: [] });
  });

  it.each<[Row['kind'], RecordSpec[], RecordSpec[]]>([
    ['added', [sast], [sast, capf]],
    ['removed', [sast, capf], [sast]],
    ['changed', [capf], [{ ...capf, dnsName: 'x' }]],
    ['moved', [sast, capf], [capf, sast]],
    ['renewed', [tvs], [{ ...tvs, hashOf: 'new' }]],
  ])('names a record that was %s', (change, left, right) => {
    const json = comparisonJson(compare(reportOf({ records: left }), reportOf({ records: right })), phone);
    expect(json.records.map((record) => record.change)).toEqual([change]);
  });
});
