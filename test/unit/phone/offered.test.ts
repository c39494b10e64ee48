import { describe, expect, it } from 'vitest';
import { encode } from '../../../src/core/format/encode';
import { kindOfList, readOffered } from '../../../src/core/phone/offered';
import { configurationText, itl, list, node, readSigned, signedBytes } from './clusters';

const pub = await node('pub');
const configuration = signedBytes('SEP0011215A1AE3.cnf.xml.sgn', pub.callManager);

function kindOf(bytes: Uint8Array, file: string): string {
  const read = readOffered(bytes, file);
  return read.ok ? read.offered.kind : read.error.message;
}

describe('what a file is to a phone', () => {
  it('is said by its FILENAME, whatever it is called on disk', () => {
    expect(kindOf(configuration, 'ITL-moved.cnf.xml.sgn')).toBe('configuration');
    expect(kindOf(configuration, 'ITLFile.tlv')).toBe('configuration');
    expect(kindOf(encode(itl('i.tlv', [pub]).list), 'CTLFile.tlv')).toBe('ITL');
    expect(kindOfList(readSigned(configuration), 'ITL-moved.cnf.xml.sgn')).toBe('unknown');
  });

  it('is said by its name on disk where the header has no FILENAME, unless that names a signed file', () => {
    const nameless = encode(list('n.tlv', { filename: '', signer: pub.callManager, records: [] }).list);
    expect(kindOf(nameless, 'lists/CTLFile.tlv')).toBe('CTL');
    expect(kindOf(nameless, 'ITLFile.tlv.old')).toBe('ITL');
    expect(kindOf(nameless, 'ITL-moved.cnf.xml.sgn')).toBe('configuration');
  });

  it('is a plain configuration where it is XML, and nothing for a phone where it is prose', () => {
    expect(kindOf(configurationText, 'ITLFile.tlv')).toBe('configuration');
    expect(kindOf(new TextEncoder().encode('Dear colleague'), 'letter.txt')).toMatch(/^Neither a trust list nor/);
  });
});
