import { name, publisher } from '../package.json';

/** What VS Code calls the extension: whoever publishes it changes package.json, and no test. */
export const extensionId = `${publisher}.${name}`;
