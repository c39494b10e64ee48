import { hex, md5, sha1 } from '../../certificates/fingerprints';
import { binaryOf } from '../../format/binary-input';
import { decode } from '../../format/decode';
import { isListName } from '../../format/file-names';
import { isPageFile } from '../../format/text-of';
import { readOffered, type OfferedConfiguration } from '../../phone/offered';
import type { ServedFile } from './fleet';
import type { GivenLists } from './given';
import type { ServedFiles } from './judge';
import { t } from '../../words/translate';

/** What is served: the files as they are named, and as phones are offered them. */
export type Served = ServedFiles & { readonly files: readonly ServedFile[] };

/** Why a file is nothing that a phone is served. */
export interface NotServed {
  /** It is a list, which cannot be taken. */
  readonly isList: boolean;
  readonly message: string;
}

/** Takes the files that TFTP servers give to phones, one by one; the lists among them become given ones. */
export class ServedReader {
  readonly files: ServedFile[] = [];
  readonly #configurations = new Map<string, OfferedConfiguration>();

  constructor(private readonly lists: GivenLists) {}

  served(): Served {
    const named = (kind: 'ITL' | 'CTL') =>
      this.lists.all.filter((list) => list.isServed && list.kind === kind).map((list) => list.named());
    const configurations = [...this.#configurations.values()];
    const signed = new Set(configurations.flatMap(({ file, signed: header }) => (header === null ? [] : [file])));
    // A phone that finds the signed file does not ask for the plain one.
    const isOffered = ({ file, signed: header }: OfferedConfiguration): boolean =>
      header !== null || ![`${file}.sgn`, `${file}.enc.sgn`].some((name) => signed.has(name));
    return {
      files: this.files,
      itls: named('ITL'),
      ctls: named('CTL'),
      configurations: configurations.filter(isOffered),
    };
  }

  /** @returns why the file is nothing that a phone is served; null where it was taken. */
  async take(file: string, bytes: Uint8Array): Promise<NotServed | null> {
    const input = binaryOf(bytes, file);
    if (input?.kind === 'list') {
      const added = await this.lists.add(file, input.bytes, true);
      if (!added.ok) return { isList: true, message: added.problem.sentence };
      this.files.push({ file, md5: added.given.md5, sha1: added.given.sha1 });
      return null;
    }
    const content = input?.bytes ?? bytes;
    const read = readOffered(content, file);
    if (!read.ok || read.offered.kind !== 'configuration' || isPageFile(bytes)) {
      return { isList: false, message: whyNot(file, bytes) };
    }
    const noted = { file, md5: hex(md5(content)), sha1: hex(await sha1(content)) };
    this.files.push(noted);
    // The same content by two names is one file to a phone.
    const key = `${noted.md5} ${noted.sha1} ${read.offered.signed === null ? file : ''}`;
    if (!this.#configurations.has(key)) this.#configurations.set(key, read.offered);
    return null;
  }
}

function whyNot(file: string, bytes: Uint8Array): string {
  const decoded = isListName(file) ? decode(bytes) : null;
  return decoded?.ok === false ? decoded.error.message : t('Neither a trust list nor a configuration.');
}
