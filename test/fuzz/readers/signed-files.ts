import { stripSignature } from '../../../src/core/edit/signed-file';
import { sameBytes } from '../../../src/core/format/bytes';
import { decode } from '../../../src/core/format/decode';
import { contentText, decodeSigned, encodeSigned } from '../../../src/core/format/signed';
import type { NamedList } from '../../../src/core/phone/held';
import { verifySigned } from '../../../src/core/phone/verify-signed';
import { reportSigned } from '../../../src/core/trust/signed-report';
import { Role, trustList, u8 } from '../../builders';
import { encryptionElements } from '../../unit/phone/clusters';
import { changeOneFile } from '../mutate/bytes';
import { mutateTlv } from '../mutate/tlv';
import { expectSentences, type Input, type Reader, type Samples } from '../reader';
import { smallSigner } from './sample-lists';
import { isSigned } from './signed-samples';

/** What a TFTP server signs: lossless, and verified only what was signed. The second file is the list that verifies it. */
export const signedFiles: Reader = {
  name: 'signed-files',
  every: 4,
  samples: async () => {
    const signer = await smallSigner();
    const list = trustList({
      signer,
      records: [
        { function: Role.sast, certificate: signer },
        { function: Role.ccmTftp, certificate: signer },
      ],
    });
    const made = (filename: string, content: string, extra: typeof encryptionElements = []): Uint8Array =>
      trustList({ version: [1, 0], filename, signer, records: [], trailing: new TextEncoder().encode(content), extra });
    const files = [
      made('SEP0011215A1AE3.cnf.xml.sgn', '<device><loadInformation>sip88xx</loadInformation></device>\n'),
      made('SEP0011215A1AE3.cnf.xml.enc.sgn', '\u0001\u0002 not readable', encryptionElements),
      made('sip78xx.12-8-1-0001-455.loads', 'sboot78xx.BEV-01-005.sbn\n', [{ tag: 30, value: u8(1) }]),
      made('RingList.xml.sgn', ''),
    ];
    const huge = trustList({
      version: [1, 0],
      filename: 'a.cnf.xml.sgn',
      signer,
      records: [],
      trailing: new Uint8Array(4 << 20).fill(0x20),
    });
    const padded = trustList({ version: [1, 0], filename: 'a.cnf.xml.sgn', signer, records: [], padding: 60_000 });
    return { starts: files.map((file) => [file, list]), hostile: [huge, padded].map((file) => [file, list]) };
  },
  mutate: (random, input, samples) => changeOneFile(random, input, samples, () => mutateTlv),
  check: async ([bytes = new Uint8Array(), held = new Uint8Array()]: Input, samples: Samples): Promise<string> => {
    const decoded = decodeSigned(bytes);
    if (!decoded.ok) return 'refused';
    const { file } = decoded;
    if (!sameBytes(encodeSigned(file), bytes)) throw new Error('encode does not give the input back');
    contentText(file);
    reportSigned(file, 'a.sgn');
    const stripped = stripSignature(file);
    if (stripped.ok && !sameBytes(stripped.bytes, file.content)) throw new Error('stripping gives other content');
    const verdict = await verifySigned(file, 'a.cnf.xml.sgn', named(held));
    expectSentences(verdict);
    if (verdict.status === 'verified' && !isSigned(bytes, samples))
      throw new Error('a file that nobody signed counts as verified');
    return verdict.status;
  },
};

function named(bytes: Uint8Array): NamedList[] {
  const decoded = decode(bytes);
  return decoded.ok ? [{ file: 'ITLFile.tlv', list: decoded.list }] : [];
}
