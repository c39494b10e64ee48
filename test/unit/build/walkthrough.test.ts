import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifest } from '../../manifest';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string; readonly contents: string }[];
  };
}

const root = join(import.meta.dirname, '../../..');
const { contributes } = manifest as Manifest;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const declared = contributes.commands.map(({ command }) => command);
/** VS Code's own. */
const builtIn = ['workbench.action.files.openFile'];

/** The commands of links, as VS Code reads them. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/\[[^\]]+\]\(command:(?:toSide:)?([^)?\s]+)/g)].map(([, command = '']) => command);
}

describe('the walkthrough', () => {
  it('has one button in each step, which runs a command of the extension', () => {
    expect(steps.length).toBeGreaterThan(0);
    for (const { id, description } of steps) {
      const commands = commandsIn(description);
      expect(commands, id).toHaveLength(1);
      expect(declared, id).toEqual(expect.arrayContaining(commands));
      // VS Code makes a button of a link that has a line of its own.
      expect(description.split('\n').at(-1), id).toMatch(/^\[[^\]]+\]\(command:\S+\)$/);
    }
  });

  it('counts a step as done by commands that exist', () => {
    for (const { id, completionEvents } of steps) {
      const commands = completionEvents.flatMap((event) => /^onCommand:(.*)$/.exec(event)?.[1] ?? []);
      expect(declared, id).toEqual(expect.arrayContaining(commands));
      for (const event of completionEvents) expect(event, id).toMatch(/^on(Command|Context):./);
    }
  });

  it('has a picture for each step, in the colours of the theme alone', () => {
    for (const { id, media } of steps) {
      expect(media.altText.length, id).toBeGreaterThan(10);
      const svg = readFileSync(join(root, media.svg), 'utf8');
      expect(svg.length, id).toBeLessThan(6_000);
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour = '']) => colour);
      expect(colours.length, id).toBeGreaterThan(0);
      expect(
        colours.filter((colour) => colour !== 'none' && !colour.startsWith('var(--vscode-')),
        id,
      ).toEqual([]);
      expect(svg, id).not.toMatch(/<style|style="|<script|<image|href=/);
    }
  });
});

it('welcomes a person who has no folder open with commands that exist', () => {
  for (const { view, when, contents } of contributes.viewsWelcome) {
    expect([view, when]).toEqual(['explorer', 'workspaceFolderCount == 0']);
    const commands = commandsIn(contents);
    expect(commands).toContain('trustList.openSamples');
    expect([...declared, ...builtIn]).toEqual(expect.arrayContaining(commands));
  }
});
