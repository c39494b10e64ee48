/**
 * The VS Code that the tests run, as server builds from npm with the Node that each is built for. `oldest` is what
 * `engines.vscode` of package.json promises. The test page of the web host is an unofficial build, used for tests only.
 */
export const releases = {
  newest: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    node: '24.21.0',
    /** What lets a window name a test runner in its address. */
    testOptions: ['--vscode-option', 'enable-smoke-test-driver'],
  },
  oldest: { vscode: '1.100.3', codeServer: '4.100.3', node: '20.20.2', testOptions: [] },
};
export const webHost = { testWeb: '0.0.81', codeOss: '1.137.0' };

/** @typedef {keyof typeof releases} Release */

/**
 * @param {string | undefined} name
 * @returns {Release}
 */
export function releaseNamed(name = 'newest') {
  if (name === 'newest' || name === 'oldest') return name;
  throw new Error(`No VS Code release is called "${name}": use newest or oldest.`);
}
