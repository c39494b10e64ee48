import type { FrameLocator, Locator } from '@playwright/test';

/** Where the document of the page is found: in a webview of a window, or in a browser tab of its own. */
export interface Webview {
  ownPage(): Pick<FrameLocator, 'getByRole' | 'getByText' | 'locator'>;
}

/** The trust list editor in a window, by what a person or a screen reader finds in it. */
export class EditorPage {
  readonly frame: ReturnType<Webview['ownPage']>;
  readonly verdict: Locator;
  /** What to do about it. */
  readonly todo: Locator;
  readonly tree: Locator;
  readonly filter: Locator;
  readonly bytes: Locator;
  readonly detail: Locator;
  readonly heading: Locator;
  readonly fields: Locator;
  /** What is said of the findings under the pointer or the focus. */
  readonly hover: Locator;

  constructor(vscode: Webview) {
    this.frame = vscode.ownPage();
    this.verdict = this.frame.locator('.verdict');
    this.todo = this.frame.locator('.verdict-todo');
    this.tree = this.frame.getByRole('tree');
    this.filter = this.frame.getByRole('textbox', { name: 'Filter records by name, function or serial number' });
    this.bytes = this.frame.locator('.bytes');
    this.detail = this.frame.getByRole('region', { name: 'Details' });
    this.heading = this.detail.getByRole('heading', { level: 1 });
    this.fields = this.detail.getByRole('grid');
    this.hover = this.frame.locator('.hover');
  }

  /** A line of the outline. */
  item(name: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', { name });
  }

  record(index: number): Locator {
    return this.item(new RegExp(`\\brecord \\W?${index}\\b`));
  }

  /** The row of a field in the table in sight. */
  field(name: string): Locator {
    return this.fields.locator(`[data-field="${name}"]`);
  }

  finding(code: string): Locator {
    return this.detail.locator(`[data-code="${code}"]`);
  }

  digest(name: 'MD5' | 'SHA-1' | 'SHA-256'): Locator {
    return this.frame.locator('.digest').filter({ has: this.frame.getByText(name, { exact: true }) });
  }
}
