import { deviceName, type WrittenServer } from '../../core/cluster/address';
import type { Transport } from '../../core/cluster/client';
import type { Fetched } from '../../core/cluster/fetch';
import type { Command } from '../host/command';
import type { CommandContext } from '../host/context';
import { loadClustering } from '../host/engine';
import { Refusal } from '../host/errors';
import type { Choice, Questions } from '../host/questions';
import { openClient, whileWaiting, type Access } from './access';
import { askServer, serverText } from './ask-server';
import type { FetchedFiles } from './fetched-files';
import { offerFiles, type OfferedFile } from './offer-files';
import { keepReported } from './report';
import { messages, t } from '../../core/words/translate';

const title = messages('Fetch from Cluster');
/** Phones that are asked for at a time: a person types them. */
const mostDevices = 20;

/** _Fetch from Cluster…_: what a TFTP server has, as read-only documents. Writes nothing. */
export function fetchCommand(access: Access, fetched: FetchedFiles): Command {
  return {
    id: 'trustList.fetchFromCluster',
    run: async (context) => {
      const client = await openClient(access);
      const { fetchFiles, wantedFiles } = await loadClustering();
      const { questions } = context;
      const server = await askServer(questions, {
        title: t(title),
        prompt: t('TFTP server: name or address. Phones use HTTP on port 6970, and TFTP if that does not answer.'),
      });
      const transport = server.port === null ? null : await askTransport(questions, server.port);
      const wanted = wantedFiles(await askDevices(questions), []);
      const name = serverText(server);
      const result = await whileWaiting(access, t('Fetching from {name}', { name }), (signal, report) =>
        fetchFiles(client, server, wanted, {
          transport,
          signal,
          onFile: (file) => {
            report(`${file.name}: ${file.status}`);
          },
        }),
      );
      await show(context, fetched, server, result);
    },
  };
}

function askTransport(questions: Questions, port: number): Promise<Transport> {
  const choices: Choice<Transport>[] = [
    { label: 'HTTP', description: t('usually on port 6970'), value: 'http' },
    { label: 'HTTPS', description: t('usually on port 6971 or 6972'), value: 'https' },
    { label: 'TFTP', description: t('usually on UDP port 69'), value: 'tftp' },
  ];
  return questions.choice({ title: t(title), prompt: t('What is served on port {port}?', { port }), choices });
}

async function askDevices(questions: Questions): Promise<string[]> {
  const text = await questions.text({
    title: t(title),
    prompt: t(
      'Phone, by name (SEP001122334455) or MAC address, for its own lists and configuration. Empty for the cluster’s lists only.',
    ),
    value: '',
    check: problemOfDevices,
  });
  const problem = problemOfDevices(text);
  if (problem !== null) throw new Refusal(problem);
  return written(text).flatMap((device) => deviceName(device) ?? []);
}

/** Names with commas between them: a MAC address may have spaces. */
function written(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((device) => device.trim())
    .filter((device) => device !== '');
}

function problemOfDevices(text: string): string | null {
  const devices = written(text);
  if (devices.length > mostDevices)
    return t('{count} phones are too many: at most {most} at a time.', { count: devices.length, most: mostDevices });
  const wrong = devices.find((device) => deviceName(device) === null);
  return wrong === undefined
    ? null
    : t('“{wrong}” is neither the name of a device (SEP001122334455) nor a MAC address. Separate phones with commas.', {
        wrong,
      });
}

/** Shows the report, and opens what a person chooses of what was found. */
async function show(
  { questions }: CommandContext,
  fetched: FetchedFiles,
  server: WrittenServer,
  { files, isReached }: Fetched,
): Promise<void> {
  const { describeFetched, factsOf, fileLines, messageOf, presentedLines, presentedToFetch } = await loadClustering();
  const name = serverText(server);
  const described = await describeFetched(files);
  const found = described.flatMap((file): OfferedFile[] => {
    const { bytes, content, transport } = file;
    if (bytes === null || content === null) return [];
    return [{ name: file.name, bytes, content, facts: factsOf({ ...content, transport }), message: messageOf(file) }];
  });
  const now = new Date();
  const report = {
    label: t('Fetched from {name}', { name }),
    title: t('Fetched from {name}, {time}', { name, time: now.toISOString() }),
    lines: [
      ...described.flatMap((file) => fileLines(file, { output: null, message: messageOf(file) })),
      ...presentedLines(name, await presentedToFetch(files)),
    ],
  };
  const folder = await keepReported(fetched, name, { files: found, report, now });
  if (found.length === 0) {
    questions.warn(
      isReached
        ? t('{name} has none of these files: the report says why.', { name })
        : t('{name} was not reached: the report says how that failed.', { name }),
    );
    return;
  }
  const missing = described.length - found.length;
  const prompt =
    missing === 0
      ? t('Open which files? {found} found', { found: found.length })
      : t('Open which files? {found} found, {missing} not: the report says why', { found: found.length, missing });
  await offerFiles(questions, folder, { title: report.label, prompt, files: found });
}
