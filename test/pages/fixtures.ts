import { readFileSync } from 'node:fs';
import { test as base, expect } from '@playwright/test';
import { CompareHost } from './hosts/compare';
import { EditorHost } from './hosts/editor';
import { FleetHost } from './hosts/fleet';
import { PhoneHost } from './hosts/phone';
import { SignedHost } from './hosts/signed';
import { WorkspaceHost } from './hosts/workspace';
import { pseudoBundle } from '../pseudo-locale';
import { setTranslators, translatorOf } from './engine';
import { PageFrame, type PageName } from './frame';

/** `pseudo` is the language of test/pseudo-locale.ts. */
type Language = 'en' | 'pseudo';

/** All that the product says, as scripts/suites/pages.mjs has gathered it. */
export function allMessages(): readonly string[] {
  return JSON.parse(readFileSync(process.env['PAGES_MESSAGES'] ?? '', 'utf8')) as readonly string[];
}

interface Fixtures {
  readonly language: Language;
  /** The messages of the language, given to the engine, the extension's views and the page; null for English. */
  readonly messages: Readonly<Record<string, string>> | null;
  /** Makes the frame of a page, and checks at the end of the test that nothing in it went wrong. */
  frameOf: (name: PageName) => PageFrame;
  editor: EditorHost;
  compare: CompareHost;
  phone: PhoneHost;
  signed: SignedHost;
  workspace: WorkspaceHost;
  fleet: FleetHost;
}

export const test = base.extend<Fixtures>({
  language: ['en', { option: true }],
  messages: async ({ language }, use) => {
    const messages = language === 'en' ? null : pseudoBundle(allMessages());
    const translator = messages === null ? null : translatorOf(messages);
    setTranslators(translator);
    await use(messages);
    setTranslators(null);
  },
  frameOf: async ({ page, messages }, use) => {
    const frames: PageFrame[] = [];
    await use((name) => {
      const frame = new PageFrame(page, name, messages);
      frames.push(frame);
      return frame;
    });
    expect(
      frames.flatMap(({ errors }) => errors),
      'errors of the page, and what its policy refused',
    ).toEqual([]);
    expect(
      frames.flatMap(({ outside }) => outside),
      'requests for anything but its own files',
    ).toEqual([]);
  },
  editor: async ({ frameOf }, use) => {
    await use(new EditorHost(frameOf('editor')));
  },
  compare: async ({ frameOf }, use) => {
    await use(new CompareHost(frameOf('compare')));
  },
  phone: async ({ frameOf }, use) => {
    await use(new PhoneHost(frameOf('phone')));
  },
  signed: async ({ frameOf }, use) => {
    await use(new SignedHost(frameOf('signed')));
  },
  workspace: async ({ frameOf }, use) => {
    await use(new WorkspaceHost(frameOf('workspace')));
  },
  fleet: async ({ frameOf }, use) => {
    await use(new FleetHost(frameOf('fleet')));
  },
});

export { expect };
