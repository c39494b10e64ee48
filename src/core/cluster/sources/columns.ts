import { addressOf } from './addresses';
import type { Row } from './delimited';
import { deviceOf } from './device';
import { digestOf, isStatusWord, looksLikeDigest } from './held-value';
import { sourceLimits } from './limits';
import { epochOf, timeOf } from './times';

export type ListOfColumn = 'itl' | 'ctl';

/** Which columns of a table say what, from 0. */
export interface Columns {
  /** Names, then MAC addresses: the first that can be read counts. */
  readonly devices: readonly number[];
  /** A heading says that the column names devices: any name counts. */
  readonly isNamed: boolean;
  readonly digests: Readonly<Record<ListOfColumn, readonly number[]>>;
  readonly status: Readonly<Record<ListOfColumn, number | null>>;
  /** Columns of digests whose headings do not say which list. */
  readonly unlabelled: readonly number[];
  readonly times: readonly number[];
  /** Times of day, of the dates in another column. */
  readonly clock: number | null;
  readonly addresses: readonly number[];
  readonly model: number | null;
  readonly description: number | null;
  readonly pool: number | null;
  readonly location: number | null;
}

/** What headings say. The first column that a row fits has it. */
const headings = {
  device:
    /\b(?:device ?name|devicename|device|phone ?name|phone|name|endpoint|sep|ger[äa]t(?:ename)?|telefon|nom|nombre|nome|dispositivo|appareil|t[ée]l[ée]phone)\b/i,
  notDevice:
    /\b(?:pool|type|model|protocol|security|profile|number|status|desc\w*|user|owner|display|host|server|file|location|ip|address)\b/i,
  mac: /\bmac\b|\bmac[ _-]?(?:address|adresse)\b|hardware address/i,
  time: /\b(?:time|date|timestamp|last|updated?|seen|reported|registered|datum|zeit|uhrzeit|stand|fecha|heure|data|ora|hora)\b|time ?stamp|datetime/i,
  address: /\b(?:ip|ipv4|ipv6|ip[ _-]?(?:v[46])?[ _-]?address|address|adresse|direcci[óo]n|indirizzo)\b/i,
  notAddress: /\b(?:mac|mail|tftp|server|gateway|router|dns|subnet|mask|cucm|callmanager|node|switch)\b/i,
  model: /\b(?:model|modell|modelo|modello|mod[èe]le|product|phone ?type|device ?type|type)\b/i,
  description: /\b(?:description|desc|beschreibung|descripci[óo]n|descrizione|descri[çc][ãa]o)\b/i,
  pool: /\b(?:device ?pool|devicepool|pool|dp)\b/i,
  location: /\b(?:location|loc|standort|site|ubicaci[óo]n|sede|emplacement)\b/i,
  list: /\b(?:itl|ctl|trust ?list)/i,
  digest: /hash|digest|signature|checksum|md5|\bsha|fingerprint|thumbprint|pr[üu]fsumme|signatur|firma|empreinte/i,
  status: /status|state|zustand|estado|stato|[ée]tat/i,
  otherDigest: /\b(?:lsc|mic|cert\w*|firmware|load|serial|config\w*|capf|key|tomcat)\b/i,
} as const;

/** What a heading says of one or two lists; null for neither, and for both. */
export function listOf(heading: string): ListOfColumn | null {
  const words = heading.replace(/[_-]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  const [isItl, isCtl] = [/\bitl|initial trust|identity trust/i.test(words), /\bctl|certificate trust/i.test(words)];
  return isItl === isCtl ? null : isItl ? 'itl' : 'ctl';
}

/** How many cells look like headings of tables of phones. */
export function headingsIn(cells: readonly string[]): number {
  const { device, mac, time, address, model, description, pool, location, list, digest, status } = headings;
  const all = [device, mac, time, address, model, description, pool, location, list, digest, status];
  return cells.filter((cell) => {
    const words = wordsOf(cell);
    const isValue = deviceOf(cell) !== null || digestOf(cell) !== null || isStatusWord(cell);
    return words.length > 0 && words.length <= 60 && !isValue && all.some((one) => one.test(words));
  }).length;
}

/** True for a heading of a column that names devices. */
export function isDeviceHeading(cell: string): boolean {
  const words = wordsOf(cell);
  return headings.mac.test(words) || (headings.device.test(words) && !headings.notDevice.test(words));
}

export function saysOfLists(cell: string): boolean {
  return headings.list.test(wordsOf(cell)) || headings.digest.test(wordsOf(cell));
}

/** `deviceName`, `DEVICE_NAME` and `Device Name(Line)` as words. */
function wordsOf(cell: string): string {
  return cell
    .slice(0, 80)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How many of the cells of a column are what. */
interface Profile {
  readonly column: number;
  readonly heading: string;
  filled: number;
  names: number;
  macs: number;
  digests: number;
  /** Cells that look like digests, but have too many or too few digits. */
  almost: number;
  /** Digits of the longest digest. */
  digits: number;
  words: number;
  times: number;
  clocks: number;
  epochs: number;
  addresses: number;
  models: number;
}

/** Finds the columns by what is in them, and by their headings where that does not tell. */
export function columnsOf(rows: readonly Row[], header: readonly string[]): Columns {
  const profiles = profilesOf(rows, header);
  const devices = devicesOf(profiles);
  const taken = new Set(devices);
  const free = (): Profile[] => profiles.filter(({ column }) => !taken.has(column));
  const take = (found: readonly Profile[]): number[] => {
    const columns = found.map(({ column }) => column);
    for (const column of columns) taken.add(column);
    return columns;
  };
  const lists = listColumns(free());
  for (const column of [...lists.digests.itl, ...lists.digests.ctl, lists.status.itl, lists.status.ctl]) {
    if (column !== null) taken.add(column);
  }
  const addresses = take(byHeading(free(), ({ addresses: count }) => count, headings.address, headings.notAddress));
  const times = take(timeColumns(free()));
  const [clock = null] = take(
    free()
      .filter(({ clocks, filled }) => isMost(clocks, filled))
      .slice(0, 1),
  );
  const headed = (wanted: RegExp, not?: RegExp): number | null => {
    const [found] = take(
      free()
        .filter(({ heading }) => wanted.test(heading) && not?.test(heading) !== true)
        .slice(0, 1),
    );
    return found ?? null;
  };
  const pool = headed(headings.pool);
  const location = headed(headings.location);
  const description = headed(headings.description);
  const byContent = free().find(({ models, filled }) => isMost(models, filled));
  const model =
    headed(headings.model, /protocol|security/i) ?? (byContent === undefined ? null : (take([byContent])[0] ?? null));
  const isNamed = devices.some((column) => headings.device.test(profiles[column]?.heading ?? ''));
  return { devices, isNamed, ...lists, times, clock, addresses, model, description, pool, location };
}

function profilesOf(rows: readonly Row[], header: readonly string[]): Profile[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.length);
  const profiles = Array.from({ length: width }, (_, column): Profile => {
    const counts = {
      filled: 0,
      names: 0,
      macs: 0,
      digests: 0,
      almost: 0,
      digits: 0,
      words: 0,
      times: 0,
      clocks: 0,
      epochs: 0,
      addresses: 0,
    };
    return { column, heading: wordsOf(header[column] ?? ''), ...counts, models: 0 };
  });
  const step = Math.max(1, Math.ceil(rows.length / sourceLimits.sampledRows));
  for (let at = 0; at < rows.length; at += step) {
    rows[at]?.cells.forEach((cell, column) => {
      const profile = profiles[column];
      if (profile !== undefined && cell.trim() !== '')
        count(cell.trim().slice(0, sourceLimits.valueCharacters), profile);
    });
  }
  return profiles;
}

function count(cell: string, profile: Profile): void {
  profile.filled += 1;
  const device = deviceOf(cell);
  const digest = device === null ? digestOf(cell) : null;
  if (device?.kind === 'mac') {
    // Twelve decimal digits without separators are more likely a number of something.
    profile.macs += /^\d{12}$/.test(cell) && !headings.mac.test(profile.heading) ? 0 : 1;
  } else if (device !== null) profile.names += 1;
  else if (digest !== null) {
    profile.digests += 1;
    profile.digits = Math.max(profile.digits, digest.length);
  } else if (isStatusWord(cell)) profile.words += 1;
  else if (addressOf(cell) !== null) profile.addresses += 1;
  else if (timeOf(cell) !== null) profile.times += 1;
  else if (/^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?$/i.test(cell)) profile.clocks += 1;
  else if (epochOf(cell) !== null) profile.epochs += 1;
  else if (looksLikeDigest(cell)) profile.almost += 1;
  else if (/^(?:Cisco (?:ATA |DX)?\d{2,4}|CP-\w{4})/i.test(cell)) profile.models += 1;
}

function isMost(count: number, filled: number): boolean {
  return count > 0 && count * 2 >= filled;
}

/** Columns of names, the one with most of them first, then those of MAC addresses. */
function devicesOf(profiles: readonly Profile[]): number[] {
  const names = profiles.filter(({ names: count, filled }) => isMost(count, filled)).sort((a, b) => b.names - a.names);
  const macs = profiles.filter(({ macs: count, filled }) => isMost(count, filled)).sort((a, b) => b.macs - a.macs);
  const found = [...names, ...macs].map(({ column }) => column);
  const isHeaded = ({ heading }: Profile): boolean =>
    headings.device.test(heading) && !headings.notDevice.test(heading);
  if (names.length > 0) return found;
  const headed = profiles.filter((profile) => isHeaded(profile) && !found.includes(profile.column));
  const macHeaded = profiles.filter(({ heading, column }) => headings.mac.test(heading) && !found.includes(column));
  // A heading alone: all of its names are broken, or of kinds that have no pattern.
  const named = headed.filter(({ digests, filled }) => !isMost(digests, filled)).map(({ column }) => column);
  if (found.length > 0) return [...named.slice(0, 1), ...found];
  return [...named.slice(0, 1), ...macHeaded.map(({ column }) => column)];
}

type Lists = Pick<Columns, 'digests' | 'status' | 'unlabelled'>;

function listColumns(free: readonly Profile[]): Lists {
  const digests: Record<ListOfColumn, number[]> = { itl: [], ctl: [] };
  const status: Record<ListOfColumn, number | null> = { itl: null, ctl: null };
  const unlabelled: Profile[] = [];
  for (const profile of free) {
    const { column, heading, digests: count, almost, words, filled } = profile;
    const list = listOf(heading);
    const isOther = headings.otherDigest.test(heading) && list === null;
    const saysStatus = headings.status.test(heading) && !headings.digest.test(heading);
    const isCalledDigest = list !== null && headings.digest.test(heading) && words < Math.max(1, filled);
    const holdsDigests = count > 0 || isCalledDigest || (list !== null && almost > 0);
    if (holdsDigests && !isOther) {
      if (list !== null) digests[list].push(column);
      else if (isMost(count, filled) || headings.digest.test(heading)) unlabelled.push(profile);
    } else if (words > 0 && (list !== null || isMost(words, filled)) && !isOther) status[list ?? 'itl'] ??= column;
    else if (list !== null && saysStatus) status[list] ??= column;
  }
  const isLabelled = digests.itl.length + digests.ctl.length > 0;
  if (isLabelled || unlabelled.length === 0) return { digests, status, unlabelled: [] };
  const columns = unlabelled.map(({ column }) => column);
  const [first, second] = unlabelled;
  // Digests of one length are of two files: pages of phones have the CTL first.
  if (first !== undefined && second !== undefined && unlabelled.length === 2 && first.digits === second.digits) {
    return { digests: { ctl: [first.column], itl: [second.column] }, status, unlabelled: columns };
  }
  return { digests: { ctl: [], itl: columns }, status, unlabelled: columns };
}

/** The columns that contain such values, those whose heading says so first. */
function byHeading(
  free: readonly Profile[],
  counted: (profile: Profile) => number,
  wanted: RegExp,
  not: RegExp,
): Profile[] {
  const found = free.filter((profile) => isMost(counted(profile), profile.filled) && !not.test(profile.heading));
  return [...found].sort((a, b) => Number(wanted.test(b.heading)) - Number(wanted.test(a.heading)));
}

/** Columns of times: of what the phone said of its list, then of when it was seen, then any other. */
function timeColumns(free: readonly Profile[]): Profile[] {
  const found = free.filter(({ times, epochs, filled, heading }) => {
    return isMost(times, filled) || (isMost(epochs, filled) && headings.time.test(heading));
  });
  const weight = ({ heading }: Profile): number =>
    headings.list.test(heading) ? 2 : headings.time.test(heading) ? 1 : 0;
  return found.sort((a, b) => weight(b) - weight(a));
}
