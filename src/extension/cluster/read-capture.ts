import * as vscode from 'vscode';
import type { Captured } from '../../core/cluster/captures/reader';
import type { TransferReport } from '../../core/cluster/captures/report';
import type { CapturedTvs } from '../../core/cluster/captures/tvs-conversation';
import { numberedName, safeFileName } from '../../core/cluster/file-names';
import { listKind } from '../../core/format/file-names';
import type { NamedList } from '../../core/phone/held';
import { chooseFile } from '../host/chosen-file';
import type { Command } from '../host/command';
import type { CommandContext } from '../host/context';
import { loadClustering, loadEngine } from '../host/engine';
import { Refusal } from '../host/errors';
import { readBytes } from '../host/files';
import { knownLists } from '../host/known-lists';
import { fileNameOf } from '../host/list-uris';
import type { Choice } from '../host/questions';
import { whatItIs } from '../host/what-it-is';
import { whileWaiting, type Access } from './access';
import type { FetchedFiles } from './fetched-files';
import { offerFiles, type OfferedFile } from './offer-files';
import { pauses } from './pause';
import { keepReported } from './report';
import { messages, t } from '../../core/words/translate';

const title = messages('Read Capture');
/** VS Code gives a file as a whole; the command line reads captures of any size in pieces. */
const mostBytes = 256 * 1024 * 1024;
/** Bytes that are read between two looks at whether a person cancelled. */
const piece = 1024 * 1024;

/**
 * _Read Capture…_: what TFTP and HTTP carried in a packet capture, as read-only documents, and what each TVS presented. Writes
 * nothing, and contacts nobody.
 */
export function readCaptureCommand(access: Access, fetched: FetchedFiles): Command {
  return {
    id: 'trustList.readCapture',
    run: async (context, target) => {
      const uri =
        target instanceof vscode.Uri
          ? target
          : await chooseFile(context, {
              title: t(title),
              prompt: t('Which packet capture?'),
              types: ['pcap', 'pcapng', 'cap'],
              samples: [],
            });
      const name = fileNameOf(uri);
      const { captured, transfers } = await whileWaiting(
        access,
        t('Reading {name}', { name }),
        async (signal, report) => {
          const read = await readCapture(uri, signal, report);
          const { reportTransfers } = await loadClustering();
          return { captured: read, transfers: await reportTransfers(read.transfers) };
        },
      );
      const itl = await askItl(context, captured.tvs, transfers);
      await show(context, fetched, { name, captured, transfers, itl });
    },
  };
}

/** @throws {Refusal} for a file that is not a capture. */
async function readCapture(uri: vscode.Uri, signal: AbortSignal, report: (message: string) => void): Promise<Captured> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytes) {
    throw new Refusal(
      t(
        '{file} has {size} bytes; no more than {most} are read here. On the command line, trustlist capture reads captures of any size.',
        { file: fileNameOf(uri), size, most: mostBytes },
      ),
    );
  }
  const bytes = await readBytes(uri);
  const { CaptureReader } = await loadClustering();
  const reader = new CaptureReader();
  const pause = pauses();
  for (let at = 0; at < bytes.length && !reader.isOther; at += piece) {
    signal.throwIfAborted();
    // The reader keeps no part of what it is given.
    reader.push(bytes.subarray(at, at + piece));
    report(`${Math.floor((100 * Math.min(bytes.length, at + piece)) / bytes.length)} %`);
    await pause();
  }
  const captured = reader.end();
  if (captured === null) throw new Refusal(await notACapture(uri, bytes));
  return captured;
}

async function notACapture(uri: vscode.Uri, bytes: Uint8Array): Promise<string> {
  const name = fileNameOf(uri);
  if (bytes.length === 0) return t('{name} is empty.', { name });
  const what = await whatItIs(await loadEngine(), bytes, name);
  const sentence = t('{name} is not a packet capture: it does not start as .pcap or .pcapng files do.', { name });
  return what === null ? sentence : `${sentence} ${what.sentence}`;
}

/** The ITL that the certificates of TVS are compared with: of this capture, or one that is known. Null without one. */
async function askItl(
  { documents, questions }: CommandContext,
  tvs: readonly CapturedTvs[],
  transfers: readonly TransferReport[],
): Promise<NamedList | null> {
  if (tvs.every(({ certificate }) => certificate === null)) return null;
  const { decode } = await loadEngine();
  const captured = new Map<string, Choice<NamedList | null>>();
  for (const { name, bytes, content } of transfers) {
    const decoded = bytes === null || listKind(name) !== 'ITL' ? null : decode(bytes);
    if (decoded?.ok !== true || content === null) continue;
    const value = { file: name, list: decoded.list };
    captured.set(content.md5, { label: name, description: t('in this capture'), detail: `MD5 ${content.md5}`, value });
  }
  const known = (await knownLists(documents))
    .filter(({ kind }) => kind !== 'CTL')
    .map(({ name, list, md5 }) => ({ label: name, detail: `MD5 ${md5}`, value: { file: name, list } }));
  const choices: Choice<NamedList | null>[] = [...captured.values(), ...known];
  if (choices.length === 0) return null;
  const prompt = t('Compare the certificates that TVS presented with which ITL?');
  return questions.choice({
    title: t(title),
    prompt,
    choices: [...choices, { label: t('Do Not Compare'), value: null }],
  });
}

interface Seen {
  readonly name: string;
  readonly captured: Captured;
  readonly transfers: readonly TransferReport[];
  readonly itl: NamedList | null;
}

async function show(
  { questions }: CommandContext,
  fetched: FetchedFiles,
  { name, captured, transfers, itl }: Seen,
): Promise<void> {
  const { captureCounts, captureLines, reportTvs, transferFacts } = await loadClustering();
  const tvs = await reportTvs(captured.tvs, itl);
  const places = withNames(transfers).map(({ transfer, saved }) => {
    const message = transfer.remarks.length === 0 ? null : transfer.remarks.join(' ');
    return { transfer, place: { name: saved, output: null, message } };
  });
  const byName = new Map<string, OfferedFile>();
  for (const { transfer, place } of places) {
    const { bytes, content } = transfer;
    if (bytes === null || content === null) continue;
    byName.set(place.name, { ...place, bytes, content, facts: transferFacts(transfer) });
  }
  const files = [...byName.values()];
  const report = {
    label: t('Report on {name}', { name }),
    title: `${name}: ${captureCounts(captured.packets, transfers.length, tvs.length)}`,
    lines: captureLines(places, tvs, captured.problems, itl?.file ?? null),
  };
  const folder = await keepReported(fetched, name, { files, report, now: new Date() });
  if (files.length === 0) {
    if (tvs.every(({ presents }) => presents === null)) {
      questions.warn(
        t('{name} contains no complete file and no certificate of a TVS: the report says what it has.', { name }),
      );
    }
    return;
  }
  const others = transfers.filter(({ content }) => content === null).length;
  const complete = files.length;
  const prompt =
    others === 0
      ? t('Open which files? {complete} complete', { complete })
      : t('Open which files? {complete} complete, {others} not: the report says why', { complete, others });
  await offerFiles(questions, folder, { title: t('Files in {name}', { name }), prompt, files });
}

interface NamedTransfer {
  readonly transfer: TransferReport;
  /** What its file is called in the folder. */
  readonly saved: string;
}

/** Names for files in one folder: one name for equal files, and a number for others of the same name. */
function withNames(transfers: readonly TransferReport[]): NamedTransfer[] {
  const taken = new Set<string>();
  const known = new Map<string, { readonly bySha1: Map<string, string>; number: number }>();
  return transfers.map((transfer) => {
    const safe = safeFileName(transfer.name);
    const { content } = transfer;
    if (content === null) return { transfer, saved: safe };
    const files = known.get(safe) ?? { bySha1: new Map<string, string>(), number: 0 };
    known.set(safe, files);
    let saved = files.bySha1.get(content.sha1);
    while (saved === undefined) {
      files.number += 1;
      const name = files.number === 1 ? safe : numberedName(safe, files.number);
      if (!taken.has(name)) saved = name;
    }
    taken.add(saved);
    files.bySha1.set(content.sha1, saved);
    return { transfer, saved };
  });
}
