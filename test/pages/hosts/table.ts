import type { PageFrame } from '../frame';

/** The parts of a page with one table. */
export class TableParts {
  constructor(readonly host: PageFrame) {}

  get page() {
    return this.host.page;
  }

  get table() {
    return this.page.getByRole('grid');
  }

  /** The rows in the document, without the head. */
  get rows() {
    return this.table.locator('[data-position]');
  }

  get active() {
    return this.table.locator('.virtual-content .active');
  }

  get selected() {
    return this.table.locator('[aria-selected=true]');
  }

  get filter() {
    return this.page.getByRole('textbox');
  }

  get headline() {
    return this.page.getByRole('heading', { level: 1 });
  }

  head(title: string) {
    return this.table.getByRole('columnheader', { name: title });
  }

  button(name: string) {
    return this.page.getByRole('button', { name });
  }
}
