export { Buffer } from 'buffer';

/** What the builders of tests see of their process; the bundle is made with it. */
declare const TEST_KEYS: string;
declare const IS_LONG: string;

export const process = { env: { TRUST_LIST_TEST_KEYS: TEST_KEYS, TRUST_LIST_LONG: IS_LONG }, pid: 0 };
