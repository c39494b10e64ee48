/** What one --set asks for: a field of the header, or of a record. */
export interface FieldChange {
  /** Number of the record as it was given; null for the header. */
  readonly record: string | null;
  readonly field: string;
  readonly value: string;
}

/** Reads `filename=ITLFile.tlv` or `3.dns=pub.example.com`; null for any other text. */
export function readFieldChange(text: string): FieldChange | null {
  const [name = '', value] = text.split(/=(.*)/s);
  if (value === undefined) return null;
  const ofRecord = /^(\d+)\.(\w+)$/.exec(name);
  return { record: ofRecord?.[1] ?? null, field: ofRecord?.[2] ?? name, value };
}

/** The file that a change reads: that of a certificate. */
export function fileOfChange({ record, field, value }: FieldChange): string | null {
  return record !== null && field === 'certificate' ? value : null;
}
