// The parts of node-forge that are used here, typed as narrowly as they are used: its published types know neither the
// options of `fromDer` nor the single modules.
declare module 'node-forge/lib/asn1' {
  namespace asn1 {
    /** Contents are binary strings: one character a byte. */
    interface Asn1 {
      readonly tagClass: number;
      readonly type: number;
      readonly constructed: boolean;
      readonly value: string | readonly Asn1[];
      /** Of a BIT STRING: the octet that counts the unused bits, then the bits. */
      readonly bitStringContents?: string;
    }

    interface Schema {
      readonly name: string;
      readonly tagClass?: number;
      readonly type?: number;
      readonly constructed?: boolean;
      readonly optional?: boolean;
      readonly captureAsn1?: string;
      readonly value?: readonly Schema[];
    }

    interface ByteBuffer {
      /** Position of the next byte that is read. */
      readonly read: number;
      getBytes(): string;
    }

    interface ReadOptions {
      readonly strict: boolean;
      readonly parseAllBytes: boolean;
      readonly decodeBitStrings: boolean;
      readonly maxDepth: number;
    }

    function fromDer(bytes: ByteBuffer, options: ReadOptions): Asn1;
    function toDer(value: Asn1): ByteBuffer;
    function validate(value: Asn1, schema: Schema, captured: Record<string, Asn1>, errors: string[]): boolean;
    function derToOid(bytes: string): string;
    function utcTimeToDate(text: string): Date;
    function generalizedTimeToDate(text: string): Date;
  }
  export = asn1;
}

declare module 'node-forge/lib/util' {
  import type { ByteBuffer } from 'node-forge/lib/asn1';
  const util: { createBuffer(bytes: string): ByteBuffer };
  export = util;
}
