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

/** Of a process of its own: what was said of a record is kept, and a window has one language as long as it is open. */
interface Spoken {
  readonly language: Language;
  /** The messages of the language, given to the engine, the extension's views and the page; null for English. */
  readonly messages: Readonly<Record<string, string>> | null;
}

interface Fixtures {
  /** Makes the frame of a page, and checks at the end of the test that nothing in it went wrong. */
  frameOf: (name: PageName) => PageFrame;
  editor: EditorHost;
  compare: CompareHost;
  phone: PhoneHost;
  signed: SignedHost;
  workspace: WorkspaceHost;
  fleet: FleetHost;
}

export const test = base.extend<Fixtures, Spoken>({
  language: ['en', { scope: 'worker', option: true }],
  messages: [
    async ({ language }, use) => {
      const messages = language === 'en' ? null : pseudoBundle(allMessages());
      setTranslators(messages === null ? null : translatorOf(messages));
      await use(messages);
    },
    { scope: 'worker' },
  ],
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
