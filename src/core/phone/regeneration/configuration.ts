import type { Statement } from '../../words/statement';
import { decide, decideSupposed } from '../decide';
import { recordPhrase } from '../held';
import { configurationSignersOf } from '../signing';
import { noTvs } from '../known-facts';
import type { Change } from './change';
import { state } from './reasons';

const plain = 'SEP<MAC>.cnf.xml';

/** What phones that refuse the new ITL do with the configuration that their cluster signs now. */
export async function configurationOutlook({ phone, now, old, next }: Change): Promise<Statement> {
  const known = { tvs: noTvs, now };
  const unsigned = await decide(phone, { kind: 'configuration', file: plain, signed: null }, known);
  if (unsigned.verdict === 'accepted') return state('takes-unsigned-configuration', { held: old.file });
  const taken: string[] = [];
  const refused: string[] = [];
  for (const certificate of configurationSignersOf(next)) {
    const supposed = { kind: 'configuration', file: `${plain}.sgn`, certificate } as const;
    const { verdict } = await decideSupposed(phone, supposed, known);
    if (verdict === 'accepted') taken.push(recordPhrase(next, certificate));
    if (verdict === 'refused') refused.push(recordPhrase(next, certificate));
  }
  const [records, others] = [taken.join('; '), refused.join('; ')];
  if (taken.length === 0) return state('refuses-configuration-too', {});
  return refused.length === 0
    ? state('takes-configuration', { records })
    : state('takes-configuration-of-some', { records, others });
}
