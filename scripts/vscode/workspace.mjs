import { cpSync } from 'node:fs';
import { samples } from '../shared/paths.mjs';

/**
 * A copy of the samples, so that what a window saves leaves the project as it is.
 * @param {string} folder
 * @returns {string} the same folder
 */
export function copySamples(folder) {
  cpSync(samples, folder, { recursive: true });
  return folder;
}
