import { encryptionOf } from '../format/signed';
import type { Statement } from '../words/statement';
import { stepOf, type Decision, type OpenQuestion, type Path } from './decision';
import { blankQuestions } from './open-questions';
import { filesOf } from './held';
import { state } from './reasons';
import type { RuleId } from './rules';
import type { Situation } from './situation';

/** An encrypted configuration is accepted by its signature, and can be used only with the right key. */
export function accept(
  path: Path,
  rule: RuleId,
  offered: Situation['offered'],
  openQuestions: readonly OpenQuestion[] = [],
): Decision {
  const { file } = offered;
  const isEncrypted = 'signed' in offered && offered.signed !== null && encryptionOf(offered.signed) !== null;
  if (!isEncrypted) return path.accept(rule, openQuestions);
  const condition = state('decryption-key', { offered: file });
  return path.accept(rule, [...openQuestions, { id: 'encryption-key', condition, file, record: null }]);
}

/** Every refusal ends with P8. */
export function refuse(path: Path, rule: RuleId, situation: Situation): Decision {
  return refuseAndShow(path, rule, consequence(situation, false));
}

/**
 * A refusal by the rule for what the phone holds: it could be different if an ITL that only looks blank is not.
 *
 * @param isSignerUnknown no record of either list has the serial number and issuer of the signer.
 */
export function refuseSigner(path: Path, situation: Situation, isSignerUnknown: boolean): Decision {
  for (const question of blankQuestions(situation.itl)) path.note(question);
  return refuseAndShow(path, situation.rule, consequence(situation, isSignerUnknown));
}

function refuseAndShow(path: Path, rule: RuleId, shown: Statement): Decision {
  path.add(stepOf('P8', 'applies', shown));
  return path.refuse(rule);
}

/** What a person sees of a refusal. A file that the phone never fetches leaves no trace of its own. */
function consequence({ ctl, itl, offered }: Situation, isSignerUnknown: boolean): Statement {
  const lists = filesOf(ctl, itl);
  if (offered.kind !== 'configuration') {
    return lists.length === 0 ? state('refuses-first-list', {}) : state('refuses-list', { lists });
  }
  if ('signed' in offered && offered.signed === null) return state('never-asks-for-unsigned', { lists });
  return state(isSignerUnknown ? 'refuses-configuration-of-unknown-signer' : 'refuses-configuration', { lists });
}
