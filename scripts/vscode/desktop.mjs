import { join } from 'node:path';
import { cache } from '../shared/paths.mjs';

/** A window of desktop VS Code needs a screen; Linux says in the environment whether there is one. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/**
 * Downloads desktop VS Code into the cache, once.
 * @returns {Promise<string>} the path of its program
 */
export async function downloadDesktop() {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const silent = { report: () => undefined, error: () => undefined };
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(cache, 'desktop'), reporter: silent });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Desktop VS Code cannot be downloaded here (${reason}).`, { cause: error });
  }
}
