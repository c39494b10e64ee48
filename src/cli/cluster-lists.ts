import type { NamedList } from '../core/phone/held';
import { CommandError, ExitStatus, UsageError } from './command';
import { loadPhoning } from './engine';

/** The lists of one phone or one cluster: an ITL and a CTL at most. */
export interface ClusterLists {
  itl: NamedList | null;
  ctl: NamedList | null;
}

/** Puts a list where it belongs by its kind. Throws if it has none, or if the place is taken. */
export async function addList(lists: ClusterLists, named: NamedList): Promise<void> {
  const { file, list, isText } = named;
  const { kindOfList } = await loadPhoning();
  const kind = kindOfList(list, file);
  if (kind === 'unknown') {
    const error = 'Neither its FILENAME nor its name says ITL or CTL.';
    throw new CommandError(ExitStatus.unreadable, `${file}: ${error}`);
  }
  const place = kind === 'ITL' ? 'itl' : 'ctl';
  const other = lists[place];
  if (other !== null) throw new UsageError(`${other.file} and ${file} are both ${kind}s: choose one`);
  // What was read of the file has a kind of its own, which is that of an input.
  lists[place] = { file, list, ...(isText === true ? { isText } : {}) };
}
