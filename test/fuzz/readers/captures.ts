import { captureLimits } from '../../../src/core/cluster/captures/limits';
import { CaptureReader, type Captured } from '../../../src/core/cluster/captures/reader';
import { reportTransfers, reportTvs } from '../../../src/core/cluster/captures/report';
import { certificate, rsaKey } from '../../builders';
import { frames } from '../../unit/cluster/captures/reading';
import {
  answer,
  certificateMessage,
  chunked,
  clientHello,
  get,
  record,
  serverHello,
  tcpTalk,
  tftpError,
  tftpTalk,
  v6,
} from '../../unit/cluster/captures/talk';
import { pcap, pcapng } from '../../unit/cluster/captures/writer';
import { anyBytes, changeOneFile, join, splice, type FileMutation } from '../mutate/bytes';
import { expectSentences, type Reader } from '../reader';
import { sampleLists } from './sample-lists';

/** Captures of both formats: what is complete has bytes and digests, and what is there was in the file. */
export const captures: Reader = {
  name: 'captures',
  every: 50,
  samples: async () => {
    const [list = new Uint8Array()] = await sampleLists();
    const identity = await certificate({ subject: { CN: 'tvs' }, key: rsaKey(512, 'small') });
    const packets = packetsOf(list, identity.der);
    const starts = [
      pcap(frames(packets)),
      pcap(frames(packets), { littleEndian: false, nanoseconds: true }),
      pcap(
        packets.map((bytes) => ({ bytes })),
        { linkType: 101 },
      ),
      pcapng(frames(packets)),
      pcapng(frames(packets), [1], false),
    ];
    return { starts: starts.map((file) => [file]), hostile: [] };
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, () => random.pick([...anyBytes, movePart, doublePart, dropPart])),
  check: async ([file = new Uint8Array()]) => {
    const captured = readIn(file, 4_096);
    if (captured === null) return 'refused';
    const transfers = await reportTransfers(captured.transfers);
    for (const { isComplete, bytes, content, length } of transfers) {
      if (isComplete !== (bytes !== null) || isComplete !== (content !== null))
        throw new Error('complete without bytes');
      if ((length ?? 0) > file.length) throw new Error('more bytes than the file has');
    }
    const tvs = await reportTvs(captured.tvs, null);
    if (tvs.some(({ presents, failure }) => (presents === null) === (failure === null)))
      throw new Error('a certificate that cannot be seen has no reason');
    if (captured.problems.length > 2 * captureLimits.problems + 1) throw new Error('too many problems');
    expectSentences(captured.problems);
    return transfers.some(({ isComplete }) => isComplete) ? 'found' : 'nothing';
  },
};

function packetsOf(list: Uint8Array, der: Uint8Array): Uint8Array[] {
  const flight = [serverHello(0x0303), certificateMessage(der)].map((message) => record(22, message));
  return [
    ...tftpTalk({ name: 'ITLFile.tlv', content: list, blockSize: 500, tsize: true }),
    ...tftpTalk({ name: 'a.tlv', content: list, hosts: v6, blockSize: 1_428, fragmentBytes: 600 }),
    ...tftpTalk({ name: 'b.tlv', content: list, blockSize: 1_428, fragmentBytes: 600, ports: [7, 69, 9] }),
    ...tftpError('CTLFile.tlv', 1, 'File not found', 2_000),
    ...tcpTalk({ says: [get('/c.tlv'), answer(list), get('/d.tlv'), chunked(list, [300])], segments: [400] }),
    ...tcpTalk({
      says: [
        { by: 'phone', bytes: record(22, clientHello()) },
        { by: 'server', bytes: join(flight) },
      ],
      ports: [51_000, 2_445],
      segments: [200],
    }),
  ];
}

function readIn(file: Uint8Array, piece: number): Captured | null {
  const reader = new CaptureReader();
  for (let at = 0; at < file.length; at += piece) reader.push(file.subarray(at, at + piece));
  return reader.end();
}

/** Lengths about those of packets. */
const longestPart = 700;

const movePart: FileMutation = (random, file) => {
  const [at, length] = [random.below(file.length), random.below(longestPart)];
  return splice(
    splice(file, at, length, new Uint8Array()),
    random.below(file.length),
    0,
    file.subarray(at, at + length),
  );
};

const doublePart: FileMutation = (random, file) => {
  const [at, length] = [random.below(file.length), random.below(longestPart)];
  return splice(file, at, 0, file.subarray(at, at + length));
};

const dropPart: FileMutation = (random, file) =>
  splice(file, random.below(file.length), random.below(longestPart), new Uint8Array());
