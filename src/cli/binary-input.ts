import type { ListInput, SignedInput } from '../core/format/binary-input';
import { loadEngine } from './engine';

/** What the engine's `binaryOf` says of a file, once the engine is loaded. */
export async function binaryOf(bytes: Uint8Array, file: string): Promise<ListInput | SignedInput | null> {
  return (await loadEngine()).binaryOf(bytes, file);
}
