import { expect, it } from 'vitest';
import * as engine from '../../../src/core/engine';
import { print } from '../../../src/core/show/print';
import { whatItIs } from '../../../src/extension/host/what-it-is';
import { certificate, cucm8Publisher, rsaKey } from '../../builders';
import { pcap } from '../cluster/captures/writer';
import { configurationText, node, signedBytes } from '../phone/clusters';
import { inspected } from '../show/inspected';

const { bytes } = await cucm8Publisher();
const pub = await node('pub');
const { der } = await certificate({ subject: { CN: 'a' }, key: rsaKey(2048, 'what it is'), serial: '01' });
const { list, report } = await inspected(bytes);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const key = rsaKey(2048, 'what it is').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const dump = Buffer.from(bytes).toString('hex').replace(/.{32}/g, '$&\n');

it.each([
  ['a signed configuration', signedBytes('SEP0011215A1AE3.cnf.xml.sgn', pub.callManager), 'signed', /signed file/],
  ['a certificate', der, null, /certificates/],
  ['a private key', text(key), null, /private key/],
  ['a web page', text('<!DOCTYPE html><title>404</title>'), 'text', /web page/],
  ['a configuration', configurationText, 'text', /phone configuration/],
  ['other XML', text('<project/>'), 'text', /^This is XML\.$/],
  ['a hex dump', text(dump), 'dump', /hex dump/],
  ['the output of show itl', text(print(report, list)), 'text', /show itl/],
  ['a packet capture', pcap([]), null, /packet capture/],
  ['a log', text('10:12:14a Trust List Update Failed\n'), 'log', /log/],
])('%s is called what it is', async (_, content, opensAs, sentence) => {
  const what = await whatItIs(engine, content, 'ITLFile.tlv');
  expect(what?.opensAs).toBe(opensAs);
  expect(what?.sentence).toMatch(sentence);
});

it.each([
  ['nothing', new Uint8Array()],
  ['prose', text('Dear colleague,')],
  ['random bytes', Uint8Array.of(0x89, 0, 1, 2, 3)],
])('%s is not called anything', async (_, content) => {
  expect(await whatItIs(engine, content, 'ITLFile.tlv')).toBeNull();
});
