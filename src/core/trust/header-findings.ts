import { isZero } from '../certificates/serial';
import { listKind } from '../format/file-names';
import { headerBreaksOff, findElement, headerFields } from '../format/fields';
import type { TrustList } from '../format/model';
import { digestNames, elementRows, HeaderTag, modulusBits } from '../format/tags';
import { isoTime } from '../format/time';
import { finding } from './finding';
import { headerFieldPlace } from './places';
import type { Finding } from './report';

const day = 24 * 60 * 60;

/** What the header says of itself; TIMESTAMP and the name of the file aside. */
export function headerFindings(list: TrustList): Finding[] {
  const fields = headerFields(list);
  const findings: Finding[] = [];
  const place = (tag: number) => headerFieldPlace(list, tag);

  for (const { tag, name, required = false } of elementRows('header')) {
    if (required && !headerBreaksOff(list) && findElement(list.header, tag) === null) {
      findings.push(finding('field-missing', { name }, place(tag)));
    }
  }
  if (fields.serialNumber !== null && isZero(fields.serialNumber)) {
    findings.push(finding('serial-zero/field', {}, place(HeaderTag.serialNumber)));
  }
  const { digestAlgorithm, signatureAlgorithm, signatureModulus, signature } = fields;
  if (digestAlgorithm !== null) {
    const digest = digestNames.get(digestAlgorithm);
    const where = place(HeaderTag.digestAlgorithm);
    if (digest === undefined) findings.push(finding('digest-unknown', { code: digestAlgorithm }, where));
    if (digest === 'SHA-1') findings.push(finding('weak-digest', { digest }, where));
  }
  if (signatureAlgorithm !== null && signatureAlgorithm !== 0) {
    const where = place(HeaderTag.signatureAlgorithm);
    findings.push(finding('signature-algorithm-unknown', { code: signatureAlgorithm }, where));
  }
  if (signatureModulus !== null && signature !== null && signature.length > 0) {
    const bits = modulusBits.get(signatureModulus);
    if (bits !== signature.length * 8) {
      const args = { code: signatureModulus, actual: signature.length, bits: signature.length * 8 };
      const where = place(HeaderTag.signatureModulus);
      findings.push(
        bits === undefined
          ? finding('modulus-differs/unknown', args, where)
          : finding('modulus-differs/known', { ...args, declared: bits }, where),
      );
    }
  }
  return findings;
}

/** A TIMESTAMP that is ahead of this time. */
export function timestampFindings(list: TrustList, now: Date): Finding[] {
  const { timestamp } = headerFields(list);
  if (timestamp === null || timestamp <= now.getTime() / 1000 + day) return [];
  const where = headerFieldPlace(list, HeaderTag.timestamp);
  return [finding('timestamp-future', { timestamp: isoTime(timestamp) }, where)];
}

/** A FILENAME of another kind than the file's name on disk. */
export function filenameFindings(list: TrustList, fileName: string | undefined): Finding[] {
  const { filename } = headerFields(list);
  if (filename === null || fileName === undefined) return [];
  const kind = listKind(filename);
  const kindOnDisk = listKind(fileName);
  if (kindOnDisk === 'unknown' || kind === kindOnDisk) return [];
  const where = headerFieldPlace(list, HeaderTag.filename);
  return [finding(`filename-kind/${kind}`, { filename, file: fileName }, where)];
}
