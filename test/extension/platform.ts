/** What the host that runs these tests can do; in a browser, `test/web/harness/platform.ts` stands in for it. */
export { nodePlatform as platform } from '../../src/extension/node/platform';

export const isInBrowser = false as boolean;
