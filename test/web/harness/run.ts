/** Called by VS Code in its web worker extension host: runs the tests, and prints their results as mocha's `json` reporter would. */
export function run(): Promise<void> {
  const passes: Mocha.Test[] = [];
  const failures: Mocha.Test[] = [];
  const pending: Mocha.Test[] = [];
  return new Promise((done, fail) => {
    const runner = mocha.run((failed) => {
      const results = {
        stats: { passes: passes.length, failures: failed, pending: pending.length },
        passes: passes.map(plain),
        failures: failures.map(plain),
        pending: pending.map(plain),
      };
      // scripts/suites/web.mjs waits for this line.
      console.log(`trust-list-editor test results: ${JSON.stringify(results)}`);
      if (failed === 0) done();
      else fail(new Error(`${failed} failed`));
    });
    runner.on('pass', (test) => passes.push(test));
    runner.on('fail', (test) => failures.push(test));
    runner.on('pending', (test) => pending.push(test));
  });
}

function plain(test: Mocha.Test): unknown {
  return {
    fullTitle: test.fullTitle(),
    duration: test.duration,
    err: { message: test.err?.message, stack: test.err?.stack },
  };
}
