import type { Part } from '../format/model';
import { HeaderTag } from '../format/tags';
import {
  containedOrder,
  container,
  element,
  fitHeader,
  headerOrder,
  insertInOrder,
  isSoundContainer,
  setElement,
  u32Bytes,
  withoutElements,
} from '../format/draft';

/** What a header says about its signer and signature. */
export interface SignerHeader {
  /** SIGNERNAME and CANAME, with the NUL at the end. */
  readonly name: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
  /** DIGESTALGORTITHM, u8. */
  readonly digestCode: number;
  /** SIGNATUREMODULUS, u8. */
  readonly modulusCode: number;
  /** Bytes of SIGNATURE, which is left zero. */
  readonly signatureLength: number;
  /** Unix seconds; null keeps the header's. */
  readonly timestamp: number | null;
}

/** An element, or a container with its elements. */
type Field = readonly [tag: number, value: Uint8Array | readonly Field[]];

const rsa = 0;
/**
 * A header for this signer. Elements keep their order, unknown ones too; a missing element is put where CUCM writes it,
 * and a container whose length contradicted its content is replaced.
 */
export function withSigner(header: readonly Part[], signer: SignerHeader): readonly Part[] {
  const fields: readonly Field[] = [
    [
      HeaderTag.signerId,
      [
        [HeaderTag.signerName, signer.name],
        [HeaderTag.serialNumber, signer.serialNumber],
        [HeaderTag.caName, signer.issuer],
      ],
    ],
    [
      HeaderTag.signatureInfo,
      [
        [HeaderTag.digestAlgorithm, Uint8Array.of(signer.digestCode)],
        [
          HeaderTag.signatureAlgorithmInfo,
          [
            [HeaderTag.signatureAlgorithm, Uint8Array.of(rsa)],
            [HeaderTag.signatureModulus, Uint8Array.of(signer.modulusCode)],
          ],
        ],
      ],
    ],
    [HeaderTag.signature, new Uint8Array(signer.signatureLength)],
    ...(signer.timestamp === null ? [] : [[HeaderTag.timestamp, u32Bytes(signer.timestamp)] as const]),
  ];
  return fitHeader(fields.reduce((parts, field) => setField(parts, field, headerOrder), header));
}

function setField(parts: readonly Part[], [tag, value]: Field, order: readonly number[]): readonly Part[] {
  if (value instanceof Uint8Array) return setElement(parts, tag, value, order);
  const index = parts.findIndex((part) => part.kind === 'element' && part.tag === tag);
  const present = parts[index];
  if (present !== undefined && isSoundContainer(present)) {
    const children = value.reduce((made, field) => setField(made, field, containedOrder), present.children);
    return parts.with(index, container(tag, children));
  }
  // The content of a container with a wrong length was read as elements behind it.
  const made = makeContainer(tag, value);
  const displaced = new Set(tagsOf(value));
  if (present !== undefined) return withoutElements(parts.with(index, made), displaced);
  return insertInOrder(withoutElements(parts, displaced), made, order);
}

function makeContainer(tag: number, fields: readonly Field[]): ReturnType<typeof container> {
  return container(
    tag,
    fields.map(([fieldTag, value]) =>
      value instanceof Uint8Array ? element(fieldTag, value) : makeContainer(fieldTag, value),
    ),
  );
}

function tagsOf(fields: readonly Field[]): number[] {
  return fields.flatMap(([tag, value]) => (value instanceof Uint8Array ? [tag] : [tag, ...tagsOf(value)]));
}
