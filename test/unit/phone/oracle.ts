/**
 * What a phone does with a file, written from the published rules (docs/phone-rules.md) over descriptions of lists
 * instead of bytes. It shares no code with the product, which it is held against.
 */

export type Role = 'sast' | 'ccm' | 'ccmTftp' | 'tftp' | 'capf' | 'tvs';

export interface ModelCertificate {
  /** Its own key. */
  readonly id: string;
  /** Certificates of one name have one issuer and one serial number. */
  readonly name: string;
  readonly isToken: boolean;
}

/** A record; without a certificate it is blank: a function and a name. */
export interface ModelRecord {
  readonly role: Role;
  readonly certificate: ModelCertificate | null;
}

export interface ModelList {
  readonly kind: 'ITL' | 'CTL';
  /** Named in the header. */
  readonly signer: ModelCertificate;
  /** Made the signature. */
  readonly signedBy: ModelCertificate;
  readonly records: readonly ModelRecord[];
}

export interface ModelConfiguration {
  readonly kind: 'configuration';
  /** Null for a plain file. */
  readonly signature: { readonly signer: ModelCertificate; readonly signedBy: ModelCertificate } | null;
}

export interface ModelPhone {
  readonly ctl: ModelList | null;
  readonly itl: ModelList | null;
}

export interface ModelTvs {
  readonly reachable: 'unknown' | 'all' | 'none';
  readonly stores: 'unknown' | readonly ModelCertificate[];
}

export type Answer = 'accepted' | 'refused' | 'depends';

/** Serial number and issuer are those of the signer. */
const isNamed = (signer: ModelCertificate, certificate: ModelCertificate | null): certificate is ModelCertificate =>
  certificate?.name === signer.name;
const isServer = ({ role }: ModelRecord): boolean => role !== 'sast' && role !== 'capf';
const isBlank = (list: ModelList): boolean =>
  !list.records.some((record) => isServer(record) && record.certificate !== null);
const signsConfiguration = ({ role, certificate }: ModelRecord): boolean =>
  (role === 'tftp' || role === 'ccmTftp') && certificate !== null;

export function answerOf(phone: ModelPhone, offered: ModelList | ModelConfiguration, tvs: ModelTvs): Answer {
  const { ctl, itl } = phone;
  const trustsAnything = ctl === null && (itl === null || isBlank(itl));
  // A list without any server may be the rest of one that was cut: whether it counts as blank is not known.
  const isDoubtful = itl !== null && !itl.records.some(isServer);
  if (offered.kind !== 'configuration') {
    if (!trustsAnything) return bySigner(phone, offered, offered, tvs);
    return isDoubtful ? 'depends' : firstList(offered);
  }
  const { signature } = offered;
  if (trustsAnything && itl !== null) return isDoubtful ? 'depends' : underBlankItl(itl, signature);
  const lists = [ctl, itl].flatMap((list) => (list === null ? [] : [list]));
  const asksForUnsigned = !lists.some(({ records }) => records.some(signsConfiguration));
  if (asksForUnsigned) return signature === null ? 'accepted' : 'depends';
  return signature === null ? 'refused' : bySigner(phone, offered, signature, tvs);
}

/** P1: whether a phone checks the signature of the first list is not known. */
function firstList({ signer, signedBy, records }: ModelList): Answer {
  const own = records.filter(({ role, certificate }) => role === 'sast' && isNamed(signer, certificate));
  return own.some(({ certificate }) => certificate === signedBy) ? 'accepted' : 'depends';
}

/** P1 and P7: a file that a key on the phone shows to be changed, offered to a phone that takes any. */
function underBlankItl(itl: ModelList, signature: ModelConfiguration['signature']): Answer {
  if (signature === null) return 'accepted';
  const keys = itl.records.flatMap(({ certificate }) => (isNamed(signature.signer, certificate) ? [certificate] : []));
  return keys.length > 0 && !keys.includes(signature.signedBy) ? 'depends' : 'accepted';
}

type Signature = Pick<ModelList, 'signer' | 'signedBy'>;

/** P2 to P7 and P9: whoever signed the file must be known to the phone, or to a TVS. */
function bySigner(
  { ctl, itl }: ModelPhone,
  offered: ModelList | ModelConfiguration,
  { signer, signedBy }: Signature,
  tvs: ModelTvs,
): Answer {
  const namesakes = (list: ModelList | null): ModelRecord[] =>
    list === null ? [] : list.records.filter(({ certificate }) => isNamed(signer, certificate));
  const own = offered.kind === 'configuration' ? [] : namesakes(offered);
  const atHand = [...namesakes(ctl), ...namesakes(itl), ...own].map(({ certificate }) => certificate);
  const inStores = tvs.stores === 'unknown' ? [] : tvs.stores.filter((certificate) => isNamed(signer, certificate));
  const isIntact = [...atHand, ...inStores].includes(signedBy);
  if (!isIntact && atHand.length + inStores.length > 0) return 'refused'; // P7

  // Records that made the signature: signers by their function, no signers, or neither by any source.
  const made = (list: ModelList | null): ModelRecord[] =>
    namesakes(list).filter(({ certificate }) => certificate === signedBy);
  const inItl = itl !== null && !isBlank(itl) ? itl : null;
  const judged = [
    ...made(ctl).map((record) => countsInCtl(record, offered.kind, itl, inItl)),
    ...made(itl).map((record) => countsInItl(record, offered.kind, inItl)),
  ];
  // What a phone does after it found another key under the signer's serial number is not known.
  const others = [...namesakes(ctl), ...namesakes(itl)].some(({ certificate }) => certificate !== signedBy);
  if (judged.includes('yes')) return others ? 'depends' : 'accepted';
  const shared = offered.kind === 'CTL' && ctl !== null && isIntact ? sharedSast(ctl, offered, itl, inItl) : 'no';
  if (shared === 'yes') return 'accepted';
  const isOpen = judged.includes('open') || shared === 'open';

  const vouched = tvsAnswer(inItl, signedBy, inStores, tvs);
  if (vouched === 'no') return isOpen ? 'depends' : 'refused';
  if (vouched === 'depends' || !isIntact) return 'depends';
  return others || inStores.some((certificate) => certificate !== signedBy) ? 'depends' : 'accepted';
}

type Counts = 'yes' | 'no' | 'open';

/** P2, P3, P5, P6 and P9: the CTL. */
function countsInCtl(
  record: ModelRecord,
  kind: ModelList['kind'] | 'configuration',
  itl: ModelList | null,
  inItl: ModelList | null,
): Counts {
  if (kind === 'configuration') return signsConfiguration(record) ? 'yes' : 'no';
  if (record.role === 'sast') return 'yes';
  if (kind === 'CTL') return 'open';
  if (record.role === 'ccmTftp') return 'yes';
  return itl === null || inItl !== null ? 'no' : 'open'; // P2 and P3; P6 says only "something in the CTL"
}

/** P3, P4, P5 and P9: the ITL; the sources say "in the ITL", and name signers and TFTP servers. A blank one adds none. */
function countsInItl(record: ModelRecord, kind: ModelList['kind'] | 'configuration', inItl: ModelList | null): Counts {
  if (kind === 'configuration') return signsConfiguration(record) ? 'yes' : 'no';
  if (inItl === null) return 'open';
  return ['sast', 'ccmTftp', 'tftp'].includes(record.role) ? 'yes' : 'open';
}

/** P5: one hardware token in both CTLs is enough; another SAST, or a blank ITL beside the CTL, is not settled. */
function sharedSast(ctl: ModelList, offered: ModelList, itl: ModelList | null, inItl: ModelList | null): Counts {
  const sastOf = (list: ModelList): (ModelCertificate | null)[] =>
    list.records.filter(({ role }) => role === 'sast').map(({ certificate }) => certificate);
  const shared = sastOf(offered).filter((certificate) => certificate !== null && sastOf(ctl).includes(certificate));
  if (shared.length === 0) return 'no';
  const isToken = shared.some((certificate) => certificate?.isToken);
  return isToken && (itl === null || inItl !== null) ? 'yes' : 'open';
}

/** Whether a TVS of the ITL vouches: it must be in the list, reachable, and know the signer. */
function tvsAnswer(
  itl: ModelList | null,
  signedBy: ModelCertificate,
  inStores: readonly ModelCertificate[],
  { reachable, stores }: ModelTvs,
): 'yes' | 'no' | 'depends' {
  const servers = itl?.records.filter(({ role, certificate }) => role === 'tvs' && certificate !== null) ?? [];
  if (servers.length === 0 || reachable === 'none') return 'no';
  if (stores !== 'unknown' && !inStores.includes(signedBy)) return 'no';
  return reachable === 'unknown' || stores === 'unknown' ? 'depends' : 'yes';
}
