import { certificate, concat, digestOf, Role, rsaKey, text, trustList, type Identity } from './builders';

/** A fleet of five groups: the lists, and a table of its phones. */
export interface FiveGroups {
  /** What is served: phones of the first group hold it. */
  readonly served: Uint8Array;
  /** Of before, whose TVS may know the signer of the new one. */
  readonly before: Uint8Array;
  /** Of another cluster, without a TVS that could vouch. */
  readonly foreign: Uint8Array;
  /** CSV, with a row that cannot be read. */
  readonly table: string;
  /** Phones of each group, by its title. */
  readonly amounts: Readonly<Record<'Current' | 'Depends' | 'Locked out' | 'Unknown list' | 'Not reported', number>>;
}

function identity(commonName: string): Promise<Identity> {
  return certificate({ subject: { CN: commonName, O: 'Example' }, key: rsaKey(2048, commonName) });
}

function list(signer: Identity, tvs: Identity | null): Uint8Array {
  return trustList({
    signer,
    records: [
      { function: Role.sast, certificate: signer },
      { function: Role.ccmTftp, certificate: signer },
      ...(tvs === null ? [] : [{ function: Role.tvs, certificate: tvs }]),
    ],
  });
}

const models = ['CP-7841', 'CP-8845', 'CP-8851', 'CP-8865'] as const;
const sites = ['Berlin', 'Lyon', 'Leeds', 'Porto'] as const;

/** @param phones of which two thirds hold what is served. */
export async function fiveGroups(phones: number): Promise<FiveGroups> {
  const [next, old, other, tvs] = await Promise.all(['next', 'old', 'other', 'tvs'].map(identity));
  if (next === undefined || old === undefined || other === undefined || tvs === undefined) throw new Error('no keys');
  const [served, before, foreign] = [list(next, null), list(old, tvs), list(other, null)];
  const share = (part: number): number => Math.floor(phones * part);
  const others = {
    Depends: share(0.2),
    'Locked out': share(0.06),
    'Unknown list': share(0.04),
    'Not reported': share(0.03),
  };
  const amounts = { Current: phones - Object.values(others).reduce((sum, amount) => sum + amount, 0), ...others };
  const digests = {
    Current: hexOf(served),
    Depends: hexOf(before),
    'Locked out': hexOf(foreign),
    'Unknown list': hexOf(concat(foreign, text('?'))),
    'Not reported': '',
  } as const;
  const titles = Object.keys(amounts) as (keyof typeof amounts)[];
  const held = titles.flatMap((title) => Array.from({ length: amounts[title] }, () => digests[title]));
  const rows = held.map((digest, number) => rowOf(number, digest));
  const heading = 'Device Name,Description,Device Pool,Location,Model,IP Address,ITL Signature,Last Seen';
  const broken = `${deviceName(phones)},Broken row,DP-Lyon,Lyon,CP-8845,10.9.9.9,12 34 5X,`;
  return { served, before, foreign, amounts, table: [heading, ...rows, broken, ''].join('\r\n') };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(digestOf('SHA-1', bytes)).toString('hex').toUpperCase();
}

function deviceName(number: number): string {
  return `SEP${(0x001121000000 + number).toString(16).toUpperCase().padStart(12, '0')}`;
}

function rowOf(number: number, digest: string): string {
  const site = sites[number % sites.length] ?? '';
  const model = models[number % models.length] ?? '';
  const address = `10.${1 + (number % 4)}.${Math.floor(number / 250) % 250}.${1 + (number % 250)}`;
  const time = `2026-11-0${1 + (number % 9)}T08:${String(number % 60).padStart(2, '0')}:00Z`;
  return [deviceName(number), `Desk ${number}`, `DP-${site}`, site, model, address, digest, time].join(',');
}
