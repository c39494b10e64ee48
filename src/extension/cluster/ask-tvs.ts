import * as vscode from 'vscode';
import { addressText, type Server } from '../../core/cluster/address';
import type { Consultation } from '../../core/cluster/tvs/consultation';
import { isListName, listKind } from '../../core/format/file-names';
import type { NamedList } from '../../core/phone/held';
import { chooseFile } from '../host/chosen-file';
import type { Command } from '../host/command';
import type { CommandContext } from '../host/context';
import { loadClustering } from '../host/engine';
import { namesAmong, readNamed } from '../host/known-lists';
import { fileNameOf } from '../host/list-uris';
import type { Choice, Questions } from '../host/questions';
import type { SignedDocuments } from '../host/signed-documents';
import { fileOf } from '../host/target';
import { openClient, whileWaiting, type Access } from './access';
import { askServer, serverText } from './ask-server';
import type { FetchedFiles } from './fetched-files';
import { keepReported } from './report';
import { askAskings } from './what-to-ask';
import { messages, t } from '../../core/words/translate';

const title = messages('Ask TVS');

/** _Ask TVS…_: which certificate the TVS of an ITL presents, and what it vouches for. */
export function askTvsCommand(access: Access, fetched: FetchedFiles, signed: SignedDocuments): Command {
  return {
    id: 'trustList.askTvs',
    run: async (context, target) => {
      const client = await openClient(access);
      const { consultTvs } = await loadClustering();
      const uri = await askItl(context, target);
      const called = namesAmong([uri, ...[...context.documents.all, ...signed.all].map((open) => open.uri)]);
      const itl = await readNamed(context.documents, uri, called(uri));
      const server = await askTvsServer(context.questions, itl);
      const askings = await askAskings(context, signed, { title: t(title), uri, itl, called });
      const consult = (asksAnyway: boolean): Promise<Consultation> =>
        whileWaiting(access, t('Asking the TVS at {address}', { address: addressText(server) }), (signal) =>
          consultTvs(client, server, itl, askings, { asksAnyway, signal }),
        );
      const first = await consult(false);
      await show(fetched, itl, (await asksAnyway(context.questions, first)) ? await consult(true) : first);
    },
  };
}

/** The ITL of a title bar, else the one in front, else one that a person chooses. */
async function askItl(context: CommandContext, target: unknown): Promise<vscode.Uri> {
  const uri = fileOf(target);
  const name = uri === undefined ? '' : fileNameOf(uri);
  if (uri !== undefined && isListName(name) && listKind(name) !== 'CTL') return uri;
  return chooseFile(context, { title: t(title), prompt: t('Which ITL do phones hold?'), types: ['tlv'], samples: [] });
}

/** A server that a record of the ITL names, or one that a person types. */
async function askTvsServer(questions: Questions, itl: NamedList): Promise<Server> {
  const { tvsPort, tvsServers } = await loadClustering();
  const choices: Choice<string | null>[] = [
    ...(await tvsServers(itl)).map(({ host, record }) => ({
      icon: 'server',
      label: serverText({ host, port: null }),
      description: t('record {record} of {file}', { record, file: itl.file }),
      value: host,
    })),
    { label: t('Another Server…'), value: null },
  ];
  const chosen =
    choices.length === 1 ? null : await questions.choice({ title: t(title), prompt: t('Ask which server?'), choices });
  if (chosen !== null) return { host: chosen, port: tvsPort };
  const prompt = t('Server that runs TVS: name or address. The port is {port} if none is given.', { port: tvsPort });
  const { host, port } = await askServer(questions, { title: t(title), prompt });
  return { host, port: port ?? tvsPort };
}

/** True if a person wants to ask a server that no phone would ask. */
async function asksAnyway(questions: Questions, first: Consultation): Promise<boolean> {
  if (!first.judgements.some(({ failure }) => failure?.reason === 'not-asked')) return false;
  const { consultationLines } = await loadClustering();
  const [presented = '', ...more] = await consultationLines({ ...first, judgements: [] });
  const lines = more.map((line) => line.trim());
  const agreed = questions.confirm({
    message: `${presented}.`,
    detail: `${lines.join('\n')}\n${t('Nothing was sent. If you ask it anyway, nobody can tell that its answers are those of a TVS of this cluster.')}`,
    action: t('Ask Anyway'),
  });
  return agreed.then(
    () => true,
    (error: unknown) => {
      if (error instanceof vscode.CancellationError) return false; // what it presents is worth a report
      throw error;
    },
  );
}

async function show(fetched: FetchedFiles, itl: NamedList, consultation: Consultation): Promise<void> {
  const { consultationLines, doubtsOfItl } = await loadClustering();
  const now = new Date();
  const label = t('TVS {address}', { address: addressText(consultation.server) });
  const doubts = await doubtsOfItl(itl);
  const report = {
    label,
    title: `${label}, ${now.toISOString()}`,
    lines: [
      ...(await consultationLines(consultation)),
      ...(doubts.length === 0 ? [] : ['', ...doubts.map((doubt) => `${itl.file}: ${doubt}`)]),
    ],
  };
  await keepReported(fetched, label, { files: [], report, now });
}
