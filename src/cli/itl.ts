import type { NamedList } from '../core/phone/held';
import { loadClustering } from './engine';
import type { Io } from './command';
import { readList } from './input';

/** Reads the ITL that the certificates of a TVS are compared with, and says what makes that worth less than it looks. */
export async function readItl(file: string, io: Io): Promise<NamedList> {
  const itl: NamedList = { file, list: await readList(file, io) };
  const { doubtsOfItl } = await loadClustering();
  for (const doubt of await doubtsOfItl(itl)) io.complain(`${file}: ${doubt}`);
  return itl;
}
