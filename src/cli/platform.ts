/** Backslashes separate the parts of a path, and case does not matter. */
export const isWindows = process.platform === 'win32';
