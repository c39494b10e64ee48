import { readCertificates } from '../../../src/core/certificates/files';
import { readCertificate } from '../../../src/core/certificates/certificate';
import { openCertificates } from '../../../src/core/certificates/keys/open-files';
import { changeOneFile } from '../mutate/bytes';
import { mutatePem } from '../mutate/asn1';
import { mutateText } from '../mutate/text';
import type { Input, Reader, Samples } from '../reader';
import { sampleCertificates, samplePkcs7 } from './sample-keys';

/** Bytes as a certificate, as an element of a list contains them, and as a file of certificates. */
async function check([file = new Uint8Array()]: Input): Promise<string> {
  const { details } = await readCertificate(file);
  if (details.error !== null && !details.error.endsWith('.')) throw new Error(`not a sentence: ${details.error}`);
  const read = await readCertificates(file);
  await openCertificates(Uint8Array.from(file), { askPassword: () => Promise.resolve(null) });
  if (read.ok) return read.certificates.some((one) => one.details.error !== null) ? 'unreadable among them' : 'read';
  if (!read.error.endsWith('.')) throw new Error(`not a sentence: ${read.error}`);
  return 'refused';
}

function mutate(...[random, input, samples]: Parameters<Reader['mutate']>): Input {
  return changeOneFile(random, input, samples, () => mutatePem(mutateText));
}

async function starting(files: Promise<Uint8Array[]>): Promise<Samples> {
  return { starts: (await files).map((file) => [file]), hostile: [] };
}

export const certificates: Reader = {
  name: 'certificates',
  every: 5,
  samples: () => starting(sampleCertificates()),
  mutate,
  check,
};

export const pkcs7Files: Reader = { name: 'pkcs7', every: 10, samples: () => starting(samplePkcs7()), mutate, check };
