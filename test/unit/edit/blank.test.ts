import { describe, expect, it } from 'vitest';
import { blank, blankFormSentence } from '../../../src/core/edit/blank';
import { History } from '../../../src/core/edit/history';
import { sign } from '../../../src/core/edit/sign';
import { inspect } from '../../../src/core/trust/inspect';
import {
  certificate,
  ctlWithTokens,
  cucm8Publisher,
  recordBytes as build,
  Role,
  rsaKey,
  trustList,
} from '../../builders';
import { certificateOf, edited, open, privateKeyOf, recordBytes, refusal, tagsOf } from './lists';

describe('blanking a list for rollback', () => {
  it('keeps SAST and CAPF records and reduces CCM+TFTP and TVS to DNS name and function', async () => {
    const { bytes } = await cucm8Publisher();
    const list = open(bytes);
    const result = edited(blank(list));

    expect(result.list.records.map(tagsOf)).toEqual(['1 2 3 4 5 6 7 8 9', '1 2 4', '1 2 4', '1 2 3 4 5 6 7 8 11 12']);
    expect(recordBytes(result.list, result.bytes, 1)).toEqual(recordBytes(list, bytes, 1));
    expect(recordBytes(result.list, result.bytes, 4)).toEqual(recordBytes(list, bytes, 4));
    // RECORDLENGTH, DNSNAME as it was, and FUNCTION.
    const dnsName = recordBytes(list, bytes, 2).subarray(5, 10);
    expect(recordBytes(result.list, result.bytes, 2)).toEqual(Uint8Array.of(1, 0, 2, 0, 15, ...dnsName, 4, 0, 2, 0, 2));
    expect(result.list.problems).toEqual([]);
  });

  it('leaves the header alone, so that the signature is stale until the list is signed again', async () => {
    const { bytes } = await cucm8Publisher();
    const result = edited(blank(open(bytes)));
    expect(result.bytes.subarray(0, 296)).toEqual(bytes.subarray(0, 296));
    const report = await inspect(result.list, result.bytes);
    expect(report.blank).toBe(true);
    expect(report.signature.status).toBe('invalid');
  });

  it('keeps the address where there was one: 33 bytes for a name of 12 characters, as documented for a CTL', async () => {
    const { bytes } = await ctlWithTokens();
    const result = edited(blank(open(bytes)));
    expect(result.list.records.map(tagsOf).at(2)).toBe('1 2 4 10');
    const report = await inspect(result.list, result.bytes);
    expect(report.records[2]).toMatchObject({
      dnsName: '10.48.47.153',
      ipAddress: '10.48.47.153',
      function: 'CCM+TFTP',
    });

    const host = await certificate({ subject: { CN: 'host' }, key: rsaKey(1024) });
    const named = trustList({
      kind: 'CTL',
      signer: host,
      records: [
        { function: Role.sast, certificate: host },
        { function: Role.ccmTftp, certificate: host, dnsName: 'gigantic-600', ipAddress: '10.1.1.1' },
      ],
    });
    expect(edited(blank(open(named))).list.records[1]?.length).toBe(33);
  });

  it('reduces each server function and nothing else', async () => {
    const host = await certificate({ subject: { CN: 'host' }, key: rsaKey(1024) });
    const functions = [0, 1, 2, 3, 4, 5, 7, 21, 99];
    const list = open(
      trustList({ signer: host, records: functions.map((code) => ({ function: code, certificate: host })) }),
    );
    const { records } = edited(blank(list)).list;
    const reduced = functions.filter((_, index) => tagsOf(records[index] ?? { parts: [] }) === '1 2 4');
    expect(reduced).toEqual([Role.ccm, Role.ccmTftp, Role.tftp, Role.tvs]);
  });

  it('says that its form is modelled, not observed', async () => {
    const { bytes } = await cucm8Publisher();
    expect(edited(blank(open(bytes))).warnings).toEqual([blankFormSentence]);
    expect(blankFormSentence).toContain('modelled');
  });

  it('refuses a list that is blank, and one without servers', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const once = edited(blank(open(bytes)));
    expect(refusal(blank(once.list))).toMatchObject({
      code: 'nothing-to-do',
      message: expect.stringMatching(/blank already/) as string,
    });

    const alone = trustList({
      signer: identities.capf,
      records: [{ function: Role.sast, certificate: identities.capf }],
    });
    expect(refusal(blank(open(alone))).message).toMatch(/no record of function/);
  });

  it('is signed with a new key and undone to the original bytes, for a CTL with hardware tokens', async () => {
    const { bytes } = await ctlWithTokens();
    const signer = await certificate({ subject: { O: 'Example', CN: 'new-signer' }, key: rsaKey(2048, 'new signer') });
    const history = new History(bytes);
    const blanked = edited(blank(open(bytes)));
    history.apply(blanked.label, blanked.bytes);
    const request = { certificate: await certificateOf(signer), digest: 'SHA-512', addSigner: true } as const;
    const signed = edited(await sign(blanked.list, await privateKeyOf(signer), request));
    history.apply(signed.label, signed.bytes);
    const report = await inspect(open(history.bytes), history.bytes);
    expect(report).toMatchObject({ blank: true, signature: { status: 'valid', record: 1 } });
    while (history.undo());
    expect(history.bytes).toEqual(bytes);
    expect(history.isDirty).toBe(false);
  });

  it('keeps bytes after the last record, and the order of a record that certutils wrote', async () => {
    const host = await certificate({ subject: { CN: 'host' }, key: rsaKey(1024) });
    const records = [
      { function: Role.sast, certificate: host },
      { function: Role.tftp, certificate: host },
    ];
    const bytes = trustList({ signer: host, order: 'certutils', trailing: Uint8Array.of(9, 9, 9), records });
    const result = edited(blank(open(bytes)));
    expect(result.list.trailing).toEqual(Uint8Array.of(9, 9, 9));
    expect(result.list.records.map(tagsOf)).toEqual(['1 3 5 6 4 7 8 9', '1 4']);
    expect(recordBytes(result.list, result.bytes, 1)).toEqual(
      build({ function: Role.sast, certificate: host }, 'certutils'),
    );
  });
});
