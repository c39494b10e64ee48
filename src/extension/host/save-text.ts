import { fileNameOf } from './list-uris';
import { firstFolder } from './folders';
import type { Questions } from './questions';
import { writeFile } from './small-file';
import { t } from '../../core/words/translate';

/**
 * Asks where a text goes, writes it there, and says so.
 *
 * @param what what is written, in that sentence: `plan`.
 * @param text is made once it is known where it goes.
 */
export async function saveText(
  questions: Questions,
  { title, name, what }: { readonly title: string; readonly name: string; readonly what: string },
  text: () => string | Promise<string>,
): Promise<void> {
  const uri = await questions.fileToWrite({ title, kind: 'any', folder: firstFolder(), name });
  await writeFile(uri, await text());
  questions.tell(t('The {what} was written to {file}.', { what, file: fileNameOf(uri) }));
}
