import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { tar, zip } from '../../unit/cluster/sources/makers/archives';
import { page8945, page88xx } from '../../unit/cluster/sources/makers/pages';
import { digest, mac, read, readInPieces } from '../../unit/cluster/sources/makers/read';
import { alarmXml, cutByLog } from '../../unit/phone/logs/makers/alarms';
import { anyBytes } from '../mutate/bytes';
import { mutateText } from '../mutate/text';
import type { Input, Reader } from '../reader';
import { smallLists } from './sample-lists';

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const name = 'ITLSEP00A01B2C3D4E.tlv';
const mostProblems = 5_000;

const table = Array.from({ length: 20 }, (_, at) => {
  return `SEP${mac(at)},"Room ${at}, south",${digest(at)},Not Installed,2024-01-${10 + at} 10:11:12,192.0.2.${at},Match`;
}).join('\n');
const rows = [['CTL file', 'Not installed'] as const, ['ITL signature', digest(1)] as const];

/** Tables, pages, traces, lists and archives of these: the same whole and in pieces, and every phone has a name. */
export const sources: Reader = {
  name: 'sources',
  every: 10,
  samples: async () => {
    const csv = `Device,Description,ITL hash,CTL hash,Seen,Address,ITL File Status\n${table}\n`;
    const texts = [
      csv,
      csv.replaceAll(',', ';'),
      page88xx({ rows }),
      page8945({ rows }),
      [...cutByLog(alarmXml(), 200), ...alarmXml()].join('\n'),
    ].map(utf8);
    const files = [...texts, ...(await smallLists())];
    const members = files.map((content, at) => ({ name: at % 2 === 0 ? `${at}.txt` : name, content }));
    const archives = [zip(...members), tar(...members), new Uint8Array(gzipSync(tar(...members)))];
    const zeros = new Uint8Array(20_000_000);
    const hostile = [zip({ name: 'a.csv', content: zeros }), new Uint8Array(gzipSync(gzipSync(zeros)))];
    return { starts: [...files, ...archives].map((file) => [file]), hostile: hostile.map((file) => [file]) };
  },
  mutate: (random, [file = new Uint8Array()], { starts }) => {
    const change = file.includes(0) ? random.pick(anyBytes) : mutateText;
    return [
      change(
        random,
        file,
        starts.map(([start = file]) => start),
      ),
    ];
  },
  check: ([bytes = new Uint8Array()]: Input): Promise<string> => {
    const whole = read(name, bytes);
    if (!isDeepStrictEqual(whole, readInPieces(name, bytes, 777))) throw new Error('reads otherwise in pieces');
    for (const { device, source, line } of whole.observations) {
      if (device === '' || !source.startsWith(name) || (line !== null && line < 1)) {
        throw new Error(`a phone without a name or a place: ${JSON.stringify({ device, source, line })}`);
      }
    }
    if (whole.problems.some(({ message }) => !message.endsWith('.'))) throw new Error('a problem without a sentence');
    if (whole.problems.length > mostProblems) throw new Error(`${whole.problems.length} problems`);
    return Promise.resolve(whole.observations.length > 0 ? 'phones' : whole.lists.length > 0 ? 'lists' : 'nothing');
  },
};
