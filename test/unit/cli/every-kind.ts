import { encode } from '../../../src/core/format/encode';
import { inspect } from '../../../src/core/trust/inspect';
import { print } from '../../../src/core/show/print';
import { Openssl } from '../certificates/openssl';
import { encryptionElements, identity, itl, node, signedBytes } from '../phone/clusters';
import { encryptedConfiguration, type Identity } from '../../builders';
import { frames } from '../cluster/captures/reading';
import { tftpTalk } from '../cluster/captures/talk';
import { pcap } from '../cluster/captures/writer';
import { Machine } from './machine';

/** Every kind of file that a command may be given by mistake, by the name that it has on the machine. */
export const kinds = {
  'list.tlv': 'a list',
  'SEP001122334455.cnf.xml.sgn': 'a signed configuration',
  'SEP001122334455.cnf.xml.enc.sgn': 'an encrypted configuration',
  'SIP42.loads': 'firmware',
  'SEP001122334455.cnf.xml': 'a plain configuration',
  'pub.pem': 'a certificate',
  'pub.key': 'a private key',
  'pub.p12': 'a PKCS#12 bundle',
  'shown.txt': 'a pasted show itl',
  'phone.log': 'the log of a phone',
  'x.pcap': 'a packet capture',
  'page.html': 'a web page',
  'prose.txt': 'any other text',
  'empty.tlv': 'an empty file',
  folder: 'a folder without lists',
  'gone.tlv': 'a file that is not there',
} as const;
export type WrongInput = keyof typeof kinds;

const log = `837: NOT 09:13:17.561856 SECD: tlRequestFile: Request CTLSEP0011215A1AE3.tlv
937: NOT 09:13:18.656906 SECD: verifyFile: verify SUCCESS </usr/ram/SEP0011215A1AE3.cnf.xml>
`;

/**
 * A machine with one file of each kind, a list `good.tlv`, and the key of its signer, for which a configuration is
 * encrypted too.
 */
export async function machineWithEveryKind(): Promise<Machine> {
  const machine = new Machine();
  const openssl = new Openssl();
  try {
    const pub = await node('pub');
    const { list } = itl('list.tlv', [pub]);
    const bytes = encode(list);
    const name = 'SEP001122334455.cnf.xml.sgn';
    const set = (file: WrongInput, content: Uint8Array): void => {
      machine.files.set(file, content);
    };
    set('list.tlv', bytes);
    machine.files.set('good.tlv', encode(itl('good.tlv', [pub], { timestamp: 1_400_000_000 }).list));
    set(name, signedBytes(name, pub.callManager));
    set(
      'SEP001122334455.cnf.xml.enc.sgn',
      signedBytes('SEP001122334455.cnf.xml.enc.sgn', pub.callManager, { extra: encryptionElements }),
    );
    const content = new TextEncoder().encode('<device><sshPassword>cisco</sshPassword></device>');
    const forPub = encryptedConfiguration({ signer: pub.callManager, recipient: pub.callManager.key, content });
    machine.files.set('good.cnf.xml.enc.sgn', forPub);
    const placeholder = { signerName: 'CN=someSigner;O=someOrg' };
    set('SIP42.loads', signedBytes('SIP42.loads', await identity('someSigner', 'firmware'), placeholder));
    machine.text('SEP001122334455.cnf.xml', '<device><loadInformation>sip88xx</loadInformation></device>\n');
    machine.text('pub.pem', pemOf(pub.callManager));
    machine.text('pub.key', keyOf(pub.callManager));
    openssl.write('pub.pem', pemOf(pub.callManager));
    openssl.write('pub.key', keyOf(pub.callManager));
    openssl.run('pkcs12', '-export', '-in', 'pub.pem', '-inkey', 'pub.key', '-out', 'pub.p12', '-passout', 'pass:');
    set('pub.p12', openssl.read('pub.p12'));
    machine.text('shown.txt', print(await inspect(list, bytes), list));
    machine.text('phone.log', log);
    set('x.pcap', pcap(frames(tftpTalk({ name: 'ITLFile.tlv', content: bytes }))));
    machine.text('page.html', '<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n');
    machine.text('prose.txt', 'Dear colleague,\n');
    set('empty.tlv', new Uint8Array());
    machine.directories.add('folder');
    machine.text('key.pem', keyOf(pub.callManager) + pemOf(pub.callManager));
    return machine;
  } finally {
    openssl.remove();
  }
}

function pemOf({ der }: Identity): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}

function keyOf({ key }: Identity): string {
  return key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
