import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @returns {string} a new folder outside the project, for the state of one run */
export const newScratch = () => mkdtempSync(join(tmpdir(), 'trust-list-editor-'));

/** @param {string} folder */
export const removeScratch = (folder) => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};
