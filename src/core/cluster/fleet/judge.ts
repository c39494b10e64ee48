import { container, element, fitHeader, textBytes } from '../../format/draft';
import { encodeParts } from '../../format/encode';
import { decode } from '../../format/decode';
import { HeaderTag } from '../../format/tags';
import { decide } from '../../phone/decide';
import type { Decision, Verdict } from '../../phone/decision';
import { inspectList, type NamedList, type Phone } from '../../phone/held';
import type { KnownFacts } from '../../phone/known-facts';
import type { Offered, OfferedConfiguration } from '../../phone/offered';
import type { RuleId } from '../../phone/rules';
import { ruleFor } from '../../phone/situation';
import { sentencesOf, statementOf, type Statement } from '../../words/statement';
import { state } from './reasons';

/** What the TFTP servers of a cluster give to phones. */
export interface ServedFiles {
  readonly itls: readonly NamedList[];
  readonly ctls: readonly NamedList[];
  readonly configurations: readonly OfferedConfiguration[];
}

/** The lists of a group, with what no list says of them. */
export interface HeldLists {
  readonly itl: NamedList | null;
  readonly ctl: NamedList | null;
  /** The list is one of those that are served: the phone has it already. */
  readonly isItlServed: boolean;
  readonly isCtlServed: boolean;
  /** What is known of a CTL that is installed and was not given; null if there is none. `ctl` is null then. */
  readonly unknownCtl: string | null;
}

/** What phones do with one file. */
export interface Opinion {
  readonly verdict: Verdict;
  readonly rule: RuleId;
  readonly says: Statement;
}

export interface JudgedFile extends Opinion {
  readonly file: string;
  readonly kind: 'ITL' | 'CTL' | 'configuration';
}

/**
 * What phones that hold these lists do with each file that is served, in the order in which they ask for them: the CTL,
 * then the ITL, which they judge with the CTL that they have taken by then, then the configuration. Of several files of
 * one kind each is judged as if it were the only one.
 */
export async function judgeServed(held: HeldLists, served: ServedFiles, known: KnownFacts): Promise<JudgedFile[]> {
  const start = { ctl: held.unknownCtl === null ? held.ctl : unknownCtl, itl: held.itl };
  const way = new Way(start, known, held.unknownCtl);
  if (held.isCtlServed && held.ctl !== null) await way.keep('CTL', held.ctl);
  else await way.offer(served.ctls.map((list) => ({ ...list, kind: 'CTL' as const })));
  if (held.isItlServed && held.itl !== null) await way.keep('ITL', held.itl);
  else await way.offer(served.itls.map((list) => ({ ...list, kind: 'ITL' as const })));
  await way.offer(served.configurations);
  return way.judged;
}

/** The worst of several verdicts; null for none. */
export function worstOf<Judged extends { readonly verdict: Verdict }>(judged: readonly Judged[]): Judged | null {
  const weights: readonly Verdict[] = ['refused', 'depends', 'accepted'];
  for (const verdict of weights) {
    const found = judged.find((one) => one.verdict === verdict);
    if (found !== undefined) return found;
  }
  return null;
}

/** True for a refusal that is the fault of the file, whatever the phone holds. */
export function isFileAtFault(judged: { readonly verdict: Verdict | null; readonly rule: RuleId | null }): boolean {
  const { verdict, rule } = judged;
  return verdict === 'refused' && (rule === 'P7' || rule === 'L1');
}

/** Stands for a CTL whose contents are not known: the least that a CTL can contain. */
const unknownCtl: NamedList = emptyCtl();

function emptyCtl(): NamedList {
  const header = fitHeader([
    element(HeaderTag.version, Uint8Array.of(1, 2)),
    container(HeaderTag.signerId, []),
    element(HeaderTag.filename, textBytes('CTLFile.tlv')),
  ]);
  const decoded = decode(encodeParts(header));
  if (!decoded.ok) throw new Error(decoded.error.message);
  return { file: 'CTLFile.tlv', list: decoded.list, isText: true };
}

/** What a phone may hold by now: a file on which the answer depends leaves it with either of two lists. */
class Way {
  readonly judged: JudgedFile[] = [];
  #phones: readonly Phone[];
  /** The file that split the way. */
  #earlier: string | null = null;

  constructor(
    start: Phone,
    private readonly known: KnownFacts,
    private readonly ctlDigest: string | null,
  ) {
    this.#phones = [start];
  }

  /** A list that the phone has already. */
  async keep(kind: 'ITL' | 'CTL', { file }: NamedList): Promise<void> {
    const [phone] = this.#phones;
    const ctl = phone?.ctl ?? null;
    const itl = phone?.itl ?? null;
    const heldCtl = ctl === null ? null : await inspectList(ctl);
    const heldItl = itl === null ? null : await inspectList(itl);
    const { rule } = ruleFor(heldCtl, heldItl, kind);
    this.judged.push({ file, kind, verdict: 'accepted', rule, says: state('holds-served', { file }) });
  }

  async offer(offered: readonly Exclude<Offered, { readonly kind: 'firmware' }>[]): Promise<void> {
    if (offered.length === 0) return;
    const next = new Set<Phone>();
    let splitBy: string | null = null;
    for (const file of offered) {
      const opinions: Opinion[] = [];
      for (const phone of this.#phones) {
        const opinion = this.#opinion(await decide(phone, file, this.known), phone, file);
        opinions.push(opinion);
        if (opinion.verdict !== 'refused') next.add(holdingAlso(phone, file));
        if (opinion.verdict !== 'accepted') next.add(phone);
        if (opinion.verdict === 'depends') splitBy ??= file.file;
      }
      this.judged.push({ file: file.file, kind: file.kind, ...this.#together(file.file, opinions) });
    }
    this.#phones = [...next];
    this.#earlier = splitBy ?? this.#earlier;
  }

  /** What a decision is worth if the CTL in it only stands for one that was not given. */
  #opinion(decision: Decision, phone: Phone, offered: Offered): Opinion {
    const { verdict, rule } = decision;
    const digest = phone.ctl === unknownCtl ? this.ctlDigest : null;
    const isOpen =
      digest !== null &&
      ((verdict === 'refused' && !isFileAtFault(decision)) ||
        // Any TFTP server in the CTL makes the phone ask for signed configuration.
        (verdict !== 'depends' && offered.kind === 'configuration' && rule === 'P10'));
    if (isOpen) return { verdict: 'depends', rule, says: state('depends-on-ctl', { digest, file: offered.file }) };
    return { verdict, rule, says: verdict === 'depends' ? conditional(decision) : statementOf(decision) };
  }

  /** A verdict is certain only if every way leads to it. */
  #together(file: string, opinions: readonly Opinion[]): Opinion {
    const found = opinions.find(({ verdict }) => verdict === 'depends') ?? worstOf(opinions);
    if (found === null) throw new RangeError('A file is offered to a phone.');
    if (opinions.every(({ verdict }) => verdict === found.verdict) || found.verdict === 'depends') return found;
    const says = state('depends-on-earlier', { file, earlier: this.#earlier ?? '', why: found.says.sentence });
    return { verdict: 'depends', rule: found.rule, says };
  }
}

function holdingAlso(phone: Phone, offered: Offered): Phone {
  if (offered.kind === 'ITL') return { ...phone, itl: offered };
  return offered.kind === 'CTL' ? { ...phone, ctl: offered } : phone;
}

function conditional(decision: Decision): Statement {
  const conditions = sentencesOf(decision.dependsOn).join(' ');
  // The condition itself is often the step that decided.
  const why = conditions.includes(decision.sentence) ? '' : decision.sentence;
  const statement = state('depends-on', { why, conditions });
  return { ...statement, sentence: statement.sentence.trimStart() };
}
