import type { Page } from '@playwright/test';
import { fiveGroups } from '../five-groups';
import { concat, flipByte, Role, trustList } from '../builders';
import { cucm8Variants } from '../cucm8-variants';
import type { Content } from '../../src/extension/phone/protocol';
import { said } from './engine';
import { expect } from './fixtures';
import type { PageFrame } from './frame';
import type { CompareHost } from './hosts/compare';
import type { EditorHost } from './hosts/editor';
import type { FleetHost } from './hosts/fleet';
import type { PhoneHost } from './hosts/phone';
import { decryptedConfiguration, encryptedFile, encryptedName } from './encrypted';
import type { SignedHost } from './hosts/signed';
import type { FileBytes, WorkspaceHost } from './hosts/workspace';
import * as contents from './phone-contents';
import { rowOf } from './hosts/workspace';
import { identity, sample } from './samples';

export interface Pages {
  readonly page: Page;
  readonly editor: EditorHost;
  readonly compare: CompareHost;
  readonly phone: PhoneHost;
  readonly signed: SignedHost;
  readonly workspace: WorkspaceHost;
  readonly fleet: FleetHost;
}

/** What a page can show: brings it there in a page that is not open yet, and gives its frame. */
export type State = (pages: Pages) => Promise<PageFrame>;

const publisher = sample(contents.publisher);
const mismatched = sample('ITL-mismatched-signer.tlv');
const configuration = 'SEP0011215A1AE3.cnf.xml.sgn';

/** Shows a list until the verdict on it is there. */
function editorState(
  list: () => Uint8Array | Promise<Uint8Array>,
  label: string,
  then: (pages: Pages) => Promise<unknown> = () => Promise.resolve(),
  earlier: readonly Uint8Array[] = [],
): State {
  return async (pages) => {
    const { editor } = pages;
    await editor.show(await list(), { earlier });
    await expect(editor.verdict).toContainText(label);
    await then(pages);
    return editor.host;
  };
}

/** The list while it awaits an external signature: SIGNATURE is all zeros. */
function awaiting(): Uint8Array {
  const start = Buffer.from(publisher).indexOf(Buffer.from([12, 0, 128])) + 3;
  return Uint8Array.from(publisher).fill(0, start, start + 128);
}

async function unsound(): Promise<Uint8Array> {
  const signer = await identity('unsound');
  return trustList({
    signer,
    records: [{ function: Role.sast, certificate: signer }],
    trailing: new Uint8Array(70_000),
  });
}

async function selectSigner({ editor }: Pages): Promise<void> {
  await editor.item(/Header/).click();
  await editor.field('SIGNERID').click();
}

const editorStates = {
  'editor: verified': editorState(() => publisher, 'Signature verified'),
  'editor: a field of a record': editorState(
    () => mismatched,
    'does not verify',
    async ({ editor }) => {
      await editor.record(1).click();
      await editor.field('ISSUERNAME').click();
      await expect(editor.bytes.getByRole('heading')).toContainText('ISSUERNAME');
    },
  ),
  'editor: a record with its certificate': editorState(
    () => publisher,
    'Signature verified',
    async ({ editor }) => {
      await editor.record(2).click();
      await expect(editor.detail.getByRole('region', { name: 'Certificate' })).toContainText('Subject');
    },
  ),
  'editor: findings': editorState(() => concat(mismatched, new Uint8Array(40)), 'does not verify'),
  'editor: signer': editorState(
    () => mismatched,
    'does not verify',
    async ({ editor }) => {
      await editor.item(/Signer.*error/).click();
      await expect(editor.heading).toContainText('Signer');
    },
  ),
  'editor: hover': editorState(
    () => mismatched,
    'does not verify',
    async (pages) => {
      await selectSigner(pages);
      await pages.page.keyboard.press('ArrowUp');
      await pages.page.keyboard.press('ArrowDown');
      await expect(pages.editor.hover).toBeVisible();
    },
  ),
  'editor: damaged': editorState(() => sample('ITL-damaged.tlv'), 'Damaged'),
  'editor: cut off': editorState(() => publisher.subarray(0, -100), 'Damaged'),
  'editor: trailing bytes': editorState(
    () => concat(publisher, new Uint8Array(40)),
    '',
    async ({ editor }) => {
      await editor.item(/Trailing bytes/).click();
      await expect(editor.heading).toContainText('Trailing bytes');
    },
  ),
  'editor: awaiting a signature': editorState(awaiting, 'Awaiting external signature'),
  'editor: edited': editorState(() => flipByte(publisher, publisher.length - 1), 'Edited since signed', undefined, [
    publisher,
  ]),
  'editor: not sound': editorState(unsound, 'Signed, but not sound'),
  'editor: not a list': async ({ editor }) => {
    await editor.show(new Uint8Array(Buffer.from('<device></device>')));
    await expect(editor.frame.getByRole('alert')).toBeVisible();
    return editor.host;
  },
  'editor: not inspected': editorState(
    () => publisher,
    '',
    async ({ editor }) => {
      await editor.fail(said('The file is empty.', {}));
      await expect(editor.verdict).toContainText('could not be verified');
    },
  ),
  'editor: a side of a diff': editorState(
    () => publisher,
    'Signature verified',
    async ({ editor }) => {
      await editor.beside({
        name: 'ITLFile.tlv (HEAD)',
        isLeft: true,
        summary: said('signer renewed', {}),
        header: null,
        signer: { sign: '≠', word: said('changed', {}) },
        records: [{ index: 1, sign: '↻', word: said('renewed', {}) }],
      });
      await expect(editor.frame.locator('.beside')).toBeVisible();
    },
  ),
} satisfies Readonly<Record<string, State>>;

const lists: State = async ({ compare }) => {
  const { original, bothRegenerated } = await cucm8Variants();
  await compare.show(['original.tlv', original.bytes], ['bothRegenerated.tlv', bothRegenerated]);
  await expect(compare.verdict('left')).toBeVisible();
  await compare.go('next');
  await expect(compare.position).toHaveText(/1\W? of /);
  return compare.host;
};

const compareStates = {
  'compare: lists': lists,
  'compare: details': async (pages) => {
    const { compare } = pages;
    const [before, after] = [sample(contents.publisher), sample(contents.cluster)];
    await compare.show([contents.publisher, before], [contents.cluster, after]);
    await compare.verdict('left').locator('summary').click();
    await expect(compare.verdict('left').locator('.sentences')).toBeVisible();
    return compare.host;
  },
  'compare: a damaged list': async ({ compare }) => {
    await compare.show(['original.tlv', publisher], ['damaged.tlv', sample('ITL-damaged.tlv')]);
    await expect(compare.verdict('left')).toBeVisible();
    return compare.host;
  },
  'compare: unreadable': async ({ compare }) => {
    await compare.showProblem('notes.txt', said('The text contains no output of show itl or show ctl.', {}));
    await expect(compare.side('right')).toContainText('no output');
    return compare.host;
  },
} satisfies Readonly<Record<string, State>>;

function phoneState(content: () => Promise<Content>, then?: (page: Page) => Promise<void>): State {
  return async ({ phone, page }) => {
    await phone.show(content);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await then?.(page);
    return phone.host;
  };
}

const phoneStates = {
  'phone: decision': phoneState(() => contents.decision()),
  'phone: accepted': phoneState(() => contents.decision({ offered: contents.publisher })),
  'phone: erase': phoneState(
    () => contents.decision({ stores: [contents.stores] }),
    async (page) => {
      await page.getByRole('radio', { name: /TVS is unreachable/ }).check();
    },
  ),
  'phone: plan': phoneState(() => contents.plan([contents.stores])),
  'phone: regeneration': phoneState(() => contents.regeneration()),
  'phone: bundles': phoneState(() => contents.bundles([contents.stores, contents.exported])),
  'phone: log': phoneState(() => Promise.resolve(contents.log())),
  'phone: failed': phoneState(() =>
    Promise.resolve({
      kind: 'failed' as const,
      message: said('{file} is not a trust list.', { file: 'list.tlv' }),
      canChange: true,
    }),
  ),
} satisfies Readonly<Record<string, State>>;

function signedState(file: () => Uint8Array, list: string, word: string, opens = false): State {
  return async ({ signed, page }) => {
    await signed.show([configuration, file()], [[list, sample(list)]]);
    await expect(page.getByRole('region', { name: 'Signature' })).toContainText(word);
    if (opens) await page.getByText(/All \W?\d+\W? elements/).click();
    return signed.host;
  };
}

const configured = sample(`phone/${configuration}`);
const signedStates = {
  'signed: verified': signedState(() => configured, contents.publisher, 'Signature verified', true),
  'signed: by a stranger': signedState(() => configured, contents.cluster, 'Signer not in the lists'),
  'signed: changed': signedState(
    () => flipByte(configured, configured.length - 1),
    contents.publisher,
    'Signature does not verify',
  ),
  'signed: not signed': signedState(
    () => new TextEncoder().encode('<device></device>\n'),
    contents.publisher,
    'Not signed',
  ),
} satisfies Readonly<Record<string, State>>;

/** A list of every outcome, and files that are not lists. */
export const workspaceFiles: readonly FileBytes[] = [
  ['cluster-a/ITLFile.tlv', publisher],
  ['cluster-a/phones/ITLSEP0011215A1AE3.tlv', mismatched],
  ['cluster-b/CTLFile.tlv', sample('CTL-two-tokens.tlv')],
  ['cluster-b/ITLFile.tlv', sample(contents.cluster)],
  ['backup of the old cluster/2011/ITLFile.tlv', sample('ITL-damaged.tlv')],
  ['awaiting.tlv', awaiting()],
  ['empty.tlv', new Uint8Array()],
  ['page.tlv', new TextEncoder().encode('<html><body>404 Not Found</body></html>')],
];

function workspaceState(then: (pages: Pages) => Promise<unknown>): State {
  return async (pages) => {
    await pages.workspace.show(workspaceFiles);
    await expect(pages.workspace.rows).toHaveCount(workspaceFiles.length);
    await then(pages);
    return pages.workspace.host;
  };
}

const workspaceStates = {
  'workspace: checked': workspaceState(() => Promise.resolve()),
  'workspace: a list': workspaceState(async ({ workspace, page }) => {
    await workspace.table.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('region', { name: 'Active list' })).toBeVisible();
  }),
  'workspace: a range in the table': workspaceState(async ({ workspace, page }) => {
    await workspace.rows.nth(1).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Tab');
    await expect(workspace.selected).toHaveCount(2);
  }),
  'workspace: checking': async ({ workspace }) => {
    const rows = await Promise.all(workspaceFiles.slice(0, 3).map(rowOf));
    const headline = said('Checking trust lists…', {});
    await workspace.showRows(rows, { phase: 'checking', done: 3, total: 8, headline, outcome: null });
    await expect(workspace.button('Cancel')).toBeVisible();
    return workspace.host;
  },
  'workspace: cancelled': async ({ workspace }) => {
    const rows = await Promise.all(workspaceFiles.slice(0, 3).map(rowOf));
    await workspace.showRows(rows, { phase: 'cancelled', done: 3, total: 8 });
    await expect(workspace.button('Check All Trust Lists')).toBeVisible();
    return workspace.host;
  },
  'workspace: not checked': async ({ workspace }) => {
    const headline = said('The workspace is not being checked', {});
    await workspace.showRows([], { phase: 'off', headline, outcome: null });
    await expect(workspace.headline).toHaveText(headline);
    return workspace.host;
  },
} satisfies Readonly<Record<string, State>>;

/** An encrypted configuration, with its phone's key needed; decrypted, with one credential shown. */
function encryptedState(content: Uint8Array | null): State {
  return async ({ signed, page }) => {
    const needed = { md5: '00112233445566778899aabbccddeeff', file: configuration };
    await signed.decrypt(content, needed);
    await signed.show([encryptedName, await encryptedFile()], [[contents.publisher, sample(contents.publisher)]]);
    if (content === null) await expect(page.getByRole('button', { name: 'Decrypt…' })).toBeVisible();
    else await page.getByRole('button', { name: /Show \W?sshPassword/ }).click();
    return signed.host;
  };
}

const decryptionStates = {
  'signed: encrypted': encryptedState(null),
  'signed: decrypted': encryptedState(decryptedConfiguration),
} satisfies Readonly<Record<string, State>>;

function fleetState(then: (pages: Pages) => Promise<unknown>): State {
  return async (pages) => {
    const { fleet } = pages;
    await fleet.showAudit(await fiveGroups(200));
    await expect(fleet.rows.first()).toBeVisible();
    await then(pages);
    return fleet.host;
  };
}

const fleetStates = {
  'fleet: answer': fleetState(() => Promise.resolve()),
  'fleet: a group': fleetState(async ({ fleet }) => {
    await fleet.segment('Depends').click();
    await expect(fleet.group).toContainText('This must be true');
    await expect(fleet.group.getByRole('combobox')).toBeVisible();
  }),
  'fleet: problems and a phone': fleetState(async ({ fleet, page }) => {
    await page.getByText(/\d+\W? problems?/).click();
    await fleet.table.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('region', { name: 'Active phone' })).toBeVisible();
  }),
  'fleet: cancelled': async ({ fleet }) => {
    await fleet.showAudit(await fiveGroups(40), { done: 1, total: 3 });
    await expect(fleet.headline).toContainText('Cancelled.');
    return fleet.host;
  },
  'fleet: reading': async ({ fleet }) => {
    await fleet.show({ phase: 'reading', done: 40, total: 120, part: 0.4, phones: 9_200, secondsLeft: 65 });
    await expect(fleet.button('Cancel')).toBeVisible();
    return fleet.host;
  },
  'fleet: failed': async ({ fleet }) => {
    await fleet.show({ phase: 'failed', message: `page.html: ${said('This is not a trust list.', {})}` });
    await expect(fleet.headline).toContainText('This is not a trust list.');
    return fleet.host;
  },
} satisfies Readonly<Record<string, State>>;

const wide = {
  ...editorStates,
  ...compareStates,
  ...phoneStates,
  ...signedStates,
  ...decryptionStates,
  ...workspaceStates,
  ...fleetStates,
};

/** In a window as narrow as a page has to bear: that of a wide one at 400 %. */
function narrow(state: State): State {
  return async (pages) => {
    await pages.page.setViewportSize({ width: 320, height: 640 });
    return state(pages);
  };
}

export const states: Readonly<Record<string, State>> = {
  ...wide,
  'editor: narrow': narrow(wide['editor: findings']),
  'compare: narrow': narrow(wide['compare: lists']),
  'phone: narrow': narrow(wide['phone: decision']),
  'signed: narrow': narrow(wide['signed: verified']),
  'fleet: narrow': narrow(wide['fleet: a group']),
  'workspace: narrow': narrow(wide['workspace: a list']),
  'signed: decrypted, narrow': narrow(wide['signed: decrypted']),
};
