import { encode } from '../../../src/core/format/encode';
import type { Decision } from '../../../src/core/phone/decision';
import type { NamedList, Phone } from '../../../src/core/phone/held';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import type { Offered } from '../../../src/core/phone/offered';
import { flipByte, Role } from '../../builders';
import {
  blankItl,
  certificates,
  ctl,
  itl,
  itlRecords,
  list,
  named,
  node,
  now,
  readSigned,
  signedBytes,
  token,
} from './clusters';
import { configuration, configurationName, holding, nobody, offer, offline, unsigned, vouches } from './phones';

/** Two clusters that know nothing of each other. */
export const oldPub = await node('old-pub');
export const newPub = await node('new-pub');
export const oldItl = itl('old/ITLFile.tlv', [oldPub]);
export const newItl = itl('new/ITLFile.tlv', [newPub]);
const blank = blankItl('old/blank.tlv', oldPub.callManager);
const tokenA = await token('ADN000000a');
const tokenB = await token('ADN000000b');
export const oldCtl = ctl('old/CTLFile.tlv', [tokenA, tokenB], [oldPub]);
const ownBytes = signedBytes(configurationName, oldPub.callManager);

/** A phone, what it is offered, and the verdict. */
export interface Case {
  readonly name: string;
  readonly phone: Phone;
  readonly offered: Offered;
  readonly known?: KnownFacts;
  readonly verdict: Decision['verdict'];
  readonly rule: Decision['rule'];
  /** A sentence that a person reads on the way. */
  readonly reads: string;
  /** The record that the sentence is about. */
  readonly at?: { readonly file: string; readonly record: number };
}

export const cases: readonly Case[] = [
  {
    name: 'P1: a phone that holds nothing trusts the first ITL',
    phone: nobody,
    offered: offer('ITL', newItl),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'The phone holds neither a CTL nor an ITL.',
  },
  {
    name: 'P1: a phone that holds nothing trusts the first CTL',
    phone: nobody,
    offered: offer('CTL', oldCtl),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'From then on the phone trusts that list.',
  },
  {
    name: 'P1: a phone with a blank ITL trusts the ITL of any cluster',
    phone: holding({ itl: blank }),
    offered: offer('ITL', newItl),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'The phone holds a blank ITL (old/blank.tlv) and no CTL.',
  },
  {
    name: 'P1: a phone with a blank ITL takes unsigned configuration',
    phone: holding({ itl: blank }),
    offered: unsigned,
    verdict: 'accepted',
    rule: 'P1',
    reads: 'signed or not, no matter who signed it',
  },
  {
    name: 'P1: a phone with a blank ITL takes configuration that a stranger signed',
    phone: holding({ itl: blank }),
    offered: configuration(newPub.callManager),
    verdict: 'accepted',
    rule: 'P1',
    reads: 'With the blank ITL old/blank.tlv the phone accepts any configuration',
  },
  {
    name: 'P1: a phone that holds nothing asks for unsigned configuration',
    phone: nobody,
    offered: unsigned,
    verdict: 'accepted',
    rule: 'P1',
    reads: 'Without a list the phone asks for SEP0011215A1AE3.cnf.xml, unsigned',
  },
  {
    name: 'P2: a CTL alone takes an ITL whose signer it holds as CCM+TFTP',
    phone: holding({ ctl: oldCtl }),
    offered: offer('ITL', oldItl),
    verdict: 'accepted',
    rule: 'P2',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
    at: { file: 'old/CTLFile.tlv', record: 3 },
  },
  {
    name: 'P2: a CTL alone takes an ITL whose signer it holds as SAST',
    phone: holding({ ctl: ctl('tokenless.tlv', [oldPub.callManager], []) }),
    offered: offer('ITL', oldItl),
    verdict: 'accepted',
    rule: 'P2',
    reads: 'record 1 of tokenless.tlv (SAST, old-pub)',
    at: { file: 'tokenless.tlv', record: 1 },
  },
  {
    name: 'P2: a CTL alone refuses another ITL, and has no TVS to ask',
    phone: holding({ ctl: oldCtl }),
    offered: offer('ITL', newItl),
    known: vouches,
    verdict: 'refused',
    rule: 'P2',
    reads: 'No TVS can vouch for the signer: the phone holds no ITL that would authenticate a TVS.',
  },
  {
    name: 'P3: with both lists the signer may be in the CTL',
    phone: holding({ ctl: oldCtl, itl: newItl }),
    offered: offer('ITL', oldItl),
    verdict: 'accepted',
    rule: 'P3',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
    at: { file: 'old/CTLFile.tlv', record: 3 },
  },
  {
    name: 'P3: with both lists the signer may be in the ITL',
    phone: holding({ ctl: ctl('strange.tlv', [tokenA], []), itl: oldItl }),
    offered: offer('ITL', oldItl),
    verdict: 'accepted',
    rule: 'P3',
    reads: 'record 1 of old/ITLFile.tlv (SAST, old-pub)',
  },
  {
    name: 'P3: with both lists a TVS may vouch',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offer('ITL', newItl),
    known: vouches,
    verdict: 'accepted',
    rule: 'P3',
    reads: 'The phone asks the TVS of record 3 of old/ITLFile.tlv, old-pub, serial ',
    at: { file: 'old/ITLFile.tlv', record: 3 },
  },
  {
    name: 'P3: with both lists and no TVS that answers, it refuses',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offer('ITL', newItl),
    known: offline,
    verdict: 'refused',
    rule: 'P3',
    reads: 'No TVS in old/ITLFile.tlv answers on TCP 2445',
  },
  {
    name: 'P4: an ITL takes an ITL of the same signer',
    phone: holding({ itl: oldItl }),
    offered: offer('ITL', itl('old/next.tlv', [oldPub], { timestamp: 1400000000 })),
    verdict: 'accepted',
    rule: 'P4',
    reads: 'The phone already trusts the signer, record 1 of old/ITLFile.tlv (SAST, old-pub), and does not ask a TVS.',
    at: { file: 'old/ITLFile.tlv', record: 1 },
  },
  {
    name: 'P4: an ITL that holds the signer as TFTP server (a cluster that is not in mixed mode) is enough',
    phone: holding({
      itl: list('plain.tlv', {
        signer: oldPub.callManager,
        records: [{ function: Role.tftp, certificate: oldPub.callManager }],
      }),
    }),
    offered: offer('ITL', oldItl),
    verdict: 'accepted',
    rule: 'P4',
    reads: 'record 1 of plain.tlv (TFTP, old-pub)',
  },
  {
    name: 'P4: an ITL takes a CTL of the same signer',
    phone: holding({ itl: oldItl }),
    offered: offer('CTL', ctl('tokenless.tlv', [oldPub.callManager], [oldPub])),
    verdict: 'accepted',
    rule: 'P4',
    reads: 'record 1 of old/ITLFile.tlv (SAST, old-pub)',
  },
  {
    name: 'P4: an ITL of another cluster depends on the TVS',
    phone: holding({ itl: oldItl }),
    offered: offer('ITL', newItl),
    verdict: 'depends',
    rule: 'P4',
    reads: 'old/ITLFile.tlv does not contain the signer: new-pub, serial ',
  },
  {
    name: 'P4: an ITL of another cluster is refused if the ITL contains no TVS',
    phone: holding({
      itl: list('no-tvs.tlv', {
        signer: oldPub.callManager,
        records: itlRecords([oldPub], oldPub.callManager).slice(0, 2),
      }),
    }),
    offered: offer('ITL', newItl),
    known: vouches,
    verdict: 'refused',
    rule: 'P4',
    reads: 'No TVS can vouch for the signer: no-tvs.tlv does not contain a TVS certificate.',
  },
  {
    name: 'P5: a new CTL that a SAST of the held one signed is taken',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offer('CTL', ctl('new/CTLFile.tlv', [tokenB], [newPub])),
    verdict: 'accepted',
    rule: 'P5',
    reads: 'record 2 of old/CTLFile.tlv (SAST, SAST-ADN000000b',
    at: { file: 'old/CTLFile.tlv', record: 2 },
  },
  {
    name: 'P5: one hardware token in common is enough, though another signed',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offer('CTL', ctl('new/CTLFile.tlv', [await token('ADN000000c'), tokenB], [newPub])),
    known: offline,
    verdict: 'accepted',
    rule: 'P5',
    reads: 'One hardware token in common is enough.',
    at: { file: 'old/CTLFile.tlv', record: 2 },
  },
  {
    name: 'P5: a new CTL may be signed by something in the ITL',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offer('CTL', ctl('new/CTLFile.tlv', [oldPub.callManager], [oldPub])),
    verdict: 'accepted',
    rule: 'P5',
    reads: 'record 1 of old/ITLFile.tlv (SAST, old-pub)',
  },
  {
    name: 'P5: a TVS may vouch for the signer of a new CTL',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offer('CTL', ctl('new/CTLFile.tlv', [newPub.callManager], [newPub])),
    known: vouches,
    verdict: 'accepted',
    rule: 'P5',
    reads: 'The TVS vouches for the signer (new-pub, serial ',
  },
  {
    name: 'P5: a new CTL of strangers is refused',
    phone: holding({ ctl: oldCtl }),
    offered: offer('CTL', ctl('new/CTLFile.tlv', [newPub.callManager], [newPub])),
    verdict: 'refused',
    rule: 'P5',
    reads: 'old/CTLFile.tlv does not contain the signer: new-pub',
  },
  {
    name: 'P6: with a blank ITL the CTL still rules: a stranger’s CTL is refused',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: offer('CTL', ctl('new/CTLFile.tlv', [newPub.callManager], [newPub])),
    known: vouches,
    verdict: 'refused',
    rule: 'P6',
    reads: 'No TVS can vouch for the signer: old/blank.tlv does not contain a TVS certificate.',
  },
  {
    name: 'P6: with a blank ITL the CTL still rules: a stranger’s ITL is refused',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: offer('ITL', newItl),
    known: vouches,
    verdict: 'refused',
    rule: 'P6',
    reads: 'A blank ITL does not clear a CTL',
  },
  {
    name: 'P6: with a blank ITL what the CTL knows is taken',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: offer('ITL', oldItl),
    verdict: 'accepted',
    rule: 'P6',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
  },
  {
    name: 'P7: a list that changed after it was signed is refused, whoever signed it',
    phone: holding({ itl: oldItl }),
    offered: offer('ITL', tampered('old/tampered.tlv', oldItl)),
    known: vouches,
    verdict: 'refused',
    rule: 'P7',
    reads: 'The signature of old/tampered.tlv does not verify with its signer',
    at: { file: 'old/ITLFile.tlv', record: 1 },
  },
  {
    name: 'P7: a list that names its signer and was signed with another key is refused',
    phone: holding({ itl: oldItl }),
    offered: offer('ITL', itl('forged.tlv', [oldPub], { signedBy: newPub.callManager })),
    known: vouches,
    verdict: 'refused',
    rule: 'P7',
    reads: 'or another key signed it',
  },
  {
    name: 'P7: a list without a signature is refused',
    phone: holding({ itl: oldItl }),
    offered: offer('ITL', itl('unsigned.tlv', [oldPub], { signed: false })),
    verdict: 'refused',
    rule: 'P7',
    reads: 'unsigned.tlv has no signature.',
  },
  {
    name: 'L1: a list above 64 KB is not loaded',
    phone: nobody,
    offered: offer('ITL', itl('large.tlv', [oldPub], { trailing: new Uint8Array(66_000) })),
    verdict: 'refused',
    rule: 'L1',
    reads: 'Phones do not load a list larger than 65536 bytes',
  },
  {
    name: 'P8: a phone that refuses a list keeps what it holds',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: offer('ITL', newItl),
    known: offline,
    verdict: 'refused',
    rule: 'P3',
    reads:
      'The phone keeps old/CTLFile.tlv and old/ITLFile.tlv, shows "Trust List Update Failed", and continues to use its cached configuration',
  },
  {
    name: 'P8: a phone that refuses a configuration keeps its lists, and writes why to its console log',
    phone: holding({ ctl: oldCtl, itl: oldItl }),
    offered: configuration(newPub.callManager),
    known: offline,
    verdict: 'refused',
    rule: 'P9',
    reads:
      'The phone keeps old/CTLFile.tlv and old/ITLFile.tlv, writes "verifyFile: sgn verify file failed …, errclass 8, errcode 19 (signer not in CTL)", which means in neither list, and "verifyFile: verify FAILED" to its console log, and continues to use its cached configuration',
  },
  {
    name: 'P8: a phone that refuses a changed configuration does not say that its signer is unknown',
    phone: holding({ itl: oldItl }),
    offered: {
      kind: 'configuration',
      file: configurationName,
      signed: readSigned(flipByte(ownBytes, ownBytes.length - 1)),
    },
    known: offline,
    verdict: 'refused',
    rule: 'P7',
    reads:
      'The phone keeps old/ITLFile.tlv, writes "verifyFile: verify FAILED" to its console log, and continues to use',
  },
  {
    name: 'P8: a phone that never fetches the unsigned configuration writes nothing about it',
    phone: holding({ itl: oldItl }),
    offered: unsigned,
    verdict: 'refused',
    rule: 'P9',
    reads: 'The phone keeps old/ITLFile.tlv and continues to use its cached configuration: changes do not reach it.',
  },
  {
    name: 'P9: configuration that a CCM+TFTP server of the ITL signed is taken',
    phone: holding({ itl: oldItl }),
    offered: configuration(oldPub.callManager),
    verdict: 'accepted',
    rule: 'P9',
    reads: 'record 2 of old/ITLFile.tlv (CCM+TFTP, old-pub)',
    at: { file: 'old/ITLFile.tlv', record: 2 },
  },
  {
    name: 'P9: configuration that a CCM+TFTP server of the CTL signed is taken',
    phone: holding({ ctl: oldCtl, itl: blank }),
    offered: configuration(oldPub.callManager),
    verdict: 'accepted',
    rule: 'P9',
    reads: 'record 3 of old/CTLFile.tlv (CCM+TFTP, old-pub)',
  },
  {
    name: 'P9: configuration that a stranger signed is refused, as the phone logs it',
    phone: holding({ itl: oldItl }),
    offered: configuration(newPub.callManager),
    known: offline,
    verdict: 'refused',
    rule: 'P9',
    reads: 'errclass 8, errcode 19 (signer not in CTL)',
  },
  {
    name: 'P9: configuration that a stranger signed is taken if a TVS vouches and its key verifies it',
    phone: holding({ itl: oldItl }),
    offered: configuration(newPub.callManager),
    known: { tvs: { reachable: [3], stores: await certificates(newPub.tvs, newPub.callManager) }, now },
    verdict: 'accepted',
    rule: 'P9',
    reads: "verifies with the signer's certificate in the TVS trust store",
  },
  {
    name: 'P2: a record of another function of the CTL is not a signer of an ITL',
    phone: holding({ ctl: withFunction('CTLFile.tlv', 'CTL', Role.capf) }),
    offered: offer('ITL', newItl),
    known: vouches,
    verdict: 'refused',
    rule: 'P2',
    reads: 'its function (CAPF) does not make it a signer of new/ITLFile.tlv.',
    at: { file: 'CTLFile.tlv', record: 3 },
  },
  {
    name: 'P3: a record of another function of the CTL is not a signer, if no TVS answers',
    phone: holding({ ctl: withFunction('CTLFile.tlv', 'CTL', Role.ccm), itl: oldItl }),
    offered: offer('ITL', newItl),
    known: offline,
    verdict: 'refused',
    rule: 'P3',
    reads: 'its function (CCM) does not make it a signer of new/ITLFile.tlv.',
    at: { file: 'CTLFile.tlv', record: 3 },
  },
  {
    name: 'P9: a SAST that is not a server is not a signer of configuration',
    phone: holding({ itl: withFunction('ITLFile.tlv', 'ITL', Role.sast) }),
    offered: configuration(newPub.callManager),
    known: offline,
    verdict: 'refused',
    rule: 'P9',
    reads:
      'its function (System Administrator Security Token) does not make it a signer of SEP0011215A1AE3.cnf.xml.sgn.',
    at: { file: 'ITLFile.tlv', record: 3 },
  },
  {
    name: 'P9: a TVS may vouch for a signer that the list has under another function',
    phone: holding({ itl: withFunction('ITLFile.tlv', 'ITL', Role.capf) }),
    offered: configuration(newPub.callManager),
    known: vouches,
    verdict: 'accepted',
    rule: 'P9',
    reads: 'The TVS vouches for the signer (new-pub, serial ',
  },
  {
    name: 'P7: a configuration that does not verify with the certificate of the TVS store is refused',
    phone: holding({ itl: oldItl }),
    offered: configuration(newPub.callManager, { signedBy: oldPub.tvs }),
    known: { tvs: { reachable: 'all', stores: await certificates(newPub.callManager) }, now },
    verdict: 'refused',
    rule: 'P7',
    reads: "does not verify with the signer's certificate in the TVS trust store (new-pub, serial ",
  },
  {
    name: 'P10: a phone whose lists contain no TFTP server takes unsigned configuration',
    phone: holding({ ctl: withoutTftp('CTLFile.tlv', 'CTL'), itl: withoutTftp('ITLFile.tlv', 'ITL') }),
    offered: unsigned,
    verdict: 'accepted',
    rule: 'P10',
    reads: 'The phone holds CTLFile.tlv and ITLFile.tlv.',
  },
  {
    name: 'P10: one list with a TFTP server is enough to ask for signed configuration',
    phone: holding({ ctl: withoutTftp('CTLFile.tlv', 'CTL'), itl: oldItl }),
    offered: unsigned,
    verdict: 'refused',
    rule: 'P9',
    reads: 'The phone holds a CTL (CTLFile.tlv) and an ITL (old/ITLFile.tlv).',
  },
  {
    name: 'P10: a phone whose lists contain no TFTP server still checks new lists',
    phone: holding({ itl: withoutTftp('ITLFile.tlv', 'ITL') }),
    offered: offer('ITL', newItl),
    known: offline,
    verdict: 'refused',
    rule: 'P4',
    reads: 'ITLFile.tlv does not contain the signer: new-pub',
  },
  {
    name: 'P10: what such a phone makes of a signed configuration is not known',
    phone: holding({ itl: withoutTftp('ITLFile.tlv', 'ITL') }),
    offered: configuration(oldPub.callManager),
    verdict: 'depends',
    rule: 'P10',
    reads: 'The phone accepts SEP0011215A1AE3.cnf.xml.sgn although it is signed.',
  },
  {
    name: 'P9: unsigned configuration is never taken by a phone with a list',
    phone: holding({ itl: oldItl }),
    offered: unsigned,
    known: vouches,
    verdict: 'refused',
    rule: 'P9',
    reads: 'the phone shows "TFTP Timeout : SEP0011215A1AE3.cnf.xml.sgn"',
  },
];

/** A list of the old cluster with the new cluster's CallManager certificate under a function of its own: record 3. */
function withFunction(file: string, kind: 'ITL' | 'CTL', role: number): NamedList {
  const records = [
    { function: Role.sast, certificate: oldPub.callManager },
    { function: Role.ccmTftp, certificate: oldPub.callManager },
    { function: role, certificate: newPub.callManager },
    { function: Role.tvs, certificate: oldPub.tvs },
  ];
  return list(file, { kind, signer: oldPub.callManager, records });
}

/** As certutils writes lists: a signer, and a server that is not a TFTP server. */
function withoutTftp(file: string, kind: 'ITL' | 'CTL'): NamedList {
  const records = [
    { function: Role.sast, certificate: oldPub.callManager },
    { function: Role.ccm, certificate: oldPub.callManager },
    { function: Role.tvs, certificate: oldPub.tvs },
  ];
  return list(file, { kind, signer: oldPub.callManager, records });
}

function tampered(file: string, { list: original }: NamedList): NamedList {
  const bytes = encode(original);
  return named(file, flipByte(bytes, bytes.length - 1));
}
