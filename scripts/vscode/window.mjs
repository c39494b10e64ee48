import { createWriteStream } from 'node:fs';
import { browserArguments, headlessBrowser } from './browser.mjs';

const TIMEOUT_STATUS = 124;

/**
 * Opens a VS Code window whose address names a test runner, and waits until the extension host has run it, in a window that
 * is reloaded in each of its loads.
 * @param {object} options
 * @param {string} options.url
 * @param {string} options.logFile gets all that window and extension host print
 * @param {number} options.timeout milliseconds
 * @param {number} [options.loads] 1 by default; there is no further one after a run that fails
 * @param {(line: string) => void} [options.onLog] is given each line that the extension host prints
 * @returns {Promise<number>} the exit status of the extension host, or 124 after `timeout`
 */
export async function runTestsInWindow({ url, logFile, timeout, loads = 1, onLog }) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: await headlessBrowser(), args: browserArguments });
  const log = createWriteStream(logFile);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', (message) => log.write(`[window ${message.type()}] ${message.text()}\n`));
    // VS Code's own two hooks, called by the workbench: what the extension host prints, and how it ends.
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ level, /** @type {unknown[]} */ values) => {
      const line = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
      log.write(`[${level}] ${line}\n`);
      onLog?.(line);
    });
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(TIMEOUT_STATUS), timeout);
      page.once('crash', () => reject(new Error(`The window crashed; see ${logFile}`)));
      let load = 0;
      const open = () => {
        load += 1;
        return page.goto(url);
      };
      page
        .exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
          if (code === 0 && load < loads) return void open().catch(reject);
          clearTimeout(timer);
          resolve(code);
        })
        .then(open)
        .catch(reject);
    });
  } finally {
    await browser.close();
    log.end();
  }
}
