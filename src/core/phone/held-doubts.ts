import { encode } from '../format/encode';
import type { TrustList } from '../format/model';
import { damageIn } from '../trust/damage';
import { signatureChecker } from '../trust/signature';
import { ownSigners } from '../trust/signer';
import type { Statement } from '../words/statement';
import type { InspectedList } from './held';
import { state } from './reasons';

/** Whether a list verifies with a key of its own: a plan asks many decisions about the same few. */
const verified = new WeakMap<TrustList, Promise<boolean>>();

/** Why a phone would not have taken a list that it is said to hold; null if there is no reason. */
export async function heldDoubt(held: InspectedList): Promise<Statement | null> {
  if (held.isText === true) return state('held-is-text', { held: held.file });
  const damage = damageIn(held.list);
  if (damage !== null) return state('held-is-damaged', { held: held.file, offset: damage.offset });
  const verifying = verified.get(held.list) ?? verifiesItself(held);
  verified.set(held.list, verifying);
  return (await verifying) ? null : state('held-does-not-verify', { held: held.file });
}

/** Also true if its key cannot be checked, or proves nothing: that is a question of its own. */
async function verifiesItself({ list, records, signer }: InspectedList): Promise<boolean> {
  const madeBy = signatureChecker(list, encode(list));
  for (const { key } of ownSigners(records, signer)) if ((await madeBy(key)) !== 'no') return true;
  return false;
}
