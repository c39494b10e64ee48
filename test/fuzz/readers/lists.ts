import { sameBytes } from '../../../src/core/format/bytes';
import { decode } from '../../../src/core/format/decode';
import { encode } from '../../../src/core/format/encode';
import { print } from '../../../src/core/show/print';
import { inspect } from '../../../src/core/trust/inspect';
import { outline } from '../../../src/core/trust/outline';
import { certificate, rsaKey } from '../../builders';
import { changeOneFile } from '../mutate/bytes';
import { mutateTlv } from '../mutate/tlv';
import { Random } from '../random';
import type { Input, Reader, Samples } from '../reader';
import { hostileLists } from './hostile-lists';
import { sampleLists, smallSigner } from './sample-lists';
import { isSigned } from './signed-samples';

/** Decode, encode, outline, inspect and print: lossless, no place outside the file, valid only what was signed. */
export const lists: Reader = {
  name: 'lists',
  every: 1,
  samples: async () => {
    const longNames = await certificate({ subject: { CN: 'x'.repeat(20_000) }, key: rsaKey(512, 'small') });
    const hostile = hostileLists(await smallSigner(), longNames, new Random(1));
    return { starts: (await sampleLists()).map((list) => [list]), hostile: hostile.map((list) => [list]) };
  },
  mutate: (random, input, samples) => changeOneFile(random, input, samples, () => mutateTlv),
  check: async ([bytes = new Uint8Array()]: Input, samples: Samples): Promise<string> => {
    const decoded = decode(bytes);
    if (!decoded.ok) return 'refused';
    const { list } = decoded;
    if (!sameBytes(encode(list), bytes)) throw new Error('encode does not give the input back');
    outline(list);
    const report = await inspect(list, bytes, { fileName: 'ITLFile.tlv', earlier: [earlierState(bytes)] });
    const { signature, findings, records } = report;
    print(report, list);
    if (signature.status === 'valid' && !isSigned(bytes, samples))
      throw new Error('a list that nobody signed counts as valid');
    const places = [...findings.map(({ where }) => where), ...records];
    const outside = places.find(({ offset, length }) => offset < 0 || length < 0 || offset + length > bytes.length);
    if (outside !== undefined) throw new Error(`a place outside the file: ${JSON.stringify(outside)}`);
    return signature.status;
  },
};

/** What the list may have been before an edit: other content under the same signature. */
function earlierState(bytes: Uint8Array): Uint8Array {
  const earlier = bytes.slice();
  earlier[earlier.length - 1] = (earlier[earlier.length - 1] ?? 0) ^ 1;
  return earlier;
}
