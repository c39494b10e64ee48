import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { compare } from '../../../src/core/compare/compare';
import { recordOrder } from '../../../src/core/format/draft';
import { decode } from '../../../src/core/format/decode';
import type * as Elements from '../../../src/core/format/elements';
import { encryptionElements, headerElements, recordElements } from '../../../src/core/format/elements';
import { headerFields, recordFields } from '../../../src/core/format/fields';
import { parseShow } from '../../../src/core/show/parse';
import { print } from '../../../src/core/show/print';
import { inspect } from '../../../src/core/trust/inspect';
import type { Report } from '../../../src/core/trust/report';
import { certificate, Role, rsaKey, text, trustList, u16 } from '../../builders';

/** The table with one more row for a header and for a record: all that a new tag should take. */
vi.mock('../../../src/core/format/elements', async (original) => {
  const elements = await original<typeof Elements>();
  const alias = { tag: 40, name: 'ALIASNAME', type: 'name', show: 'value', weight: 'name', mirrors: 'subject' };
  const size = { tag: 40, name: 'ALIASSIZE', type: 'u16', show: 'value' };
  return {
    ...elements,
    headerElements: { ...elements.headerElements, size },
    recordElements: { ...elements.recordElements, alias },
  };
});

async function listWith(alias: Uint8Array, size: Uint8Array): Promise<{ bytes: Uint8Array; report: Report }> {
  const signer = await certificate({ subject: { CN: 'pub', O: 'Example' }, key: rsaKey(1024), serial: '21:00' });
  const records = [
    { function: Role.sast, certificate: signer },
    { function: Role.tftp, certificate: signer, extra: [{ tag: 40, value: alias }] },
  ];
  const bytes = trustList({ signer, records, extra: [{ tag: 40, value: size }] });
  return { bytes, report: await inspect(listOf(bytes), bytes) };
}

function listOf(bytes: Uint8Array): Parameters<typeof inspect>[0] {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.list;
}

describe('a tag that only has a row in the table', () => {
  it('is read by its type', async () => {
    const list = listOf((await listWith(text('CN=pub;O=Example'), u16(7))).bytes);
    expect(headerFields(list)).toMatchObject({ size: 7 });
    expect(list.records.map(recordFields)).toMatchObject([{ alias: null }, { alias: 'CN=pub;O=Example' }]);
  });

  it('is shown with its name and value, and compared with the certificate', async () => {
    const { report } = await listWith(text('CN=pub;O=Example'), u16(7));
    expect(report.header).toContainEqual(expect.objectContaining({ tag: 40, name: 'ALIASSIZE', text: '7' }));
    expect(report.records[1]?.fields).toContainEqual(
      expect.objectContaining({ tag: 40, name: 'ALIASNAME', text: 'CN=pub;O=Example', agreement: 'agrees' }),
    );
    expect(report.findings.map(({ code }) => code)).not.toContain('unknown-tag');
  });

  it('has findings on its width, its end and its certificate', async () => {
    const { report } = await listWith(Uint8Array.of(0x41), Uint8Array.of(7));
    const found = report.findings.map(({ code, where }) => [code, where.field]);
    expect(found).toContainEqual(['field-width', 'ALIASSIZE']);
    expect(found).toContainEqual(['text-unterminated', 'ALIASNAME']);
    expect(report.records[1]?.fields).toContainEqual(
      expect.objectContaining({ name: 'ALIASNAME', agreement: 'differs' }),
    );
  });

  it('is printed as by a cluster, and read back from the text', async () => {
    const { bytes, report } = await listWith(text('CN=pub;O=Example'), u16(7));
    const printed = print(report, listOf(bytes));
    expect(printed).toMatch(/^40 {6}ALIASSIZE {7}2 {7}7$/m);
    expect(printed).toMatch(/^40 {6}ALIASNAME {7}17 {6}CN=pub;O=Example$/m);
    const [read] = parseShow(printed);
    expect(read?.report.header).toContainEqual(expect.objectContaining({ name: 'ALIASSIZE', text: '7' }));
    expect(read?.report.records[1]?.fields).toContainEqual(
      expect.objectContaining({ name: 'ALIASNAME', text: 'CN=pub;O=Example' }),
    );
    expect(read?.report.findings.map(({ code }) => code)).toEqual(['no-tvs']); // and none on a length
  });

  it('weighs in a comparison as its row says', async () => {
    const { report: left } = await listWith(text('CN=pub;O=Example'), u16(7));
    const { report: right } = await listWith(text('O=Example,CN=pub'), u16(8));
    const { header, rows } = compare(left, right);
    expect(header).toContainEqual({ field: 'ALIASSIZE', left: '7', right: '8', form: false });
    expect(rows.flatMap(({ fields }) => fields)).toContainEqual(
      expect.objectContaining({ field: 'ALIASNAME', form: true }),
    );
  });

  it('has a place in the records that an edit writes', () => {
    expect(recordOrder.at(-1)).toBe(40);
  });
});

describe('the table', () => {
  const core = join(import.meta.dirname, '../../../src/core');
  const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && file !== 'format/elements.ts');
  const containing = (pattern: RegExp): string[] =>
    sources.filter((file) => pattern.test(readFileSync(join(core, file), 'utf8')));

  it('is the only place that names an element', () => {
    const tables: readonly Elements.ElementRows[] = [headerElements, recordElements, encryptionElements];
    const names = tables
      .flatMap((rows) => Object.values(rows).map(({ name }) => name))
      .filter((name) => !name.startsWith('TAG '));
    const found = containing(new RegExp(`'(?:${names.join('|')})'`));
    // X.520 and PEM have names like these; a comparison picks out fields of its own result by name.
    const allowed = /^certificates\/|^compare\/(?!values|records|pairing)|^edit\/export\.ts$/;
    expect(found.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it('is the only place that tells elements apart by their tags', () => {
    expect(containing(/\bcase (?:Header|Record|Encryption)Tag\./)).toEqual([]);
  });

  it('is the only place that lists tags, apart from what a blank record keeps and what a signer writes', () => {
    const found = containing(/^\s*\[?(?:Header|Record|Encryption)Tag\.\w+,/m);
    expect(found.sort()).toEqual(['edit/blank.ts', 'edit/signer-header.ts']);
  });
});
