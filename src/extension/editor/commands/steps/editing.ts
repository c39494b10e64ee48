import type * as Editing from '../../../../core/editing';
import { loadEngine } from '../../../host/list-state';

/** What changes lists and reads keys, loaded with the first command that does. */
export async function loadEditing(): Promise<typeof Editing> {
  return (await loadEngine()).loadEditing();
}
