import { addressOf } from './addresses';
import { listOf, type ListOfColumn } from './columns';
import { observation } from './contents';
import type { Row } from './delimited';
import { deviceInFileName, deviceOf } from './device';
import { digestOf, heldListOf, looksLikeDigest } from './held-value';
import type { PageText } from './html';
import type { HeldListObservation, PhoneObservation } from '../observation';
import type { ProblemLog } from './problems';

/** A row of a phone's page: its label and its value. */
interface Pair {
  readonly line: number;
  readonly label: string;
  readonly value: string;
}

/** Labels in English, whole: `TFTP server 1` is a network setting, and `TFTP server` a server of a list. */
const labels = {
  host: /^host ?name$/i,
  mac: /^mac ?address$/i,
  address: /^(?:ip(?:v4)?[ -]?(?:address|adresse)|(?:indirizzo|adresse|direcci[óo]n|endere[çc]o) ip(?:v4)?)$/i,
  ipv6: /^ipv6[ -]?(?:address|adresse)$/i,
  model: /^model(?: ?number)?$/i,
} as const;
/** Pages of these have no rows for lists [saved pages of real phones]. */
const modelsWithoutRows = /^CP-(?:79\d\d|6901|6921|7937)|^CIPC|^ATA/i;
const titleOfPhone = /\bCisco\b[^<]{0,40}\b(?:IP Phone|Phone|IP Communicator|ATA)\b|\bCP-\w{4}/i;

/** True for a page with the labels that phones have in English. */
export function saysOfItsLists({ rows }: PageText): boolean {
  return pairsOf(rows).some(({ label }) => /^[ci]tl (?:file|signature)$/i.test(label));
}

/** True for a page of a phone: it has rows about lists, names a phone in its title, or says name and MAC address. */
export function isPhonePage(page: PageText): boolean {
  const { rows, outside } = page;
  if (saysOfItsLists(page)) return true;
  const pairs = pairsOf(rows);
  if (titleOfPhone.test(outside) || rows.some(({ cells }) => cells.some((cell) => titleOfPhone.test(cell))))
    return true;
  return pairs.filter(({ value }) => deviceOf(value) !== null).length >= 2;
}

/**
 * Reads the page of a phone: what it says of CTL and ITL by the labels of its rows, or, in a language that is not known,
 * by the form of their values. Null, with a problem, if nothing says which phone it is.
 */
export function readPhonePage(page: PageText, source: string, problems: ProblemLog): PhoneObservation | null {
  const pairs = pairsOf(page.rows);
  const device = deviceOfPage(page, pairs, source, problems);
  if (device === null) return null;
  const model = modelOf(page, pairs);
  const lists = listsOf(pairs, device, problems);
  if (lists === null) {
    if (modelsWithoutRows.test(model ?? '')) problems.note('model-without-rows', { model: model ?? '', device }, 1);
    else problems.note('page-without-rows', { device }, 1);
  }
  const address = valueOf(pairs, labels.address, addressOf) ?? valueOf(pairs, labels.ipv6, addressOf);
  const itl: HeldListObservation = lists?.itl ?? { state: 'not-reported' };
  return observation({ device, source, line: 1, itl, ctl: lists?.ctl ?? null, model, address });
}

function pairsOf(rows: readonly Row[]): Pair[] {
  return rows.flatMap(({ line, cells }) => {
    const [label = ''] = cells;
    const value = cells.at(-1) ?? '';
    if (label === '' || cells.length < 2 || cells.length > 4) return [];
    return [{ line, label: label.replace(/\s?:$/, ''), value }];
  });
}

function valueOf<T>(pairs: readonly Pair[], label: RegExp, read: (value: string) => T | null): T | null {
  for (const pair of pairs) {
    const value = label.test(pair.label) ? read(pair.value) : null;
    if (value !== null) return value;
  }
  return null;
}

/** By its rows, its title, any value that is a name, and the name of the file; at last by what only looks like a name. */
function deviceOfPage(page: PageText, pairs: readonly Pair[], source: string, problems: ProblemLog): string | null {
  const read = (value: string): string | null => deviceOf(value)?.device ?? null;
  const title = titleOf(page);
  const [, inTitle = ''] = /\(\s?(\w[\w.-]{2,63})\s?\)/.exec(title) ?? [];
  const found =
    valueOf(pairs, labels.host, read) ??
    valueOf(pairs, labels.mac, read) ??
    read(inTitle) ??
    valueOf(pairs, /^/, (value) => (/^SEP/i.test(value) ? read(value) : null)) ??
    valueOf(pairs, /\bmac\b/i, read) ??
    deviceInFileName(source);
  if (found !== null) return found;
  const host = valueOf(pairs, labels.host, (value) => (/^[a-z][\w.-]{2,63}$/i.test(value) ? value : null));
  const given = host ?? (/^SEP/i.test(inTitle) ? inTitle : null);
  if (given === null) problems.note('page-without-device', {}, 1);
  else if (/^SEP/i.test(given)) problems.note('page-name-incomplete', { device: given }, 1);
  return given;
}

function titleOf({ rows, outside }: PageText): string {
  const cell = rows.flatMap(({ cells }) => cells).find((text) => titleOfPhone.test(text));
  return cell ?? outside;
}

function modelOf(page: PageText, pairs: readonly Pair[]): string | null {
  const [named] = /\bCP-\w{4,8}(?:-\w{1,6})?/i.exec(titleOf(page)) ?? [];
  const [other] = /\b(?:CIPC|IP Communicator|ATA ?\d{3}|DX\d{2,3})\b/.exec(titleOf(page)) ?? [];
  return named ?? valueOf(pairs, labels.model, (value) => (value === '' ? null : value.slice(0, 64))) ?? other ?? null;
}

interface PageLists {
  readonly itl: HeldListObservation | null;
  readonly ctl: HeldListObservation | null;
}

/** Null for a page that says nothing of lists. */
function listsOf(pairs: readonly Pair[], device: string, problems: ProblemLog): PageLists | null {
  const isValue = ({ value }: Pair): boolean => digestOf(value) !== null || looksLikeDigest(value);
  const of = (list: ListOfColumn): Pair[] => pairs.filter(({ label }) => listOf(label) === list);
  const [ofItl, ofCtl] = [of('itl'), of('ctl')];
  const labelled = [...ofItl, ...ofCtl];
  const digests = pairs.filter((pair) => isValue(pair) && !labelled.includes(pair));
  const hasLabels = labelled.some((pair) => isValue(pair) || heldListOf(pair.value).state !== 'unreadable');
  if (!hasLabels) {
    if (digests.length === 0) return null;
    problems.note('labels-not-known', {}, digests[0]?.line ?? null);
    const [first, second] = digests;
    const [ctl, itl] = second === undefined ? [undefined, first] : [first, second];
    const reader = new ListReader(device, problems);
    return { itl: reader.read('ITL', itl, undefined), ctl: reader.read('CTL', ctl, undefined) };
  }
  const reader = new ListReader(device, problems);
  const [other] = digests;
  const signature = (rows: readonly Pair[]): Pair | undefined =>
    rows.find(({ label }) => /^[ci]tl signature$/i.test(label)) ?? rows.find(isValue);
  const file = (rows: readonly Pair[]): Pair | undefined =>
    rows.find(({ label }) => /^[ci]tl file$/i.test(label)) ?? rows.find((pair) => !isValue(pair));
  return {
    itl: reader.read('ITL', signature(ofItl) ?? (ofItl.length === 0 ? other : undefined), file(ofItl)),
    ctl: reader.read('CTL', signature(ofCtl), file(ofCtl)),
  };
}

class ListReader {
  constructor(
    private readonly device: string,
    private readonly problems: ProblemLog,
  ) {}

  /** Null if the page speaks of no such list. */
  read(list: 'ITL' | 'CTL', signature: Pair | undefined, file: Pair | undefined): HeldListObservation | null {
    const { device, problems } = this;
    if (signature !== undefined) {
      const said = heldListOf(signature.value);
      if (said.state === 'unreadable') {
        problems.note('digest-unreadable', { list, device, text: said.text.slice(0, 64) }, signature.line);
      }
      if (said.state !== 'not-reported') return said;
    }
    if (file === undefined) return signature === undefined ? null : { state: 'not-reported' };
    if (heldListOf(file.value).state === 'not-installed') return { state: 'not-installed' };
    if (list === 'ITL') problems.note('page-signature-missing', { device }, file.line);
    return { state: 'not-reported' };
  }
}
