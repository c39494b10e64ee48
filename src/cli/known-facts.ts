import type { Certificate } from '../core/certificates/certificate';
import type { KnownFacts } from '../core/phone/known-facts';
import { UsageError, type Arguments, type Io, type Option } from './command';
import { readCertificateFile } from './input-files';

export const tvsOptions: Readonly<Record<string, Option>> = {
  'tvs-store': {
    type: 'string',
    value: 'BUNDLE...',
    multiple: true,
    several: true,
    input: true,
    summary: 'What the trust stores of its TVS contain: PEM, DER, PKCS#7 or PKCS#12.',
  },
  tvs: {
    type: 'string',
    value: 'STATE',
    choices: ['reachable', 'unreachable', 'unknown'],
    summary: 'Whether its TVS are reachable, unreachable or unknown (the default).',
  },
};

/** What is known of the TVS besides the files, by the options of a command. */
export async function readKnownFacts(command: string, args: Arguments, io: Io): Promise<KnownFacts> {
  const files = args.values('tvs-store');
  // One after the other: each bundle may ask for a password.
  const certificates: Certificate[] = [];
  for (const file of files) certificates.push(...(await readCertificateFile(file, args, io)));
  const reachable = readReachable(command, args.value('tvs'));
  return {
    tvs: { reachable, stores: files.length === 0 ? 'unknown' : certificates },
    now: new Date(io.now() * 1000),
  };
}

/** The certificates that were given as those of the TVS stores. */
export function storesOf({ tvs }: KnownFacts): readonly Certificate[] {
  return tvs === 'unknown' || typeof tvs.stores === 'string' ? [] : tvs.stores;
}

function readReachable(command: string, text: string | null): 'all' | 'none' | 'unknown' {
  switch (text) {
    case 'reachable':
      return 'all';
    case 'unreachable':
      return 'none';
    case 'unknown':
    case null:
      return 'unknown';
    default:
      throw new UsageError(`${command}: '${text}' is not a state of a TVS: reachable, unreachable or unknown`);
  }
}
