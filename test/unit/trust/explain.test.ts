import { describe, expect, it } from 'vitest';
import { catalogue, findingCodes } from '../../../src/core/trust/catalogue';
import { actionLabels, explain, placeWords } from '../../../src/core/trust/explain';
import { finding } from '../../../src/core/trust/finding';
import type { FindingPlace, Fix } from '../../../src/core/trust/report';
import { manifest } from '../../manifest';

const where: FindingPlace = { record: 2, field: 'ISSUERNAME', offset: 0x951, length: 18 };

describe('an explained finding', () => {
  it('says what the catalogue says of its code', () => {
    const found = finding('no-tvs', {}, where);
    const { title, phone, source, todo, action } = catalogue['no-tvs'];
    const actionLabel = 'Add Record from Certificate…';
    const place = 'record 2, ISSUERNAME, offset 0x0951';
    expect(explain(found)).toEqual({
      ...found,
      title,
      place,
      phone,
      source,
      todo,
      action,
      actionLabel,
      fixLabel: null,
    });
  });

  it.each<[Fix, string]>([
    [{ kind: 'resign' }, 'Re-sign…'],
    [{ kind: 'take-from-certificate', record: 2, field: 'ISSUERNAME' }, 'Take ISSUERNAME from the certificate'],
    [{ kind: 'drop-trailing-bytes' }, 'Remove the bytes after the last record'],
    [{ kind: 'fix-header-length' }, 'Correct HEADERLENGTH'],
    [{ kind: 'drop-duplicate', record: 4 }, 'Remove record 4'],
  ])('names the fix %o: %s', (fix, label) => {
    expect(explain(finding('no-tvs', {}, where, { fix })).fixLabel).toBe(label);
  });
});

describe('the command that a finding leads to', () => {
  it('is called what package.json calls it', () => {
    const { contributes } = manifest as {
      readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
    };
    const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
    for (const [action, label] of Object.entries(actionLabels)) expect(titles.get(`trustList.${action}`)).toBe(label);
  });
});

describe('what is to be done', () => {
  it('is said of every code but those that change nothing', () => {
    const without = findingCodes.filter((code) => catalogue[code].todo === null);
    expect(without).toEqual(['text-unterminated', 'unknown-tag']);
  });
});

describe('a place in words', () => {
  it.each<[FindingPlace, string]>([
    [where, 'record 2, ISSUERNAME, offset 0x0951'],
    [{ record: 2, field: null, offset: 0x8dc, length: 900 }, 'record 2, offset 0x08dc'],
    [{ record: null, field: 'SIGNERID', offset: 10, length: 90 }, 'header, SIGNERID, offset 0x000a'],
    [{ record: null, field: null, offset: 0x1_0000, length: 4 }, 'offset 0x10000'],
  ])('%o is %s', (place, words) => {
    expect(placeWords(place)).toBe(words);
  });
});
