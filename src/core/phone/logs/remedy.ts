import { statements, type Statement } from '../../words/statement';
import { addressOf } from '../download-address';
import type { LogEvent } from './events';
import { weight } from './message';

const say = statements({
  'check-signer': {
    text: 'Fetch {file}, and check whether a phone with the lists that this one holds accepts it. If a certificate of the cluster changed, check the regeneration too.',
    source: 'PHONE rule P9; DOC-15799',
  },
  'check-list': {
    text: 'Fetch {file}, and compare it with the ITL that the phone holds: check the regeneration.',
    source: 'PHONE rules P3 and P4; DOC-17679',
  },
  'check-tvs': {
    text: 'Fetch {file}, and compare its TVS certificates with those of the ITL that the phone holds: check the regeneration.',
    source: 'DOC-17679; Cisco 118699',
  },
  'teach-tvs': {
    text: 'The phone trusts this TVS, but its stores lack the certificate. Upload the certificate that signs {file} now to that cluster as Phone-SAST-trust and CallManager-trust, and restart TVS on every node. If a certificate of the cluster changed, check the regeneration.',
    source: 'DOC-17679; DOC-15799',
  },
  'look-for-file': {
    text: 'Open the address of {file}. If the server does not have it, it does not sign for this phone; if it has, check that the phone reaches the server, and whether the phone would accept the file.',
    source: 'Cisco 113500',
  },
  'look-for-server': {
    text: 'Open the address of {file} from the network of the phone: if nothing answers, the phone does not reach the TFTP server.',
    source: 'Cisco 113500',
  },
});

/** What carries on from a failure: whether a phone accepts a file, or whether phones survive a change of certificates. */
export type NextCheck = 'phone' | 'regeneration';

export interface Remedy {
  /** What to do. */
  readonly advice: Statement;
  readonly next: NextCheck | null;
  /** Where to fetch the file that it needs: `http://TFTP:6970/ITLFile.tlv`, with the server if the log names it. */
  readonly address: string;
}

/** The list that every TFTP server of a cluster has. */
const servedItl = 'ITLFile.tlv';

/** What to do about the failure of a log. */
export function remedyOf(failure: LogEvent): Remedy {
  const { reason, file, next } = wayOn(failure);
  // A TVS is not where the file comes from.
  const server = failure.kind === 'missing' || failure.file !== null ? failure.server : null;
  return { advice: say(reason, { file }), next, address: addressOf(server, file) };
}

interface WayOn {
  readonly reason: 'check-signer' | 'check-list' | 'check-tvs' | 'teach-tvs' | 'look-for-file' | 'look-for-server';
  readonly file: string;
  readonly next: NextCheck | null;
}

function wayOn({ kind, about, file, weight: weighs }: LogEvent): WayOn {
  // The phone has authenticated a TVS that answers.
  if (kind === 'tvs-answered') return { reason: 'teach-tvs', file: servedItl, next: 'regeneration' };
  if (weighs === weight.connection) return { reason: 'check-tvs', file: servedItl, next: 'regeneration' };
  if (kind === 'missing') {
    return file !== null && weighs === weight.missing
      ? { reason: 'look-for-file', file, next: 'phone' }
      : { reason: 'look-for-server', file: file ?? servedItl, next: null };
  }
  if (about === 'configuration' && file !== null) return { reason: 'check-signer', file: signed(file), next: 'phone' };
  return { reason: 'check-list', file: file ?? servedItl, next: 'regeneration' };
}

/** A phone names a configuration that it verified as it saves it: the server has it with its signature. */
function signed(file: string): string {
  return /\.xml$/i.test(file) ? `${file}.sgn` : file;
}
