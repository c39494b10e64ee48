import { isListName } from '../../format/file-names';

/** Endings of the files that phones fetch: lists, configurations, firmware, locales, ring tones and pictures. */
const endings =
  /\.(?:tlv|sgn|sha512|xml|enc|loads|sbn|jar|wbin|bin|bin2|sb2|sebn|zz|zup|cop|cnf|cfg|raw|rwb|wav|png|jpg|jpeg|bmp|tar|gz|zip|lic|txt|dat|fon|dic|kate)$/i;

/** A list of one phone, as some messages name it: without its ending. */
const listOfPhone = /^[CI]TL(?:SEP|ATA|VGC)[\dA-F]{12}$/i;

/** What phones write right before a message: the part of their software that says it. */
const moduleOfPhone = /^(?:downd|dgetfile|TFTPD|GHTTP|SECUREAPP|SECD|JAVA|CVM|ESP)-/i;

/** True for what looks like the name of a file that phones fetch; a folder before it is allowed. */
export function looksLikeFileName(text: string): boolean {
  return fileNameIn(text) !== null;
}

/**
 * The name of the file that a word of a message is, without its folder, the punctuation around it and the number of a
 * temporary file (`SEP….cnf.xml.59075`). Null if it does not look like one.
 */
export function fileNameIn(word: string): string | null {
  const base = word.split(/[/\\]/).at(-1) ?? '';
  const name = base
    .replace(moduleOfPhone, '')
    .replace(/^[^\w~$@%+]{1,8}/, '')
    .replace(/[^\w~$@%+-]{1,8}$/, '');
  const file = name.replace(/(\.\w{2,8})\.\d{1,9}$/, '$1');
  if (listOfPhone.test(file)) return file;
  return /^[\w~$@%+][^\s:*?"<>|=]{0,127}$/.test(file) && endings.test(file) && /[a-z\d]\.\w+$/i.test(file)
    ? file
    : null;
}

/** What a message about a missing file depends on. */
export type FileClass = 'list' | 'ctl' | 'signed';

export const isOf: Readonly<Record<FileClass, (file: string) => boolean>> = {
  list: (file) => isListName(file) || listOfPhone.test(file),
  ctl: (file) => /^CTL/i.test(file),
  signed: (file) => /\.sgn$/i.test(file),
};
