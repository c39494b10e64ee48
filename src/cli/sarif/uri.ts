import { posix, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { standardInput } from '../expansion';

/** Where paths start: the folder that a command runs in. */
export interface Paths {
  readonly workingFolder: string;
  readonly isWindows: boolean;
}

export interface FileUri {
  readonly uri: string;
  /** Relative to the working folder. */
  readonly isRelative: boolean;
}

/**
 * A path as a URI, percent-encoded and with slashes: relative to the working folder for what is in it, else absolute
 * (RFC 3986, RFC 8089).
 */
export function fileUri(path: string, { workingFolder, isWindows }: Paths): FileUri {
  if (path === standardInput) return { uri: 'stdin', isRelative: true };
  const names = isWindows ? win32 : posix;
  const whole = names.resolve(workingFolder, path);
  const inside = names.relative(workingFolder, whole);
  const parts = inside.split(names.sep);
  if (parts[0] === '..' || names.isAbsolute(inside)) {
    return { uri: pathToFileURL(whole, { windows: isWindows }).href, isRelative: false };
  }
  return { uri: inside === '' ? './' : parts.map(encoded).join('/'), isRelative: true };
}

/** The working folder itself, with a slash at its end. */
export function folderUri({ workingFolder, isWindows }: Paths): string {
  return pathToFileURL(workingFolder, { windows: isWindows }).href.replace(/\/?$/, '/');
}

function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
