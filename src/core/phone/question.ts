import { nameWithoutSignature } from '../format/file-names';
import { encode } from '../format/encode';
import { headerFields } from '../format/fields';
import { encodeSigned, encryptionOf } from '../format/signed';
import { RecordFunction } from '../format/tags';
import type { InspectedRecord } from '../trust/inspected-record';
import type { Decision, OpenQuestion, Path } from './decision';
import {
  ageQuestions,
  blankQuestions,
  dateQuestion,
  digestQuestions,
  nearMiss,
  sastPlaceQuestions,
  signerQuestions,
  storedSignerQuestions,
} from './open-questions';
import {
  certificatePhrase,
  certificatesInCommon,
  hasFunction,
  idOf,
  isHardwareToken,
  labelOf,
  inspectList,
  recordPhrase,
  tvsRecords,
  type InspectedList,
} from './held';
import { signatureChecker, type MadeBy } from '../trust/signature';
import { signerOf, type SignerId } from '../trust/signer';
import type { Offered, OfferedConfiguration, OfferedList } from './offered';
import { tvsPort, type RuleId } from './rules';
import { candidatesIn, configurationSigners, type Candidate, type SignedBytes } from './signature';
import { certificatesOf, type TvsFacts, type KnownFacts } from './known-facts';

/** An encrypted configuration is accepted by its signature, and is of use with the right key only. */
export function accepted(
  path: Path,
  rule: RuleId,
  offered: Offered,
  openQuestions: readonly OpenQuestion[] = [],
): Decision {
  const encrypted =
    offered.kind === 'configuration' && offered.signed !== null && encryptionOf(offered.signed) !== null;
  if (!encrypted) return path.accept(rule, openQuestions);
  const hangsOn = `This phone holds the private key that ${offered.file} was encrypted for.`;
  return path.accept(rule, [...openQuestions, { id: 'encryption-key', hangsOn, file: offered.file, record: null }]);
}

export interface Situation {
  readonly offered: Offered;
  readonly ctl: InspectedList | null;
  readonly itl: InspectedList | null;
}

/**
 * P8 closes every refusal.
 *
 * @param isSignerUnknown of a configuration: no record of either list goes by its signer's name.
 */
export function refuse(path: Path, rule: RuleId, { offered, ctl, itl }: Situation, isSignerUnknown = false): Decision {
  const lists = [ctl, itl].flatMap((list) => (list === null ? [] : [list.file])).join(' and ');
  const kept = lists === '' ? [] : [`keeps ${lists}`];
  const does = [...kept, ...signsOfRefusal(offered, isSignerUnknown)].join(', ');
  const cached = 'goes on with its cached configuration';
  path.step('P8', 'applies', `The phone ${does}, and ${cached}${lists === '' ? '' : ': changes do not reach it'}.`);
  return path.refuse(rule);
}

/** What a person sees of a refusal. A file that the phone never fetches leaves no trace of its own. */
function signsOfRefusal(offered: Offered, isSignerUnknown: boolean): string[] {
  if (offered.kind !== 'configuration') return ['shows "Trust List Update Failed"'];
  if (offered.signed === null) return [];
  const code = isSignerUnknown
    ? '"verifyFile: sgn verify file failed …, errclass 8, errcode 19 (signer not in CTL)", which means in neither list, and '
    : '';
  return [`writes ${code}"verifyFile: verify FAILED" to its console log`];
}

/** The functions by which a record of each list makes its certificate a signer, under each rule. */
const signerFunctions: Readonly<Partial<Record<RuleId, { ctl: readonly number[]; itl: readonly number[] }>>> = (() => {
  const { sast, ccmTftp, tftp } = RecordFunction;
  const itl = [sast, ccmTftp, tftp];
  return {
    P2: { ctl: [sast, ccmTftp], itl: [] },
    P3: { ctl: [sast, ccmTftp], itl },
    P4: { ctl: [], itl },
    P5: { ctl: [sast], itl },
    P6: { ctl: [sast, ccmTftp], itl: [] },
    P9: { ctl: configurationSigners, itl: configurationSigners },
  };
})();

/** P6 for a CTL: a blank ITL takes ways away and opens none, so what P5 asks of the signer, P6 asks too. */
const signersOfCtlUnderP6 = { ctl: [RecordFunction.sast], itl: [] };

/** What the stores of the TVS say about a signer, and what is not known about its certificate there. */
interface Stored {
  readonly answer: MadeBy | 'absent' | null;
  readonly openQuestions: readonly OpenQuestion[];
}

/** A SAST that both CTLs hold: why it may not be enough, or where it is enough, what is not known about it. */
type SharedSast =
  | { readonly openQuestion: OpenQuestion }
  | { readonly openQuestion: null; readonly openQuestions: readonly OpenQuestion[] };

interface QuestionOptions extends Situation {
  readonly path: Path;
  readonly rule: RuleId;
  readonly known: KnownFacts;
}

/** One file offered to a phone that holds something to hold it against. */
export class Question {
  readonly #path: Path;
  readonly #rule: RuleId;
  readonly #ctl: InspectedList | null;
  readonly #itl: InspectedList | null;
  readonly #offered: Offered;
  readonly #knownFacts: KnownFacts;

  constructor({ path, rule, ctl, itl, offered, known }: QuestionOptions) {
    this.#path = path;
    this.#rule = rule;
    this.#ctl = ctl;
    this.#itl = itl;
    this.#offered = offered;
    this.#knownFacts = known;
  }

  async configuration({ file, signed }: OfferedConfiguration): Promise<Decision> {
    if (signed === null) {
      this.#path.step(
        'P9',
        'not-met',
        `${file} is not signed. A phone with a list asks for ${nameWithoutSignature(file)}.sgn and never takes the unsigned file: where the server has no signed one (CUCM Express, CUCM before 8.0), it shows "TFTP Timeout : ${nameWithoutSignature(file)}.sgn".`,
        { file },
      );
      return this.#refuse('P9');
    }
    return this.#signed({ header: signed.header, bytes: encodeSigned(signed) }, null);
  }

  async list(offered: OfferedList): Promise<Decision> {
    const own = await inspectList(offered);
    return this.#signed({ header: own.list.header, bytes: encode(own.list) }, own);
  }

  /** @param own the offered list; null for a configuration. */
  async #signed(file: SignedBytes, own: InspectedList | null): Promise<Decision> {
    const signer = signerOf(file);
    const { signature } = headerFields(file);
    if (signer === null || signature === null || signature.length === 0) {
      const missing = signer === null ? 'names no signer' : 'carries no signature';
      this.#path.step('P7', 'not-met', `${this.#offered.file} ${missing}.`, this.#offered);
      return this.#refuse('P7');
    }
    const held = [...(await candidatesIn(this.#ctl, signer, file)), ...(await candidatesIn(this.#itl, signer, file))];
    const within = await candidatesIn(own, signer, file);
    const stored = await this.#stored(signer, file);

    const whole = this.#wholeness(signer, [...held, ...within], stored.answer);
    if (whole === 'no') return this.#refuse('P7');

    const trusted = held.filter(({ list, record, made }) => made === 'yes' && this.#signs(list, record));
    const fileQuestions = [...this.#ageQuestions(), ...digestQuestions(file, this.#offered.file)];
    if (trusted.length > 0) return this.#acceptBy(trusted, fileQuestions);
    this.#notIn(signer, held);

    const proven = within.find(({ made }) => made === 'yes');
    const openQuestions = [
      ...(proven === undefined ? stored.openQuestions : signerQuestions(proven.list, proven.record, this.#now)),
      ...fileQuestions,
    ];
    const shared = whole === 'yes' && own !== null && this.#offered.kind === 'CTL' ? this.#sharedSast(own) : null;
    if (shared !== null && shared.openQuestion === null) {
      return accepted(this.#path, this.#rule, this.#offered, [...openQuestions, ...shared.openQuestions]);
    }
    const nearMisses = [...held.map(nearMiss), ...(shared === null ? [] : [shared.openQuestion])];
    return this.#askTvs({ signer, whole, stored: stored.answer, nearMisses, openQuestions });
  }

  /** Whether the stores of the TVS hold a certificate of the signer that made the signature; null if not known. */
  async #stored(signer: SignerId, file: SignedBytes): Promise<Stored> {
    const stores = this.#tvs.stores;
    if (stores === 'unknown') return { answer: null, openQuestions: [] };
    if (stores === 'holds-signer') return { answer: 'yes', openQuestions: [] };
    const madeBy = signatureChecker(file, file.bytes);
    let answer: Stored['answer'] = 'absent';
    for (const certificate of stores.filter(certificatesOf(signer))) {
      const { spki, keyType, keyBits } = certificate;
      const made = await madeBy({ spki, algorithm: keyType, bits: keyBits });
      if (made === 'yes') return { answer: made, openQuestions: storedSignerQuestions(signer, certificate, this.#now) };
      if (answer !== 'unsupported') answer = made;
    }
    return { answer, openQuestions: [] };
  }

  get #now(): Date {
    return this.#knownFacts.now ?? new Date();
  }

  get #tvs(): TvsFacts {
    const { tvs } = this.#knownFacts;
    return tvs === 'unknown' ? { reachable: 'unknown', stores: 'unknown' } : tvs;
  }

  /** P7, with every key at hand that goes by the signer's name; `unknown` where none can be tried. */
  #wholeness(signer: SignerId, candidates: readonly Candidate[], stored: Stored['answer']): 'yes' | 'no' | 'unknown' {
    const { file } = this.#offered;
    const good = candidates.find(({ made }) => made === 'yes');
    if (good !== undefined) {
      this.#path.step(
        'P7',
        'met',
        `The signature of ${file} verifies with the key of ${recordPhrase(good.list, good.record)}: the file is whole.`,
        { file: good.list.file, record: good.record.index },
      );
      return 'yes';
    }
    if (stored === 'yes' && this.#tvs.stores !== 'holds-signer') {
      this.#path.step('P7', 'met', `The signature of ${file} verifies with the signer's certificate in the TVS store.`);
      return 'yes';
    }
    const bad = candidates.find(({ made }) => made === 'no');
    if (bad !== undefined) {
      this.#path.step(
        'P7',
        'not-met',
        `The signature of ${file} does not verify with its signer's key, ${recordPhrase(bad.list, bad.record)}: the file was changed after it was signed, or was signed with another key.`,
        { file: bad.list.file, record: bad.record.index },
      );
      return 'no';
    }
    this.#path.step(
      'P7',
      'depends',
      `The signature of ${file} cannot be checked here: the certificate of its signer (${certificatePhrase(signer)}) is in none of the files, or has a key that is not RSA.`,
      { file },
    );
    return 'unknown';
  }

  #signs(list: InspectedList, record: InspectedRecord): boolean {
    const isCtlUnderP6 = this.#rule === 'P6' && this.#offered.kind === 'CTL';
    const functions = isCtlUnderP6 ? signersOfCtlUnderP6 : signerFunctions[this.#rule];
    return hasFunction(record, ...((list === this.#ctl ? functions?.ctl : functions?.itl) ?? []));
  }

  #acceptBy(trusted: readonly Candidate[], fileQuestions: readonly OpenQuestion[]): Decision {
    const judged = trusted.map((candidate) => ({
      candidate,
      openQuestions: signerQuestions(candidate.list, candidate.record, this.#now),
    }));
    const best = judged.find(({ openQuestions }) => openQuestions.length === 0) ?? judged[0];
    if (best === undefined) return this.#refuse(this.#rule);
    const { list, record } = best.candidate;
    this.#path.step(
      this.#rule,
      'met',
      `The phone finds the signer in what it holds: ${recordPhrase(list, record)}. It asks no TVS.`,
      { file: list.file, record: record.index },
    );
    return accepted(this.#path, this.#rule, this.#offered, [...best.openQuestions, ...fileQuestions]);
  }

  #notIn(signer: SignerId, held: readonly Candidate[]): void {
    for (const list of [this.#ctl, this.#itl]) {
      if (list === null || held.some((candidate) => candidate.list === list)) continue;
      this.#path.step(
        this.#rule,
        'not-met',
        `No record of ${list.file} is the signer: ${certificatePhrase(signer)}.`,
        list,
      );
    }
  }

  /** A SAST that both CTLs hold: enough by P5 where it is a hardware token, and else an open question. */
  #sharedSast(own: InspectedList): SharedSast | null {
    const ctl = this.#ctl;
    if (ctl === null) return null;
    const pairs = certificatesInCommon(own.sast, ctl.sast).map(({ ours: theirs, theirs: ours }) => ({
      theirs,
      ours,
      isToken: isHardwareToken(ours),
      openQuestions: [...signerQuestions(ctl, ours, this.#now), ...sastPlaceQuestions(own, theirs)],
    }));
    const tokens = pairs.filter(({ isToken }) => isToken);
    const pair = tokens.find(({ openQuestions }) => openQuestions.length === 0) ?? tokens[0] ?? pairs[0];
    if (pair === undefined) return null;
    const { theirs, ours, isToken, openQuestions } = pair;
    const sentence = `Both CTLs hold ${labelOf(ours)} as SAST: record ${ours.index} of ${ctl.file}, record ${theirs.index} of ${own.file}.`;
    const place = { file: ctl.file, record: ours.index };
    if (isToken && this.#rule === 'P5') {
      this.#path.step('P5', 'met', `${sentence} One hardware token in common is enough.`, place);
      return { openQuestion: null, openQuestions };
    }
    const id = isToken ? 'token-and-blank' : 'common-sast';
    return { openQuestion: { id, hangsOn: `${sentence} That is enough for this phone.`, ...place } };
  }

  #askTvs(known: {
    signer: SignerId;
    whole: 'yes' | 'unknown';
    stored: Stored['answer'];
    /** Records that are almost the signer. */
    nearMisses: readonly OpenQuestion[];
    /** What is not known about signer and list. */
    openQuestions: readonly OpenQuestion[];
  }): Decision {
    const { signer, whole, stored, nearMisses, openQuestions } = known;
    // A record with another key may keep the phone from asking at all; any other near miss would spare it the question.
    const obstacles = nearMisses.filter(({ id }) => id === 'other-key');
    const shortcuts = nearMisses.filter(({ id }) => id !== 'other-key');
    const servers = this.#servers();
    if (servers.length === 0 || stored === 'absent' || stored === 'no') {
      if (servers.length > 0) this.#notStored(signer, stored);
      return shortcuts.length > 0
        ? this.#path.depend(this.#rule, [], [...shortcuts.slice(0, 1), ...openQuestions])
        : this.#refuse(this.#rule, nearMisses.length === 0);
    }
    for (const { id } of shortcuts) this.#path.note(id);

    const conditions = this.#tvsConditions({ signer, whole, stored, servers });
    const itl = this.#itl?.file ?? 'the ITL';
    for (const server of servers) {
      this.#path.step(
        this.#rule,
        conditions.length === 0 ? 'met' : 'depends',
        `The phone asks the TVS of record ${server.index} of ${itl}, ${serverPhrase(server)}, whether it knows the signer.`,
        { file: itl, record: server.index },
      );
    }
    const dates = servers.map((server) => dateQuestion({ file: itl }, server, this.#now));
    const [firstDate] = dates;
    const everyDate = dates.every((doubt) => doubt !== null) && firstDate != null ? [firstDate] : [];
    const open = [...everyDate, ...obstacles, ...openQuestions];
    if (conditions.length > 0) return this.#path.depend(this.#rule, conditions, open);
    this.#path.step(this.#rule, 'met', `The TVS vouches for the signer (${certificatePhrase(signer)}): status 0.`);
    return accepted(this.#path, this.#rule, this.#offered, open);
  }

  #notStored(signer: SignerId, stored: Stored['answer']): void {
    this.#path.step(
      this.#rule,
      'not-met',
      stored === 'absent'
        ? `The TVS would not vouch: its store, as far as it was given here, does not hold the signer (${certificatePhrase(signer)}). Its answer has a status other than 0.`
        : `The TVS would not vouch: the certificate with the signer's serial number and issuer in its store has another key (${certificatePhrase(signer)}).`,
    );
  }

  /** What has to be true beyond the files for a TVS to vouch. */
  #tvsConditions(known: {
    signer: SignerId;
    whole: 'yes' | 'unknown';
    stored: Stored['answer'];
    servers: readonly InspectedRecord[];
  }): string[] {
    const { signer, whole, stored, servers } = known;
    const conditions: string[] = [];
    if (this.#tvs.reachable === 'unknown') {
      conditions.push(
        `${servers.length === 1 ? 'This TVS' : 'One of these TVS'} is in the phone's configuration (its CallManager group, or its TFTP server), answers on TCP ${tvsPort}, and still presents the certificate that ${this.#itl?.file ?? 'the ITL'} holds of it: ${servers.map(serverPhrase).join('; ')}.`,
      );
    }
    if (stored === null) {
      conditions.push(
        `The trust store of that TVS (Phone-SAST-trust or CallManager-trust) holds the signer's certificate: ${certificatePhrase(signer)}.`,
      );
    }
    if (whole === 'unknown') {
      conditions.push(`${this.#offered.file} is whole: its signature verifies with that certificate.`);
    }
    return conditions;
  }

  /** The TVS that the phone could ask; says why where there is none. */
  #servers(): readonly InspectedRecord[] {
    const itl = this.#itl;
    const inList = tvsRecords(itl);
    if (itl === null || inList.length === 0) {
      this.#path.step(
        itl?.blank === true ? 'P6' : this.#rule,
        'not-met',
        itl === null
          ? 'No TVS can vouch: the phone holds no ITL that would authenticate one.'
          : `No TVS can vouch: ${itl.file} holds no TVS certificate.`,
        itl ?? {},
      );
      return [];
    }
    const { reachable } = this.#tvs;
    const answering = typeof reachable === 'string' ? null : new Set(reachable);
    const asked = reachable === 'none' ? [] : inList.filter(({ index }) => answering === null || answering.has(index));
    if (asked.length === 0) {
      this.#path.step(
        this.#rule,
        'not-met',
        `None of the TVS of ${itl.file} answers on TCP ${tvsPort} with the certificate that the phone knows: ${inList.map(serverPhrase).join('; ')}.`,
        itl,
      );
      this.#path.step(
        this.#rule,
        'applies',
        'A phone keeps the answer of a TVS for 24 hours: one that asked about this signer within the last day does not need to ask again.',
      );
    }
    return asked;
  }

  #ageQuestions(): OpenQuestion[] {
    const offered = this.#offered;
    if (offered.kind !== 'ITL' && offered.kind !== 'CTL') return [];
    return ageQuestions(offered, offered.kind === 'ITL' ? this.#itl : this.#ctl);
  }

  #refuse(rule: RuleId, isSignerUnknown = false): Decision {
    if (rule !== 'P7') for (const { id } of blankQuestions(this.#itl)) this.#path.note(id);
    return refuse(this.#path, rule, { offered: this.#offered, ctl: this.#ctl, itl: this.#itl }, isSignerUnknown);
  }
}

function serverPhrase(record: InspectedRecord): string {
  const id = idOf(record);
  return id === null ? labelOf(record) : certificatePhrase(id);
}
