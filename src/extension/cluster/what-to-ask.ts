import type * as vscode from 'vscode';
import type { Certificate } from '../../core/certificates/certificate';
import type { Asking } from '../../core/cluster/tvs/asking';
import type { Part } from '../../core/format/model';
import type { NamedList } from '../../core/phone/held';
import { openWithPassword } from '../host/certificate-file';
import type { CommandContext } from '../host/context';
import { loadClustering, loadEngine, loadPhoning } from '../host/engine';
import { Refusal } from '../host/errors';
import { listName } from '../host/list-uris';
import { folderOf } from '../host/folders';
import type { Choice } from '../host/questions';
import type { SignedDocuments } from '../host/signed-documents';
import { t } from '../../core/words/translate';

/** A file that names its signer. */
interface SignedBySomebody {
  readonly name: string;
  readonly file: { readonly header: readonly Part[] };
}

interface Wanted {
  readonly title: string;
  readonly uri: vscode.Uri;
  /** The list at `uri`. */
  readonly itl: NamedList;
  /** What sentences call a file. */
  readonly called: (file: vscode.Uri) => string;
}

/** What a TVS is to be asked about: signers of open files, records of the ITL, or what is in a file. */
export async function askAskings(context: CommandContext, signed: SignedDocuments, wanted: Wanted): Promise<Asking[]> {
  const { askingOfRecord, askingOfSigner, certificatesOf, inspectList, labelOf } = await loadClustering();
  const { title, itl } = wanted;
  const open = openLists(context, wanted);
  const lists: readonly NamedList[] = [itl, ...open];
  const known = (await Promise.all(lists.map(certificatesOf))).flat();
  const files = [...lists.map(({ file, list }) => ({ name: file, file: list })), ...(await openSigned(signed, wanted))];
  const signers = files.flatMap(({ name, file }, at) =>
    choiceOf(t('Signer of {name}', { name }), '', askingOfSigner(file, name, known), at === 0),
  );
  const { records } = await inspectList(itl);
  const ofRecords = records.flatMap((record) =>
    choiceOf(
      t('Record {index}', { index: record.index }),
      labelOf(record),
      askingOfRecord(record, t('record {index}', { index: record.index })),
      false,
    ),
  );
  const file: Choice<Asking | null> = {
    label: t('Certificate, List or Signed File…'),
    description: t('of its signer, if it is a list or signed'),
    value: null,
  };
  const prompt = t('Ask about which certificates? Phones ask about the signers of files they do not know.');
  const chosen = await context.questions.choices({ title, prompt, choices: [...signers, file, ...ofRecords] });
  const askings = chosen.filter((asking) => asking !== null);
  return chosen.includes(null) ? [...askings, ...(await askFile(context, signed, wanted, known))] : askings;
}

function choiceOf(
  label: string,
  description: string,
  asking: Asking | string,
  picked: boolean,
): readonly Choice<Asking | null>[] {
  return typeof asking === 'string' ? [] : [{ label, description, value: asking, picked }];
}

function openLists({ documents }: CommandContext, { uri: except, called }: Wanted): NamedList[] {
  return documents.all.flatMap(({ uri, state: { decoded } }) =>
    !decoded.ok || uri.toString() === except.toString() ? [] : [{ file: called(uri), list: decoded.list }],
  );
}

async function openSigned(signed: SignedDocuments, { called }: Wanted): Promise<SignedBySomebody[]> {
  const { decodeSigned } = await loadPhoning();
  return signed.all.flatMap(({ uri, state: { bytes } }) => {
    const decoded = decodeSigned(bytes);
    return decoded.ok ? [{ name: called(uri), file: decoded.file }] : [];
  });
}

/** What a file that a person chooses asks about: its signer, or each of its certificates. */
async function askFile(
  context: CommandContext,
  signed: SignedDocuments,
  { title, uri: itl }: Wanted,
  known: readonly Certificate[],
): Promise<Asking[]> {
  const uri = await context.questions.file({ title, kind: 'any', folder: folderOf(itl) });
  const name = listName(uri);
  const bytes = await signed.read(uri);
  const [{ decode }, { decodeSigned }] = await Promise.all([loadEngine(), loadPhoning()]);
  const { askingOfSigner, certificatesOf } = await loadClustering();
  const decoded = decode(bytes);
  if (decoded.ok) {
    const own = await certificatesOf({ file: name, list: decoded.list });
    return [asked(askingOfSigner(decoded.list, name, [...known, ...own]), name)];
  }
  const file = decodeSigned(bytes);
  if (file.ok) return [asked(askingOfSigner(file.file, name, known), name)];
  const certificates = await openWithPassword(context, uri, title);
  return certificates.map((certificate, at) => {
    const label = certificate.details.subject ?? t('certificate {number}', { number: at + 1 });
    return { of: certificates.length === 1 ? name : `${name}: ${label}`, kind: 'verify', certificate };
  });
}

function asked(asking: Asking | string, name: string): Asking {
  if (typeof asking !== 'string') return asking;
  throw new Refusal(`${name}: ${asking}`);
}
