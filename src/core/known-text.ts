import type { Certificate } from './certificates/certificate';
import type { GivenLists } from './cluster/fleet/given';
import { textProblem } from './compare/text-side';
import { certificatesOf } from './phone/held';
import { listOfReport } from './phone/shown-list';
import type { ParsedShow } from './show/parse';
import { t } from './words/translate';

/**
 * Adds lists of which there is only what `show itl` or `show ctl` printed.
 *
 * @param stores certificates by which the hashes in a text are known, beside those of the lists that are served.
 * @returns why they could not be added; null where they were.
 */
export async function addShownLists(
  { file, outputs }: { readonly file: string; readonly outputs: readonly ParsedShow[] },
  lists: GivenLists,
  stores: readonly Certificate[],
): Promise<string | null> {
  const certificates = [...stores];
  const served = lists.all.filter(({ isServed }) => isServed);
  for (const list of served) certificates.push(...(await certificatesOf(list.named())));
  const problem = textProblem(outputs)?.sentence ?? null;
  if (problem !== null) return problem;
  for (const { complete, report } of outputs) {
    if (!complete) return t('The text leaves out records, so what phones hold is not known: paste all of it.');
    const { md5, sha1, kind } = report;
    if (md5 === '' && sha1 === '') return t('The text prints no digest of its list.');
    if (kind === 'unknown') return t('The text does not say whether this is an ITL or a CTL.');
    lists.addText(listOfReport(report, file, certificates), kind, { md5, sha1 });
  }
  return null;
}
