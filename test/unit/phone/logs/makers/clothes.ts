/** How logs dress a message: what stands around it differs by model, load, program and who copied it. */
export interface Clothes {
  readonly name: string;
  /** The line of a message. */
  readonly dress: (message: string, at: number) => string;
}

const two = (value: number): string => String(value % 60).padStart(2, '0');
/** The time of line `at`, which its event tells too. */
export const timeAt = (at: number): string => `07:${two(Math.floor(at / 60))}:${two(at)}`;

export const clothes: readonly Clothes[] = [
  { name: 'nothing', dress: (message) => message },
  { name: 'old 79xx', dress: (message, at) => `${400 + at}: NOT ${timeAt(at)}.204411 SECD: someFunction: ${message}` },
  { name: 'old 79xx, error', dress: (message, at) => `${400 + at}: ERR ${timeAt(at)}.2 SECD: EROR:fn: ${message}` },
  { name: '79xx from 9.3.3', dress: (message, at) => `${6100 + at} NOT ${timeAt(at)}.717273  SECD: -${message}` },
  {
    name: '78xx and 88xx',
    dress: (message, at) => `${2200 + at} INF May  3 ${timeAt(at)}.000917 (341:2077) SECUREAPP-${message}`,
  },
  { name: '88xx, no thread', dress: (message, at) => `${2200 + at} DEB Oct 21 ${timeAt(at)}.4 downd-${message}` },
  { name: '89xx', dress: (message, at) => `${timeAt(at)}, 21/10/2019 : ${message}` },
  { name: 'status message', dress: (message, at) => `${timeAt(at)}p ${message}` },
  { name: 'syslog', dress: (message, at) => `Oct 21 ${timeAt(at)} phone-7 local0.notice[${88 + at}]: ${message}` },
  { name: 'syslog with priority', dress: (message, at) => `<133>Oct  2 ${timeAt(at)} 192.0.2.77 ${message}` },
  { name: 'trace', dress: (message, at) => `${timeAt(at)}.118 |   debug   ${message}` },
  { name: 'quotation', dress: (message, at) => `> ${90 + at} NOT ${timeAt(at)} SECD: -${message}` },
];

/** Lines of phones that say nothing about trust. */
export const noise: readonly string[] = [
  '1302: NOT 07:00:01.959700 JVM: Startup Module Loader|cip.dir.Directories:? - Directory url',
  '4852 NOT Oct 21 07:00:02.118 (618:755) JAVA-Thread-12|cip.setg.IpStacks:? - changed from "1" to "1"',
  'Oct 21 07:00:03 pbx dhcpd[771]: DHCPACK on 192.0.2.77 to 00:11:22:33:44:55 via eth0',
  '07:00:04, 21/10/2019 : DHCP lease renewed',
  '7949 NOT 07:00:05.765155  CVM-appLaunchRequest: [class=cip.app.Manager] Creating application module',
  '07:00:06.779 |   debug 7:UNKNOWN:heartbeat',
];

/** A log that ends its lines in some way, with lines of noise between them. */
export function logOf(lines: readonly string[], { end = '\n', noisy = false } = {}): string {
  const all = noisy ? lines.flatMap((line, at) => [noise[at % noise.length] ?? '', line]) : lines;
  return all.join(end) + end;
}

/** As a terminal of this width shows lines: they go on in the next one. */
export function brokenAt(width: number, lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const parts: string[] = [];
    for (let start = 0; start < line.length; start += width) parts.push(line.slice(start, start + width));
    return parts;
  });
}
