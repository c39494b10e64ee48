export { plainPlatform as platform } from '../../../src/extension/host/platform';

export const isInBrowser = true as boolean;
