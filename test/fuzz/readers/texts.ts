import { textProblem } from '../../../src/core/compare/text-side';
import { decode } from '../../../src/core/format/decode';
import { readPhoneLog, readPhoneLogLine } from '../../../src/core/phone/logs/read';
import { parseShow } from '../../../src/core/show/parse';
import { print } from '../../../src/core/show/print';
import { inspect } from '../../../src/core/trust/inspect';
import { changeOneFile } from '../mutate/bytes';
import { mutateText } from '../mutate/text';
import { expectSentences, type Input, type Reader } from '../reader';
import { sampleLists } from './sample-lists';

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const decoder = new TextDecoder();

function mutate(...[random, input, samples]: Parameters<Reader['mutate']>): Input {
  return changeOneFile(random, input, samples, () => mutateText);
}

/** The text of `show itl` and `show ctl`: never throws, and shows no place outside the text. */
export const texts: Reader = {
  name: 'texts',
  every: 10,
  samples: async () => {
    const printed = await Promise.all([...new Set(await sampleLists())].map(printedText));
    const framed = printed.map((text, at) => `admin:show ${at % 2 === 0 ? 'itl' : 'ctl'}\n${text}admin:\n`);
    return { starts: [...framed, framed.join('')].map((text) => [ascii(text)]), hostile: [] };
  },
  mutate,
  check: ([file = new Uint8Array()]: Input): Promise<string> => {
    const text = decoder.decode(file);
    const outputs = parseShow(text);
    for (const output of outputs) {
      const { places, findings } = output;
      expectSentences(textProblem([output]));
      const outside = [output, ...places, ...findings].find(
        ({ start, end }) => start < 0 || end < start || end > text.length,
      );
      if (outside !== undefined) throw new Error(`a place outside the text: ${JSON.stringify(outside).slice(0, 500)}`);
    }
    return Promise.resolve(
      outputs.length === 0 ? 'no output' : outputs.some(({ failure }) => failure) ? 'failure' : 'read',
    );
  },
};

async function printedText(bytes: Uint8Array): Promise<string> {
  const decoded = decode(bytes);
  return decoded.ok ? print(await inspect(decoded.list, bytes), decoded.list) : '';
}

const log = `NOT 10:11:12.345678 tlRequestFile: Request CTLSEP0011215A1AE3.tlv
NOT 10:11:12.345678 TFTP: [27]:Requesting CTLSEP0011215A1AE3.tlv from 10.1.1.1 with size limit of 65536
NOT 10:11:12.4 TFTP: [27]:Finished --> rcvd 5438 bytes
NOT 10:11:12.4 validate_file_envelope: File sign verify SUCCESS; header length <296>
ERR 10:11:13.1 verifyFile: sgn verify file failed </usr/ram/SEP0011215A1AE3.cnf.xml.sgn>, errclass 8, errcode 19 (signer not in CTL)
ERR 10:11:13.1 verifyFile: verify FAILED, </usr/ram/SEP0011215A1AE3.cnf.xml.sgn>
NOT lookupCTL: TFTP SRVR secure
NOT authenticated file approved - add .sgn -- SEP0011215A1AE3.cnf.xml.sgn
ERR https_cert_vfy: HTTPS cert not in CTL, <10.48.47.153>
NOT findByCertAndRoleInTL: Searching TL from ITL file
NOT processTvsClntReq: TVS Certificate Authentication request
NOT lookupAuthCertTvsCacheEntry: No matching entry found at cache
10:12:13a File Not Found : CTLFile.tlv
10:12:14a Trust List Update Failed
10:12:15p No Trust List installed
10:12:15p Verification Failed
`;

/** A phone's console log and status messages: never throws, and every event has a sentence. */
export const logs: Reader = {
  name: 'logs',
  mostMs: 3_000, // a megabyte of nothing but messages is 40,000 events
  every: 10,
  samples: () => Promise.resolve({ starts: [[ascii(log)], [ascii(log.replaceAll('\n', '\r\n'))]], hostile: [] }),
  mutate,
  check: ([file = new Uint8Array()]: Input): Promise<string> => {
    const text = decoder.decode(file);
    const timeline = readPhoneLog(text);
    readPhoneLogLine(text);
    expectSentences(timeline);
    return Promise.resolve(timeline.failure === null ? 'no failure' : 'failure');
  },
};
