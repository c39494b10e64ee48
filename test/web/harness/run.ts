import { nodeModule } from './node-client';

/** Which tests, by a part of their names; the bundle is made with it. */
declare const GREP: string;

const afterReload = 'After the window was reloaded';

/**
 * Called by VS Code in its web worker extension host: runs the tests, and prints how each ended as mocha's `json-stream`
 * reporter would. scripts/suites/web.mjs reads these lines.
 */
export function run(): Promise<void> {
  const print = (event: 'pass' | 'fail' | 'pending', test: Mocha.Test, error?: Error): void => {
    const err = { message: error?.message, stack: error?.stack };
    const ended = { fullTitle: test.fullTitle(), duration: test.duration, err };
    console.log(`trust-list-editor test: ${JSON.stringify([event, ended])}`);
  };
  const isFirstLoad = nodeModule('suite', ['beginLoad'])['beginLoad']?.() === 1;
  const part = GREP.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  mocha.grep(new RegExp(isFirstLoad ? `^(?!${afterReload}).*${part}` : `^${afterReload}.*${part}`));
  return new Promise((done, fail) => {
    const runner = mocha.run((failed) => {
      if (failed === 0) done();
      else fail(new Error(`${failed} failed`));
    });
    runner.on('pass', (test) => {
      print('pass', test);
    });
    runner.on('fail', (test, error) => {
      print('fail', test, error as Error);
    });
    runner.on('pending', (test) => {
      print('pending', test);
    });
  });
}
