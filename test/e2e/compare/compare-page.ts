import type { Locator } from '@playwright/test';
import type { Webview } from '../editor-page';

/** The comparison in a window, by what a person or a screen reader finds in it. */
export class ComparePage {
  readonly frame: ReturnType<Webview['ownPage']>;
  readonly summary: Locator;
  readonly phone: Locator;
  readonly feed: Locator;
  readonly position: Locator;
  readonly search: Locator;

  constructor(vscode: Webview) {
    this.frame = vscode.ownPage();
    this.summary = this.frame.getByRole('heading', { level: 1 });
    this.phone = this.frame.getByRole('region', { name: 'What a phone does' });
    this.feed = this.frame.getByRole('feed');
    this.position = this.frame.locator('.position');
    this.search = this.frame.getByRole('textbox', { name: 'Filter records by function, name or serial number' });
  }

  /** What a phone that holds this side makes of the other. */
  verdict(held: 'left' | 'right'): Locator {
    return this.phone.locator(`[data-held="${held}"]`);
  }

  side(name: 'left' | 'right'): Locator {
    return this.frame.locator(`.side-${name}`);
  }

  /** A line of the list: a record, the header, or a run of unchanged records. */
  line(name: string | RegExp): Locator {
    return this.feed.getByRole('article', { name });
  }

  /** The two values of a field under a line. */
  field(line: Locator, name: string): Locator {
    return line.getByRole('row').filter({ has: this.frame.getByRole('rowheader', { name, exact: true }) });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name });
  }

  filter(name: 'All' | 'Differences'): Locator {
    return this.frame.getByRole('radio', { name });
  }
}
