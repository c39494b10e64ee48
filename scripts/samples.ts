import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import {
  ctlWithTokens,
  cucm12Cluster,
  cucm8Publisher,
  damaged,
  mismatchedSigner,
  trustList,
  type Identity,
} from '../test/builders';

/**
 * Makes `media/samples`: the lists that `npm start` opens, with keys to try the commands on. Keys are new at every
 * run, so the files are: run it when the samples have to change, and commit what it writes.
 */

const folder = join(process.cwd(), 'media', 'samples');
/** The password of the PKCS#12 bundles, as media/samples/README.md says. */
const password = 'sample';

const publisher = await cucm8Publisher();
const cluster = await cucm12Cluster();
const ctl = await ctlWithTokens();
const mismatched = await mismatchedSigner();
const broken = await damaged();

const { callManager, tvs } = publisher.identities;
const { recovery, publisher: newPublisher, subscriber: newSubscriber } = cluster.identities;

/** The console of a phone that holds the CUCM 8 list and is pointed to the CUCM 12 cluster, in the wording of phones. */
const consoleLog = `\
2461: NOT 10:02:11.040112 SECD: tlRequestFile: Request ITLSEP0011215A1AE3.tlv
2462: NOT 10:02:11.104420 TFTP: [14]:Requesting ITLSEP0011215A1AE3.tlv from 192.0.2.10
2463: NOT 10:02:11.261907 TFTP: [14]:Finished --> rcvd 5438 bytes
2464: NOT 10:02:11.318240 SECD: validate_file_envelope: File sign verify SUCCESS; header length <296>
2465: NOT 10:02:11.402518 SECD: lookupCTL: TFTP SRVR secure
2466: NOT 10:02:12.007731 TFTP: [15]:Requesting SEP0011215A1AE3.cnf.xml.sgn from 192.0.2.10
2467: NOT 10:02:12.190024 TFTP: [15]:Finished --> rcvd 8120 bytes
2468: NOT 10:02:12.204418 SECD: lookupAuthCertTvsCacheEntry: No matching entry found at cache
2469: NOT 10:02:12.311902 SECD: tvs_cert_vfy: TVS cert verified with hash from TL
2470: ERR 10:02:12.502117 SECD: processTvsSrvrResponse: Authentication Response received, status : 1
2471: ERR 10:02:12.560003 SECD: EROR:verifyFile: sgn verify file failed <SEP0011215A1AE3.cnf.xml.sgn>, errclass 8, errcode 19 (signer not in CTL)
2472: ERR 10:02:12.560981 SECD: EROR:verifyFile: verify FAILED, <SEP0011215A1AE3.cnf.xml.sgn>
`;

for (const made of ['keys', 'certificates', 'bundles', 'phone']) {
  rmSync(join(folder, made), { recursive: true, force: true });
  mkdirSync(join(folder, made), { recursive: true });
}
write('ITL-cucm8-publisher.tlv', publisher.bytes);
write('ITL-cucm12-cluster.tlv', cluster.bytes);
write('CTL-two-tokens.tlv', ctl.bytes);
write('ITL-mismatched-signer.tlv', mismatched.bytes);
write('ITL-damaged.tlv', broken.bytes);
write('keys/CallManager-cucm8.key.pem', privateKeyPem(publisher.identities.callManager));
write('keys/ITLRecovery.p12', bundle([cluster.identities.recovery], 'ITLRecovery', cluster.identities.recovery));
write('certificates/CallManager-cucm8.pem', certificatePem(publisher.identities.callManager));
write('certificates/TVS-cucm8.pem', certificatePem(publisher.identities.tvs));
write('certificates/ITLRecovery-cucm12.pem', certificatePem(cluster.identities.recovery));
write('bundles/cucm8-stores.pem', [callManager, tvs].map(certificatePem).join(''));
write('bundles/cucm12-pub_tftp.pkcs12', bundle([recovery, newPublisher, newSubscriber], 'cucm12-pub'));
write('phone/SEP0011215A1AE3.cnf.xml.sgn', configuration(callManager));
write('phone/SEP0011215A1AE3-moved.cnf.xml.sgn', configuration(newPublisher));
write('phone/console.log', consoleLog);

function write(name: string, content: Uint8Array | string): void {
  writeFileSync(join(folder, name), content);
}

function privateKeyPem({ key }: Identity): string {
  return key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function certificatePem({ der }: Identity): string {
  return forge.pem.encode({ type: 'CERTIFICATE', body: Buffer.from(der).toString('binary') });
}

/** A PKCS#12 bundle as CUCM exports: certificates, and for ITLRecovery the key, under one friendly name. */
function bundle(identities: readonly Identity[], friendlyName: string, withKey?: Identity): Uint8Array {
  const key = withKey === undefined ? null : forge.pki.privateKeyFromPem(privateKeyPem(withKey));
  const certificates = identities.map((identity) => forge.pki.certificateFromPem(certificatePem(identity)));
  const asn1 = forge.pkcs12.toPkcs12Asn1(key, certificates, password, { friendlyName, algorithm: '3des' });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
}

/** A phone's configuration as a TFTP server signs it. */
function configuration(signer: Identity): Uint8Array {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<device>
  <deviceProtocol>SIP</deviceProtocol>
  <devicePool>
    <callManagerGroup>
      <members>
        <member priority="0">
          <callManager>
            <processNodeName>192.0.2.10</processNodeName>
          </callManager>
        </member>
      </members>
    </callManagerGroup>
  </devicePool>
  <versionStamp>1390000000-0011215a1ae3</versionStamp>
</device>
`;
  return trustList({
    version: [1, 0],
    filename: 'SEP0011215A1AE3.cnf.xml.sgn',
    timestamp: 1_390_000_000,
    signer,
    records: [],
    trailing: Buffer.from(xml),
  });
}
