import { encryptedConfiguration, rsaKey } from '../builders';
import { identity } from './samples';

export const encryptedName = 'SEP0011215A1AE3.cnf.xml.enc.sgn';

export const decryptedConfiguration = new TextEncoder().encode(
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<device>',
    '\t<sshUserId>admin</sshUserId>',
    '\t<sshPassword>first-word</sshPassword>',
    '\t<vendorConfig><adminPassword>second-word</adminPassword><pin></pin></vendorConfig>',
    '\t<credentials>',
    '\t\t<user>third-word</user>',
    '\t</credentials>',
    '\t<loadInformation>sip88xx</loadInformation>',
    '</device>',
    '',
  ].join('\r\n'),
);

export async function encryptedFile(): Promise<Uint8Array> {
  const signer = await identity('tftp');
  return encryptedConfiguration({ signer, recipient: rsaKey(1024, 'phone'), content: decryptedConfiguration });
}
