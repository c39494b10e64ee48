// node killed-program.js FOLDER FIRST [NAMED]
// Works on a document in FOLDER until it is killed, and says at once what it did, a line each. Its edits are numbered from FIRST.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DocumentEdit } from '../../../../src/extension/host/document-model';
import { backupsIn, contentOf, numberOf, openOnDisk } from './node-document';

const [folder = '', first = '1', named] = process.argv.slice(2);
const say = (...words: readonly (string | number | null)[]): void => {
  writeSync(1, `${words.join(' ')}\n`);
};

const edits: DocumentEdit[] = [];
let isOpen = false;
const model = await openOnDisk(folder, named, {
  asked: (state) => {
    if (model.isDirty) say('asked', numberOf(state));
  },
  shown: () => {
    if (isOpen) say('shown', numberOf(model.bytes));
    if (isOpen && !model.isDirty) say('clean');
  },
  edited: (edit) => edits.push(edit),
});
isOpen = true;
say('opened', numberOf(model.bytes));
if (!model.isDirty) say('clean');

let number = Number(first);

async function backup(): Promise<void> {
  const state = model.isDirty ? numberOf(model.bytes) : null;
  const at = await model.backup(join(backupsIn(folder), '12345'));
  if (state !== null) say('promised', state, at);
}

async function save(): Promise<void> {
  await model.save();
  if (!model.isDirty) say('clean');
}

const doings: readonly (() => unknown)[] = [
  ...Array<() => void>(6).fill(() => {
    model.apply({ label: 'Edit', bytes: contentOf(number) });
    number += 1;
  }),
  ...Array<() => unknown>(4).fill(backup),
  save,
  save,
  () => model.revert(),
  () => model.lookAtDisk(),
  () => edits.pop()?.undo(),
];

for (;;) {
  void doings[Math.floor(Math.random() * doings.length)]?.();
  await setTimeout(Math.random() * 4);
}
