import * as vscode from 'vscode';
import { Refusal, type Desk } from '../commands/steps/command';
import type { Choice } from '../commands/steps/questions';
import { fileNameOf } from '../documents';
import { knownLists, readKnown, type KnownList } from '../known-lists';
import { loadPhoning } from '../phoning';

/** The lists that a phone holds; null where it holds none. */
export interface Held {
  readonly itl: vscode.Uri | null;
  readonly ctl: vscode.Uri | null;
}

/** Which ITL and which CTL a phone holds. */
export async function askHeld(desk: Desk, title: string): Promise<Held> {
  const lists = await knownLists(desk.documents);
  const itl = await askHeldList(desk, lists, 'ITL', title);
  const ctl = await askHeldList(desk, lists, 'CTL', title);
  return { itl: itl?.uri ?? null, ctl: ctl?.uri ?? null };
}

/** One list of this kind. */
export async function askList(desk: Desk, kind: 'ITL' | 'CTL', title: string, prompt: string): Promise<KnownList> {
  const lists = await knownLists(desk.documents);
  const choices = [...listChoices(lists, kind), ...otherWays];
  return take(desk, lists, await desk.questions.choice<Way>({ title, prompt, choices }), { kind, title });
}

async function askHeldList(
  desk: Desk,
  lists: readonly KnownList[],
  kind: 'ITL' | 'CTL',
  title: string,
): Promise<KnownList | null> {
  const none: Choice<Way | null> = {
    label: `No ${kind}`,
    description: kind === 'ITL' ? 'new, erased, or from a cluster before 8.0' : 'the cluster is not in mixed mode',
    value: null,
  };
  const known = listChoices(lists, kind);
  // Most clusters are not in mixed mode: the first choice is the one that Enter takes.
  const choices = kind === 'CTL' ? [none, ...known, ...otherWays] : [...known, none, ...otherWays];
  const prompt = `Which ${kind} does the phone hold?`;
  const way = await desk.questions.choice<Way | null>({ title, prompt, choices });
  return way === null ? null : take(desk, lists, way, { kind, title });
}

type Way = KnownList | 'digest' | 'file';

const otherWays: readonly Choice<Way>[] = [
  { label: 'Find It by the MD5 or SHA-1 That the Phone Shows…', value: 'digest' },
  { label: 'Choose a File…', value: 'file' },
];

function listChoices(lists: readonly KnownList[], kind: KnownList['kind']): Choice<Way>[] {
  return lists
    .filter((list) => list.kind === kind)
    .map((list) => ({
      label: list.name,
      description: `${list.list.records.length} records`,
      detail: `MD5 ${list.md5}`,
      value: list,
    }));
}

/** The list of a way, which has to be of the kind that is asked for, as far as its FILENAME says. */
async function take(
  desk: Desk,
  lists: readonly KnownList[],
  way: Way,
  { kind, title }: { readonly kind: 'ITL' | 'CTL'; readonly title: string },
): Promise<KnownList> {
  const list = await listBy(desk, lists, way, title);
  if (list.kind !== kind && list.kind !== 'unknown') {
    const [found, wanted] = kind === 'ITL' ? ['a CTL', 'an ITL'] : ['an ITL', 'a CTL'];
    throw new Refusal(`${list.name} is ${found}, and what is asked for here is ${wanted}.`);
  }
  return list;
}

async function listBy(desk: Desk, lists: readonly KnownList[], way: Way, title: string): Promise<KnownList> {
  if (way === 'digest') return askByDigest(desk, lists, title);
  if (way !== 'file') return way;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await desk.questions.file({ title, kind: 'any', folder });
  const read = await readKnown(desk.documents, uri);
  if (read === null) throw new Refusal(`${fileNameOf(uri)} is no trust list.`);
  return read;
}

/** The list with a digest that was copied from a phone's screen or web page. */
export async function askByDigest(desk: Desk, lists: readonly KnownList[], title: string): Promise<KnownList> {
  const { listsWithDigest, parseDisplayedDigest } = await loadPhoning();
  const text = await desk.questions.text({
    title,
    prompt: 'The MD5 or SHA-1 of its list, as the phone shows it: 16 or 20 bytes in hexadecimal',
    value: '',
    check: (typed) =>
      parseDisplayedDigest(typed) === null ? 'This holds neither an MD5 (16 bytes) nor a SHA-1 (20 bytes).' : null,
  });
  const displayed = parseDisplayedDigest(text);
  if (displayed === null) throw new Refusal('This holds neither an MD5 nor a SHA-1.');
  const [first, ...others] = listsWithDigest(displayed, lists);
  if (first === undefined) {
    throw new Refusal(
      `None of the ${lists.length} lists of the workspace has the ${displayed.algorithm} ${displayed.hex}: the phone holds another one.`,
    );
  }
  if (others.length === 0) return first;
  return desk.questions.choice({
    title,
    prompt: 'These are the same list, byte for byte',
    choices: [first, ...others].map((list) => ({ label: list.name, value: list })),
  });
}
