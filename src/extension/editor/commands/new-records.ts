import { commonName } from '../../../core/certificates/names';
import { ipAddressBytes } from '../../../core/edit/ip-address';
import type { NewRecord, RecordForm } from '../../../core/edit/records';
import type { TrustList } from '../../../core/format/model';
import { knownFunctions, RecordFunction } from '../../../core/format/tags';
import type { Certificate } from '../../../core/certificates/certificate';
import { askCertificates } from '../../host/certificate-file';
import type { CommandContext } from '../../host/context';
import { loadEditing } from '../../host/engine';
import type { OpenList } from '../../host/open-list';
import type { Choice } from '../../host/questions';
import { t } from '../../../core/words/translate';

/** Records to add, one for each certificate of a file; they share function, form, DNS name and address. */
export async function askNewRecords(
  context: CommandContext,
  { list, folder }: Pick<OpenList, 'list' | 'folder'>,
  title: string,
): Promise<readonly NewRecord[]> {
  const certificates = await askCertificates(context, { folder }, title);
  const functionCode = await askFunction(context, null, title);
  const form = await askForm(context, list, functionCode, title);
  const dnsName = await context.questions.text({
    title,
    prompt: t('DNS name or address of the server, as the cluster writes it into DNSNAME; may be empty'),
    value: functionCode === RecordFunction.sast ? '' : hostOf(certificates),
  });
  const ipAddress = await askAddress(context, '', title);
  return certificates.map((certificate) => ({
    certificate,
    functionCode,
    form,
    ...(dnsName === '' ? {} : { dnsName }),
    ...(ipAddress === '' ? {} : { ipAddress }),
  }));
}

/** @param present the function that the record has. */
export async function askFunction(
  { questions }: CommandContext,
  present: number | null,
  title: string,
): Promise<number> {
  const choices = knownFunctions().map(([code, name]): Choice<number> => ({
    label: name,
    description: code === present ? t('{code} · as it is', { code }) : String(code),
    value: code,
  }));
  return questions.choice({ title, prompt: t('Which function?'), choices });
}

/** An IPv4 or IPv6 address, or nothing. */
export async function askAddress({ questions }: CommandContext, value: string, title: string): Promise<string> {
  const check = (text: string): string | null =>
    text === '' || ipAddressBytes(text) !== null ? null : t('Enter an IPv4 or IPv6 address.');
  const text = await questions.text({
    title,
    prompt: t('IPv4 or IPv6 address for IPADDRESS; empty for none'),
    value,
    check,
  });
  return text.trim();
}

async function askForm(
  { questions }: CommandContext,
  list: TrustList,
  functionCode: number,
  title: string,
): Promise<RecordForm> {
  const { formOf } = await loadEditing();
  const usual = formOf(list, functionCode);
  const choices: readonly Choice<RecordForm>[] = [
    { label: t('Full certificate'), value: 'full' },
    { label: t('Hash of the certificate'), value: 'hash' },
  ];
  const ordered = [...choices].sort((a, b) => Number(b.value === usual) - Number(a.value === usual));
  return questions.choice({
    title,
    prompt: t('What does the record contain?'),
    choices: ordered.map((choice) => ({
      ...choice,
      ...(choice.value === usual ? { description: t('as a cluster writes it') } : {}),
    })),
  });
}

/** The host that a certificate was made for. */
function hostOf([certificate]: readonly Certificate[]): string {
  if (certificate === undefined) return '';
  const { alternativeNames, subject } = certificate.details;
  const named = alternativeNames.find((name) => name.startsWith('DNS:'));
  return named?.slice('DNS:'.length) ?? commonName(subject ?? '') ?? '';
}
