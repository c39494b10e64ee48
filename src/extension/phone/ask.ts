import * as vscode from 'vscode';
import type { DisplayedDigest } from '../../core/phone/displayed-digest';
import { chooseFile } from '../host/chosen-file';
import type { CommandContext } from '../host/context';
import { Refusal } from '../host/errors';
import type { Choice } from '../host/questions';
import { knownListAt, knownLists, readKnown, type KnownList } from '../host/known-lists';
import { sampleChoices, samples, sampleUri } from '../host/samples';
import { loadPhoning } from '../host/engine';
import { plural, t } from '../../core/words/translate';
import { firstFolder } from '../host/folders';

/** The lists that a phone holds; null if it holds none. */
export interface Held {
  readonly itl: vscode.Uri | null;
  readonly ctl: vscode.Uri | null;
}

/** Which ITL and which CTL a phone holds. */
export async function askHeld(context: CommandContext, title: string): Promise<Held> {
  const lists = await knownLists(context.documents);
  const itl = await askHeldList(context, lists, 'ITL', title);
  const ctl = await askHeldList(context, lists, 'CTL', title);
  return { itl: itl?.uri ?? null, ctl: ctl?.uri ?? null };
}

/** The list or the signed file that a phone is offered. */
export function chooseOffered(context: CommandContext, title: string): Promise<vscode.Uri> {
  const prompt = t('Which file is the phone offered?');
  return chooseFile(context, { title, prompt, types: ['tlv', 'sgn', 'loads'], samples: ['ITL', 'signed'] });
}

/** One list of this kind. */
export async function askList(
  context: CommandContext,
  kind: 'ITL' | 'CTL',
  title: string,
  prompt: string,
): Promise<KnownList> {
  const lists = await knownLists(context.documents);
  const choices = [...listChoices(lists, kind), ...otherWays(kind)];
  return take(context, lists, await context.questions.choice<Way>({ title, prompt, choices }), { kind, title });
}

async function askHeldList(
  context: CommandContext,
  lists: readonly KnownList[],
  kind: 'ITL' | 'CTL',
  title: string,
): Promise<KnownList | null> {
  const none: Choice<Way | null> = {
    label: t('No {kind}', { kind }),
    description:
      kind === 'ITL' ? t('new, erased, or from a cluster before 8.0') : t('the cluster is not in mixed mode'),
    value: null,
  };
  const known = listChoices(lists, kind);
  // Most clusters are not in mixed mode: the first choice is the one that Enter takes.
  const choices = kind === 'CTL' ? [none, ...known, ...otherWays(kind)] : [...known, none, ...otherWays(kind)];
  const prompt = t('Which {kind} does the phone hold?', { kind });
  const way = await context.questions.choice<Way | null>({ title, prompt, choices });
  return way === null ? null : take(context, lists, way, { kind, title });
}

/** The CTL that a cluster in mixed mode serves now; null if it is the one that phones hold, or not at hand. */
export async function askServedCtl(
  context: CommandContext,
  title: string,
  held: vscode.Uri,
): Promise<vscode.Uri | null> {
  const lists = await knownLists(context.documents);
  const same: Choice<Way | null> = {
    label: t('The Same CTL, or Not Known'),
    description: t('the CTL that phones hold is judged beside the new ITL'),
    value: null,
  };
  const others = listChoices(lists, 'CTL').filter(({ value }) => value.uri.toString() !== held.toString());
  const prompt = t('Which CTL does the same cluster serve now?');
  const choices = [same, ...others, ...otherWays('CTL')];
  const way = await context.questions.choice<Way | null>({ title, prompt, choices });
  return way === null ? null : (await take(context, lists, way, { kind: 'CTL', title })).uri;
}

type Way = KnownList | vscode.Uri | 'digest' | 'file';

function otherWays(kind: 'ITL' | 'CTL'): readonly Choice<Way>[] {
  return [
    { label: t('Find It by the MD5 or SHA-1 Shown on the Phone…'), value: 'digest' },
    { label: t('Choose a File…'), value: 'file' },
    ...(kind === 'ITL' ? sampleChoices(['ITL']) : []),
  ];
}

function listChoices(lists: readonly KnownList[], kind: KnownList['kind']): Choice<KnownList>[] {
  return lists
    .filter((list) => list.kind === kind)
    .map((list) => ({
      label: list.name,
      description: plural(list.list.records.length, '1 record', '{count} records'),
      detail: `MD5 ${list.md5}`,
      value: list,
    }));
}

/** The list of a way, which has to be of the kind that is asked for, if its FILENAME says its kind. */
async function take(
  context: CommandContext,
  lists: readonly KnownList[],
  way: Way,
  { kind, title }: { readonly kind: 'ITL' | 'CTL'; readonly title: string },
): Promise<KnownList> {
  const list = await listBy(context, lists, way, title);
  if (list.kind !== kind && list.kind !== 'unknown') {
    const [found, wanted] = kind === 'ITL' ? [t('a CTL'), t('an ITL')] : [t('an ITL'), t('a CTL')];
    throw new Refusal(t('{name} is {found}. Choose {wanted}.', { name: list.name, found, wanted }));
  }
  return list;
}

async function listBy(
  context: CommandContext,
  lists: readonly KnownList[],
  way: Way,
  title: string,
): Promise<KnownList> {
  if (way === 'digest') return askByDigest(context, lists, title);
  if (way !== 'file' && !(way instanceof vscode.Uri)) return way;
  const folder = firstFolder();
  const uri = way === 'file' ? await context.questions.file({ title, kind: 'any', folder }) : way;
  return knownListAt(context.documents, uri);
}

/** The list with a digest that was copied from a phone's screen or web page; a sample if no other list has it. */
export async function askByDigest(
  context: CommandContext,
  lists: readonly KnownList[],
  title: string,
): Promise<KnownList> {
  const { listsWithDigest, parseDisplayedDigest } = await loadPhoning();
  const text = await context.questions.text({
    title,
    prompt: t('MD5 or SHA-1 as shown on the phone: 16 or 20 bytes in hexadecimal'),
    value: '',
    check: (typed) =>
      parseDisplayedDigest(typed) === null ? t('Enter an MD5 (16 bytes) or a SHA-1 (20 bytes).') : null,
  });
  const displayed = parseDisplayedDigest(text);
  if (displayed === null) throw new Refusal(t('This is neither an MD5 nor a SHA-1.'));
  const known = listsWithDigest(displayed, lists);
  const [first, ...others] = known.length > 0 ? known : listsWithDigest(displayed, await sampleLists(context));
  if (first === undefined) return askOther(context, lists, title, displayed);
  if (others.length === 0) return first;
  return context.questions.choice({
    title,
    prompt: t('These are the same list, byte for byte'),
    choices: [first, ...others].map((list) => ({ label: list.name, value: list })),
  });
}

async function sampleLists({ documents }: CommandContext): Promise<KnownList[]> {
  const names = samples.flatMap(({ name, kind }) => (kind === 'ITL' ? [name] : []));
  const lists = await Promise.all(names.map((name) => readKnown(documents, sampleUri(name))));
  return lists.filter((list) => list !== null);
}

/** No list has the digest: a file from elsewhere has it, or it was mistyped. */
async function askOther(
  context: CommandContext,
  lists: readonly KnownList[],
  title: string,
  displayed: DisplayedDigest,
): Promise<KnownList> {
  const { algorithm } = displayed;
  const way = await context.questions.choice<'file' | 'digest'>({
    title,
    prompt: t('No list of the workspace has this {algorithm}: the phone holds another one', { algorithm }),
    choices: [
      { label: t('Choose a File…'), description: t('a list from elsewhere, such as a backup'), value: 'file' },
      { label: t('Enter Another Digest…'), value: 'digest' },
    ],
  });
  const list = await listBy(context, lists, way, title);
  const { listsWithDigest } = await loadPhoning();
  if (way === 'file' && listsWithDigest(displayed, [list]).length === 0) {
    throw new Refusal(t('{name} has another {algorithm}: the phone does not hold it.', { name: list.name, algorithm }));
  }
  return list;
}
