import 'mocha/mocha.js';

// Before any test file runs: gives it describe() and it(). The default reporter writes to a page, and a worker has none.
mocha.setup({ ui: 'bdd', timeout: 30_000, forbidOnly: true, reporter: Mocha.reporters.Base });
