import type { NewRecord, RecordForm } from '../core/edit/records';
import { UsageError, type Arguments, type Io } from './command';
import { readCertificateFile } from './input-files';
import { readFunction, readRecordNumber } from './values';

export const additionSyntax = 'FUNCTION[,dns=NAME][,ip=ADDRESS][,as=full|hash][,at=N]@FILE';

/** Records that one --add asks for: one for each certificate of its file. */
export interface Addition {
  readonly records: readonly NewRecord[];
  /** Number that the first of them gets; null for the end. */
  readonly position: number | null;
}

/**
 * What one --add says of its records, and behind the first @ the file of their certificates; null where it names none.
 */
export function splitAddition(text: string): { readonly settings: string; readonly file: string | null } {
  const [settings = '', file = null] = text.split(/@(.*)/s);
  return { settings, file };
}

/** Reads `tftp,dns=pub.example.com,ip=10.1.1.1@tftp.pem`. */
export async function readAddition(text: string, args: Arguments, io: Io): Promise<Addition> {
  const { settings: asked, file } = splitAddition(text);
  if (file === null) throw new UsageError(`'${text}' does not name a file: ${additionSyntax}`);
  const [functionText = '', ...settings] = asked.split(',');
  const functionCode = readFunction(functionText);
  let position: number | null = null;
  let options: Omit<NewRecord, 'certificate' | 'functionCode'> = {};
  for (const setting of settings) {
    const [name = '', value = ''] = setting.split(/=(.*)/s);
    switch (name) {
      case 'dns':
        options = { ...options, dnsName: value };
        break;
      case 'ip':
        options = { ...options, ipAddress: value };
        break;
      case 'as':
        options = { ...options, form: readForm(value) };
        break;
      case 'at':
        position = readRecordNumber(value);
        break;
      default:
        throw new UsageError(`'${setting}' is not a setting of a record: ${additionSyntax}`);
    }
  }
  const certificates = await readCertificateFile(file, args, io);
  return { position, records: certificates.map((certificate) => ({ ...options, certificate, functionCode })) };
}

export function readForm(text: string): RecordForm {
  if (text === 'full' || text === 'hash') return text;
  throw new UsageError(`'${text}' is not a form of a record: use full or hash`);
}
