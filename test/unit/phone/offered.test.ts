import { describe, expect, it } from 'vitest';
import { kindOfList } from '../../../src/core/format/fields';
import { encode } from '../../../src/core/format/encode';
import { readOffered } from '../../../src/core/phone/offered';
import { manifest } from '../../manifest';
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
    const noXml = new TextEncoder().encode('loadInformation');
    expect(kindOf(noXml, 'SEP0011215A1AE3.cnf.XML')).toBe('configuration');
    expect(kindOf(noXml, 'SEP0011215A1AE3.cnf.xml.sgn')).toMatch(/^Neither a trust list nor/);
    expect(kindOf(new TextEncoder().encode('Dear colleague'), 'letter.txt')).toMatch(/^Neither a trust list nor/);
  });
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('XML', () => {
  it.each([
    ['<device xsi:type="axl:XIPPhone"><fullConfig/></device>', 'SEP0011215A1AE3.cnf.xml'],
    ['\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by <hand> -->\n<device>', 'config'],
    ['<Default><callManagerGroup/></Default>', 'XMLDefault.cnf.xml'],
    ['<flat-profile><Product_Name/></flat-profile>', 'spa504G.cfg'],
  ])('is the configuration of a phone: %j', (text, file) => {
    expect(kindOf(bytesOf(text), file)).toBe('configuration');
  });

  it.each([
    [
      '<CiscoIPPhoneRingList><Ring/></CiscoIPPhoneRingList>',
      'ringlist.xml',
      /root is CiscoIPPhoneRingList, not device/,
    ],
    ['<?xml version="1.0"?><project name="x"/>', 'pom.xml', /root is project/],
    ['<!DOCTYPE html><html><body>404</body></html>', 'SEP0011215A1AE3.cnf.xml', /it is an HTML page/],
    ['<HTML><title>File Not Found</title></HTML>', 'ITLFile.tlv', /it is an HTML page/],
    ['<svg xmlns="x"/>', 'icon.cnf.xml', /root is svg/],
  ])('is not one: %j', (text, file, why) => {
    expect(kindOf(bytesOf(text), file)).toMatch(why);
  });
});

describe('the menu of the Explorer', () => {
  const { contributes } = manifest as {
    contributes: { menus: { 'explorer/context': { command: string; when: string }[] } };
  };
  const { when } = contributes.menus['explorer/context'].find(
    ({ command }) => command === 'trustList.wouldAPhoneAccept',
  ) ?? { when: '' };
  const patterns = [...when.matchAll(/(resourceExtname|resourceFilename) =~ \/(.*?)\/i/g)];

  it.each([
    'ITLFile.tlv',
    'ITLSEP0011215A1AE3.TLV',
    'SEP0011215A1AE3.cnf.xml.sgn',
    'ringlist.xml.SHA512',
    'SIP42.8-4-2S.loads',
    'SEP0011215A1AE3.cnf.XML',
  ])('asks about %s, which a phone is given', (file) => {
    const extname = file.slice(file.lastIndexOf('.'));
    const isOffered = patterns.some(([, key, pattern = '']) =>
      new RegExp(pattern, 'i').test(key === 'resourceExtname' ? extname : file),
    );
    expect(isOffered, when).toBe(true);
  });
});
