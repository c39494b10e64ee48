import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { lessonNames } from '../../../src/extension/samples/lessons';
import { sampleCommands } from '../../../src/extension/samples/samples-feature';
import { answer } from '../answers';
import { read, TestContext } from '../command-context';
import { until } from '../until';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly Step[] }[] };
}

const extension = vscode.extensions.getExtension('trust-list-editor.trust-list-editor');

/** The command of the one button of a step, with what the button gives it, as VS Code reads its link. */
function buttonOf({ description }: Step): readonly [command: string, ...args: unknown[]] {
  const [, command = '', query] = /\]\(command:(?:toSide:)?([^)?]+)(?:\?([^)]*))?\)$/.exec(description) ?? [];
  return query === undefined ? [command] : [command, JSON.parse(decodeURIComponent(query))];
}

describe('The walkthrough', () => {
  const { contributes } = extension?.packageJSON as Manifest;
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('has a step for each thing that is done on samples, and knows when it was done', () => {
    deepEqual(
      steps.map(({ id }) => id),
      ['open', ...lessonNames],
    );
    for (const { id, completionEvents } of steps)
      ok(completionEvents.includes(`onContext:trustList.tried == ${id}`), id);
  });

  it('has its pictures in the package', async () => {
    ok(extension);
    const { extensionUri } = extension;
    for (const { media } of steps) ok((await read(vscode.Uri.joinPath(extensionUri, media.svg))).length > 0, media.svg);
  });

  it('is done in order by somebody who has no file, and asks nothing after the first step', async () => {
    await extension?.activate();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const [first, ...others] = steps;
    ok(first);
    const context = await TestContext.empty();
    const [open] = sampleCommands.filter(({ id }) => id === buttonOf(first)[0]);
    ok(open);
    await context.run(open, undefined, answer.choice('ITL-mismatched-signer.tlv'));
    const inFront = async (label: string): Promise<void> => {
      await until([vscode.window.tabGroups.onDidChangeTabs, vscode.window.tabGroups.onDidChangeTabGroups], () => {
        return vscode.window.tabGroups.activeTabGroup.activeTab?.label === label;
      });
    };
    await inFront('ITL-mismatched-signer.tlv');
    const shown = [
      'ITL-cucm12-cluster.tlv',
      'ITL-mismatched-signer.tlv',
      'Phone: ITL-cucm12-cluster.tlv',
      'ITL-cucm8-publisher.tlv (sample) ↔ ITL-cucm12-cluster.tlv (sample)',
      'Migration Plan',
    ];
    equal(others.length, shown.length);
    for (const [at, step] of others.entries()) {
      await vscode.commands.executeCommand(...(buttonOf(step) as [string, ...unknown[]]));
      await inFront(shown[at] ?? '');
    }
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  it('does nothing for a step that it does not have', async () => {
    for (const step of [undefined, 'toString', 'nothing', { kept: 1 }]) {
      await vscode.commands.executeCommand('trustList.tryOnSamples', step);
    }
    deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
      [],
    );
  });
});
