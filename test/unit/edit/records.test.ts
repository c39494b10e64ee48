import { describe, expect, it } from 'vitest';
import { blank } from '../../../src/core/edit/blank';
import {
  addRecords,
  dropDuplicate,
  moveRecord,
  removeRecords,
  setDnsName,
  setFunction,
  setIpAddress,
} from '../../../src/core/edit/records';
import { replaceCertificate, takeFromCertificate, toFull, toHash } from '../../../src/core/edit/record-certificates';
import { colonHex, recordFields } from '../../../src/core/format/fields';
import { inspect } from '../../../src/core/trust/inspect';
import {
  certificate,
  ctlWithTokens,
  cucm8Publisher,
  ecKey,
  recordBytes as build,
  Role,
  rsaKey,
  text,
  trustList,
  type Identity,
} from '../../builders';
import { certificateOf, edited, open, recordBytes, refusal, tagsOf } from './lists';

const renewed = (): Promise<Identity> =>
  certificate({
    subject: { C: 'US', O: 'Example, Inc.', CN: 'new.example.com' },
    key: rsaKey(2048, 'renewed'),
    serial: 'F0:11:22:33:44:55:66:77',
  });

async function certutilsList(): Promise<{ bytes: Uint8Array; host: Identity }> {
  const host = await certificate({ subject: { O: 'Example', CN: 'host.example.com' }, key: rsaKey(2048, 'host') });
  const records = [
    { function: Role.sast, certificate: host },
    { function: Role.ccm, certificate: host },
  ];
  return { bytes: trustList({ signer: host, order: 'certutils', records }), host };
}

describe('adding a record', () => {
  it('writes it as CUCM does, full or as a hash', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const tvs = await certificateOf(identities.tvs);
    for (const form of ['full', 'hash'] as const) {
      const result = edited(
        await addRecords(open(bytes), [{ certificate: tvs, functionCode: Role.tvs, form, dnsName: 'tvs-1' }]),
      );
      expect(recordBytes(result.list, result.bytes, 5)).toEqual(
        build({ function: Role.tvs, certificate: identities.tvs, as: form, dnsName: 'tvs-1' }),
      );
      expect(result.bytes.subarray(0, bytes.length)).toEqual(bytes);
    }
  });

  it('gives TVS and CAPF records of an ITL a hash, and everything else its certificate', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const tvs = await certificateOf(identities.tvs);
    const functions = [Role.sast, Role.ccmTftp, Role.tftp, Role.capf, Role.tvs];
    const additions = functions.map((functionCode) => ({ certificate: tvs, functionCode }));
    const forms = (list: ReturnType<typeof open>): string[] =>
      list.records.slice(-functions.length).map((record) => (recordFields(record).certHash === null ? 'full' : 'hash'));
    expect(forms(edited(await addRecords(open(bytes), additions)).list)).toEqual([
      'full',
      'full',
      'full',
      'hash',
      'hash',
    ]);
    const ctl = open((await ctlWithTokens()).bytes);
    expect(forms(edited(await addRecords(ctl, additions)).list)).toEqual(['full', 'full', 'full', 'full', 'full']);
  });

  it('puts it where it is told, with an address', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const capf = await certificateOf(identities.capf);
    const addition = { certificate: capf, functionCode: Role.tftp, dnsName: 'tftp', ipAddress: '10.1.2.3' };
    const result = edited(await addRecords(open(bytes), [addition], 1));
    expect(tagsOf(result.list.records[0] ?? { parts: [] })).toBe('1 2 3 4 5 6 7 8 9 10');
    expect(recordFields(result.list.records[0] ?? { parts: [] })).toMatchObject({
      dnsName: 'tftp',
      ipAddress: '10.1.2.3',
    });
    expect(recordBytes(result.list, result.bytes, 2)).toEqual(recordBytes(open(bytes), bytes, 1));
    expect(result.label).toBe('Add TFTP record CAPF-9c4cba7d');
  });

  it('agrees with its certificate in every field, be the key RSA or EC, the serial number above 7F or not', async () => {
    const { bytes } = await cucm8Publisher();
    const ec = await certificate({ subject: { CN: 'host-EC' }, key: ecKey('P-384') });
    const additions = [await certificateOf(await renewed()), await certificateOf(ec)].map((added) => ({
      certificate: added,
      functionCode: Role.ccmTftp,
    }));
    const result = edited(await addRecords(open(bytes), additions));
    const report = await inspect(result.list, result.bytes);
    const added = report.records.slice(4);
    expect(added.map(({ serial }) => serial)).toEqual(['F0:11:22:33:44:55:66:77', '2E:3E:1A:7B:DA:A6:4D:84']);
    for (const { fields } of added) {
      const compared = fields.filter(({ name }) => /NAME|SERIAL|KEY|SIGNATURE/.test(name) && name !== 'DNSNAME');
      expect(compared.map(({ agreement }) => agreement)).toEqual(['agrees', 'agrees', 'agrees', 'agrees', 'agrees']);
    }
  });

  it('spells names as the file does, and leaves out DNSNAME where no record has one', async () => {
    const { bytes } = await certutilsList();
    const added = { certificate: await certificateOf(await renewed()), functionCode: Role.tftp };
    const inCertutils = edited(await addRecords(open(bytes), [added])).list.records[2] ?? { parts: [] };
    expect(recordFields(inCertutils).subjectName).toBe('C=US,O=Example\\, Inc.,CN=new.example.com');
    expect(tagsOf(inCertutils)).toBe('1 3 4 5 6 7 8 9');

    const cucm = edited(await addRecords(open((await cucm8Publisher()).bytes), [added])).list.records[4] ?? {
      parts: [],
    };
    expect(recordFields(cucm)).toMatchObject({ subjectName: 'CN=new.example.com;O=Example, Inc.;C=US', dnsName: '' });
  });

  it('refuses what no record can hold', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const list = open(bytes);
    const tvs = await certificateOf(identities.tvs);
    const broken = await certificateOf({ ...identities.tvs, der: identities.tvs.der.subarray(0, 100) });
    const add = async (addition: object): Promise<string> =>
      refusal(await addRecords(list, [{ certificate: tvs, functionCode: Role.tftp, ...addition }])).code;
    expect(await add({ certificate: broken })).toBe('unreadable-certificate');
    expect(await add({ functionCode: 65536 })).toBe('bad-value');
    expect(await add({ ipAddress: '10.1.2.256' })).toBe('bad-value');
    expect(await add({ dnsName: 'a\0b' })).toBe('bad-value');
    expect(await add({ dnsName: 'x'.repeat(65_000) })).toBe('too-long');
    expect(refusal(await addRecords(list, [])).code).toBe('nothing-to-do');
    expect(refusal(await addRecords(list, [{ certificate: tvs, functionCode: 0 }], 6)).code).toBe('no-such-record');
  });
});

describe('removing and moving records', () => {
  it('takes out just the bytes of the record, and puts them where they are moved to', async () => {
    const { bytes } = await cucm8Publisher();
    const list = open(bytes);
    const record = (number: number): Uint8Array => recordBytes(list, bytes, number);
    const header = bytes.subarray(0, 296);

    const removed = edited(removeRecords(list, [2]));
    expect(removed.bytes).toEqual(new Uint8Array(Buffer.concat([header, record(1), record(3), record(4)])));
    expect(removed.label).toBe('Remove record 2 (CCM+TFTP)');
    const two = edited(removeRecords(list, [1, 3]));
    expect(two.bytes).toEqual(new Uint8Array(Buffer.concat([header, record(2), record(4)])));

    const moved = edited(moveRecord(list, 4, 1));
    expect(moved.bytes).toEqual(new Uint8Array(Buffer.concat([header, record(4), record(1), record(2), record(3)])));
    expect(edited(moveRecord(moved.list, 1, 4)).bytes).toEqual(bytes);
  });

  it('may remove all of them', async () => {
    const { bytes } = await cucm8Publisher();
    expect(edited(removeRecords(open(bytes), [1, 2, 3, 4])).bytes).toEqual(bytes.subarray(0, 296));
  });

  it('removes a duplicate, and refuses to remove anything else', async () => {
    const { bytes } = await cucm8Publisher();
    const list = open(bytes);
    const doubled = open(new Uint8Array(Buffer.concat([bytes, recordBytes(list, bytes, 2)])));
    expect(edited(dropDuplicate(doubled, 5)).bytes).toEqual(bytes);
    expect(refusal(dropDuplicate(doubled, 1)).code).toBe('nothing-to-do');
  });

  it('refuses numbers that the list has not', async () => {
    const list = open((await cucm8Publisher()).bytes);
    const outcomes = [
      removeRecords(list, [0]),
      removeRecords(list, [1, 5]),
      moveRecord(list, 5, 1),
      moveRecord(list, 1, 5),
      setFunction(list, 5, 0),
      dropDuplicate(list, 9),
      await toHash(list, 5),
      await toFull(list, -1),
    ];
    for (const outcome of outcomes) {
      expect(refusal(outcome)).toMatchObject({
        code: 'no-such-record',
        message: expect.stringMatching(/records 1 to 4/) as string,
      });
    }
  });
});

describe('changing a field of a record', () => {
  it('writes the function in place', async () => {
    const { bytes } = await cucm8Publisher();
    const result = edited(setFunction(open(bytes), 2, Role.tftp));
    const changed = [...bytes.keys()].filter((at) => bytes[at] !== result.bytes[at]);
    expect(changed).toHaveLength(1);
    expect(recordFields(result.list.records[1] ?? { parts: [] }).functionCode).toBe(Role.tftp);
    expect(refusal(setFunction(result.list, 2, Role.tftp)).code).toBe('nothing-to-do');
  });

  it('writes the DNS name and the length of the record, and puts it in CUCM’s place where there was none', async () => {
    const { bytes } = await certutilsList();
    const result = edited(setDnsName(open(bytes), 2, 'host.example.com'));
    expect(tagsOf(result.list.records[1] ?? { parts: [] })).toBe('1 2 3 5 6 4 7 8 9');
    expect(recordFields(result.list.records[1] ?? { parts: [] }).recordLength).toBe(result.list.records[1]?.length);
    expect(recordBytes(result.list, result.bytes, 1)).toEqual(recordBytes(open(bytes), bytes, 1));
  });

  it.each([
    ['10.48.47.153', [10, 48, 47, 153]],
    ['2001:db8::8:800:200c:417a', [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 8, 8, 0, 0x20, 0xc, 0x41, 0x7a]],
    ['::1', [...new Array<number>(15).fill(0), 1]],
    ['::', new Array<number>(16).fill(0)],
    ['fe80::', [0xfe, 0x80, ...new Array<number>(14).fill(0)]],
  ])('writes the address %s', async (address, expected) => {
    const { bytes } = await cucm8Publisher();
    const result = edited(setIpAddress(open(bytes), 2, address));
    const [record] = result.list.records.slice(1);
    const written = record?.parts.at(-1);
    expect(written?.kind === 'element' && [...written.value]).toEqual(expected);
    expect(edited(setIpAddress(result.list, 2, null)).bytes).toEqual(bytes);
  });

  it.each([
    '',
    '10.1.1',
    '10.1.1.1.1',
    '010.1.1.1',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'host',
  ])('refuses “%s” as an address', async (address) => {
    const { bytes } = await cucm8Publisher();
    expect(refusal(setIpAddress(open(bytes), 2, address)).code).toBe('bad-value');
  });

  it('takes a field from the certificate that contradicts it', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const contradictions = {
      3: text('CN=other'),
      5: text('CN=OTHER-CA'),
      6: Uint8Array.of(1),
      7: Uint8Array.of(2),
      8: Uint8Array.of(3),
    };
    const list = open(
      trustList({
        signer: identities.callManager,
        records: [{ function: Role.sast, certificate: identities.callManager, replace: contradictions }],
      }),
    );
    let result = list;
    for (const field of ['SUBJECTNAME', 'ISSUERNAME', 'SERIALNUMBER', 'PUBLICKEY', 'SIGNATURE']) {
      const outcome = edited(await takeFromCertificate(result, 1, field));
      expect(outcome.label).toBe(`Take ${field} of record 1 from its certificate`);
      result = outcome.list;
    }
    const sound = trustList({
      signer: identities.callManager,
      records: [{ function: Role.sast, certificate: identities.callManager }],
    });
    const [fixed, whole] = [
      recordFields(result.records[0] ?? { parts: [] }),
      recordFields(open(sound).records[0] ?? { parts: [] }),
    ];
    expect(fixed).toEqual(whole);
    expect(refusal(await takeFromCertificate(result, 1, 'FUNCTION')).code).toBe('bad-value');
    expect(refusal(await takeFromCertificate(open(bytes), 3, 'SUBJECTNAME')).code).toBe('no-certificate');
  });
});

describe('replacing a certificate', () => {
  it('keeps the record’s place, form, function, name, address and elements', async () => {
    const { bytes } = await ctlWithTokens();
    const renewal = await renewed();
    const list = open(bytes);
    for (const number of [1, 3]) {
      const result = edited(await replaceCertificate(list, number, await certificateOf(renewal)));
      const [before, after] = [
        list.records[number - 1] ?? { parts: [] },
        result.list.records[number - 1] ?? { parts: [] },
      ];
      expect(tagsOf(after)).toBe(tagsOf(before));
      const fields = recordFields(after);
      expect(fields.certificate).toEqual(renewal.der);
      expect(colonHex(fields.serialNumber ?? new Uint8Array())).toBe('F0:11:22:33:44:55:66:77');
      expect(fields).toMatchObject({ subjectName: renewal.subjectName });
      const { dnsName, ipAddress, functionCode } = recordFields(before);
      expect(fields).toMatchObject({
        dnsName,
        ipAddress,
        functionCode,
        recordLength: result.list.records[number - 1]?.length,
      });
    }
  });

  it('makes the new hash of a record that holds a hash', async () => {
    const { bytes } = await cucm8Publisher();
    const renewal = await renewed();
    const result = edited(await replaceCertificate(open(bytes), 3, await certificateOf(renewal)));
    expect(recordBytes(result.list, result.bytes, 3)).toEqual(
      build({ function: Role.tvs, certificate: renewal, as: 'hash' }),
    );
  });

  it('refuses a record that holds neither, which takes a certificate instead', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const reduced = edited(blank(open(bytes))).list;
    const callManager = await certificateOf(identities.callManager);
    expect(refusal(await replaceCertificate(reduced, 2, callManager)).code).toBe('no-certificate');
    const filled = edited(await toFull(reduced, 2, callManager));
    expect(recordBytes(filled.list, filled.bytes, 2)).toEqual(recordBytes(open(bytes), bytes, 2));
  });
});

describe('certificate and hash', () => {
  it('turn into each other without a trace', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const list = open(bytes);
    const hashed = edited(await toHash(list, 2));
    expect(recordBytes(hashed.list, hashed.bytes, 2)).toEqual(
      build({ function: Role.ccmTftp, certificate: identities.callManager, as: 'hash' }),
    );
    // Record 1 holds the certificate that the hash stands for.
    expect(edited(await toFull(hashed.list, 2)).bytes).toEqual(bytes);
  });

  it('turn into each other without a trace in a record that lacks what CUCM writes, as that of a hardware token', async () => {
    const { bytes, identities } = await ctlWithTokens();
    const list = open(bytes);
    const [first = { parts: [] }] = list.records;
    const hashed = edited(await toHash(list, 1));
    const back = edited(await toFull(hashed.list, 1, await certificateOf(identities.token1)));
    expect(tagsOf(back.list.records[0] ?? { parts: [] })).toBe(tagsOf(first));
    expect(back.bytes).toEqual(bytes);
  });

  it('are not made for a HASH ALGORITHM that stands for no known digest', async () => {
    const { identities } = await cucm8Publisher();
    const { tvs, callManager } = identities;
    const list = open(
      trustList({
        signer: callManager,
        records: [{ function: Role.tvs, certificate: tvs, as: 'hash', replace: { 12: Uint8Array.of(9) } }],
      }),
    );
    const known = await certificateOf(tvs);
    for (const outcome of [
      await replaceCertificate(list, 1, await certificateOf(await renewed())),
      await toFull(list, 1, known),
      await takeFromCertificate(list, 1, 'CERTHASH', known),
    ]) {
      expect(refusal(outcome)).toMatchObject({
        code: 'bad-value',
        message: expect.stringMatching(/^HASH ALGORITHM of record 1 is 9, which is not a known digest/) as string,
      });
    }
    expect(refusal(await takeFromCertificate(list, 1, 'SUBJECTNAME', known)).code).toBe('nothing-to-do');
  });

  it('are told apart: the wrong certificate is refused, and so is one that is not known', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const list = open(bytes);
    expect(refusal(await toFull(list, 3)).code).toBe('no-certificate');
    expect(refusal(await toFull(list, 3, await certificateOf(identities.capf))).code).toBe('key-mismatch');
    const full = edited(await toFull(list, 3, await certificateOf(identities.tvs)));
    expect(recordBytes(full.list, full.bytes, 3)).toEqual(build({ function: Role.tvs, certificate: identities.tvs }));
    expect(refusal(await toFull(full.list, 3)).code).toBe('nothing-to-do');
    expect(refusal(await toHash(list, 3)).code).toBe('no-certificate');
  });
});

describe('an edit of a damaged list', () => {
  it('is refused where it would change how the rest is read, with the place', async () => {
    const { bytes, identities } = await cucm8Publisher();
    const cut = open(bytes.subarray(0, bytes.length - 10));
    const tvs = await certificateOf(identities.tvs);
    const outcome = refusal(await addRecords(cut, [{ certificate: tvs, functionCode: Role.tvs }]));
    expect(outcome.code).toBe('damaged');
    expect(outcome.offset).toBeGreaterThanOrEqual(296);
    // Removing the damaged record is the way out.
    expect(edited(removeRecords(cut, [4])).list.problems).toEqual([]);
  });

  it('keeps the damage of records that it does not touch', async () => {
    const { identities } = await cucm8Publisher();
    const { callManager } = identities;
    const bytes = trustList({
      signer: callManager,
      records: [
        { function: 0, certificate: callManager, recordLength: 77, extra: [{ tag: 200, value: Uint8Array.of(1) }] },
        { function: 2, certificate: callManager },
      ],
    });
    const list = open(bytes);
    expect(list.problems.map(({ code }) => code)).toEqual(['record-length']);
    const result = edited(setFunction(list, 2, 3));
    expect(recordBytes(result.list, result.bytes, 1)).toEqual(recordBytes(list, bytes, 1));
    const fixed = edited(setDnsName(list, 1, 'x'));
    expect(fixed.list.problems).toEqual([]);
    expect(tagsOf(fixed.list.records[0] ?? { parts: [] })).toBe('1 2 3 4 5 6 7 8 9 200');
  });
});
