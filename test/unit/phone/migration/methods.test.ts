import { describe, expect, it } from 'vitest';
import type { Cluster, Method, MigrationFacts } from '../../../../src/core/phone/migration/migration';
import type { MethodId } from '../../../../src/core/phone/migration/reasons';
import { sentencesOf } from '../../../../src/core/words/statement';
import { blankItl, ctl, itl } from '../clusters';
import {
  oldPub,
  newPub,
  newSub,
  recovery,
  oldRecovery,
  tokenA,
  tokenB,
  old,
  next,
  oldSecure,
  nextSecure,
  stores,
  everythingDone,
  judge,
} from './moves';

interface Row {
  readonly name: string;
  readonly id: MethodId;
  readonly from: Cluster;
  readonly to: Cluster;
  readonly facts?: MigrationFacts;
  readonly verdict: Method['verdict'];
  /** The sentence of the method, or one of its conditions. */
  readonly reads: RegExp;
}

const rows: readonly Row[] = [
  {
    name: 'bulk certificates work if the new signers are imported and phones reach an old TVS',
    id: 'bulk-certificates',
    from: old,
    to: next,
    verdict: 'works-if',
    reads:
      /contain the certificate of record 1 of new\/ITLFile\.tlv \(SAST, ITLRECOVERY_new-pub\), which signs new\/ITLFile\.tlv/,
  },
  {
    name: 'bulk certificates depend on the network alone once the stores contain the new signers',
    id: 'bulk-certificates',
    from: { ...old, bundles: [stores] },
    to: next,
    verdict: 'works-if',
    reads: /phones reach an old TVS on TCP 2445 after the move\. Phones know old-pub\./,
  },
  {
    name: 'bulk certificates work if all of it is done',
    id: 'bulk-certificates',
    from: { ...old, bundles: [stores] },
    to: next,
    facts: everythingDone,
    verdict: 'works',
    reads: /stores contain the new signers: its TVS vouches/,
  },
  {
    name: 'bulk certificates do not work if the old cluster is off',
    id: 'bulk-certificates',
    from: old,
    to: next,
    facts: { oldTvsReachable: false },
    verdict: 'does-not',
    reads: /cannot reach a TVS of the old cluster after the move/,
  },
  {
    name: 'bulk certificates do not work if the ITL is blank',
    id: 'bulk-certificates',
    from: { ...old, itl: blankItl('blank.tlv', oldPub.callManager) },
    to: next,
    verdict: 'does-not',
    reads: /blank\.tlv contains no TVS certificate because it is blank/,
  },
  {
    name: 'bulk certificates do not work if the destination signs nothing',
    id: 'bulk-certificates',
    from: old,
    to: { itl: null, ctl: null, bundles: [] },
    facts: { unsignedDestination: true },
    verdict: 'does-not',
    reads: /signs nothing/,
  },
  {
    name: 'bulk certificates do not work if the new ITL is damaged',
    id: 'bulk-certificates',
    from: old,
    to: { ...next, itl: itl('forged.tlv', [newPub], { signedBy: oldPub.tvs }) },
    verdict: 'does-not',
    reads: /would still refuse forged\.tlv\. The signature of forged\.tlv does not verify/,
  },
  {
    name: 'the rollback parameter works if it is set before, and every phone took the blank ITL',
    id: 'rollback',
    from: old,
    to: next,
    verdict: 'works-if',
    reads: /set before the move, while phones still take files from the old cluster/,
  },
  {
    name: 'the rollback parameter works if both are true',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesTrustOld: true, everyPhoneBlank: true, phonesHoldCtl: false },
    verdict: 'works',
    reads: /makes phones trust the next list/,
  },
  {
    name: 'the rollback parameter is done if the ITL of the phones is blank',
    id: 'rollback',
    from: { ...old, itl: blankItl('blank.tlv', oldPub.callManager) },
    to: next,
    facts: { everyPhoneBlank: true, phonesHoldCtl: false },
    verdict: 'works',
    reads: /This is done: blank\.tlv is blank/,
  },
  {
    name: 'the rollback parameter works only if phones hold no CTL, when none was provided',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesTrustOld: true, everyPhoneBlank: true },
    verdict: 'works-if',
    reads: /Phones hold no CTL, which a blank ITL would not clear\. No CTL of the old cluster was provided/,
  },
  {
    name: 'a blank ITL is enough only if phones hold no CTL, when none was provided',
    id: 'rollback',
    from: { ...old, itl: blankItl('blank.tlv', oldPub.callManager) },
    to: next,
    facts: { everyPhoneBlank: true },
    verdict: 'works-if',
    reads: /Phones hold no CTL, which a blank ITL would not clear/,
  },
  {
    name: 'the rollback parameter does not work if phones hold a CTL that was not provided',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesHoldCtl: true },
    verdict: 'does-not',
    reads: /^Phones hold a CTL\. A blank ITL does not clear it/,
  },
  {
    name: 'the rollback parameter does not work if the new CTL, which phones take first, does not contain what signs the new ITL',
    id: 'rollback',
    from: old,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    verdict: 'does-not',
    reads: /would still refuse new\/ITLFile\.tlv\. No TVS can vouch for the signer: the phone holds no ITL/,
  },
  {
    name: 'the rollback parameter does not work for phones that already refuse files',
    id: 'rollback',
    from: old,
    to: next,
    facts: { phonesTrustOld: false },
    verdict: 'does-not',
    reads: /would refuse the blank ITL too/,
  },
  {
    name: 'the rollback parameter does not work if a CTL is installed',
    id: 'rollback',
    from: oldSecure,
    to: nextSecure,
    verdict: 'does-not',
    reads: /hold a CTL \(old\/CTLFile\.tlv\)\. A blank ITL does not clear it/,
  },
  {
    name: 'a token in common works, and says what 79x0 phones need',
    id: 'hardware-token',
    from: oldSecure,
    to: nextSecure,
    verdict: 'works-if',
    reads: /no 7940 or 7960 phones, or old\/CTLFile\.tlv lists the new TFTP servers too: new-pub, new-sub/,
  },
  {
    name: 'a token in common works without 79x0',
    id: 'hardware-token',
    from: oldSecure,
    to: nextSecure,
    facts: { has79x0: false },
    verdict: 'works',
    reads: /take new\/CTLFile\.tlv because of the SAST that they know/,
  },
  {
    name: 'a token in common works if the old CTL lists the new TFTP servers',
    id: 'hardware-token',
    from: {
      ...old,
      ctl: ctl(
        'old/CTLFile.tlv',
        [tokenA, tokenB],
        [oldPub, newPub, newSub, { callManager: recovery, tvs: newPub.tvs }],
      ),
    },
    to: nextSecure,
    facts: { has79x0: true },
    verdict: 'works',
    reads: /because of the SAST that they know/,
  },
  {
    name: 'a token in common does not work if the CTLs have none in common',
    id: 'hardware-token',
    from: { ...old, ctl: ctl('old/CTLFile.tlv', [tokenA], [oldPub]) },
    to: nextSecure,
    verdict: 'does-not',
    reads: /old\/CTLFile\.tlv and new\/CTLFile\.tlv have no SAST in common/,
  },
  {
    name: 'a token in common does not work without a CTL on both sides',
    id: 'hardware-token',
    from: old,
    to: nextSecure,
    verdict: 'does-not',
    reads: /None of the old cluster was provided/,
  },
  {
    name: 'a token in common does not work if the new CTL does not contain what signs the new ITL',
    id: 'hardware-token',
    from: oldSecure,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    facts: { oldTvsReachable: false },
    verdict: 'does-not',
    reads: /take new\/CTLFile\.tlv, and would then refuse new\/ITLFile\.tlv\. No TVS in old\/ITLFile\.tlv answers/,
  },
  {
    name: 'a token in common works there too, if a TVS vouches: whether it answers is not known',
    id: 'hardware-token',
    from: oldSecure,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    verdict: 'works-if',
    reads:
      /answers on TCP 2445[^]*The trust store of that TVS .* contains the signer's certificate: ITLRECOVERY_new-pub/,
  },
  {
    name: 'a token in common works there too, if a TVS vouches that phones reach',
    id: 'hardware-token',
    from: oldSecure,
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    facts: { oldTvsReachable: true, has79x0: false },
    verdict: 'works-if',
    reads: /a TVS of the old cluster has to vouch for that signer\.\nThe trust store of that TVS/,
  },
  {
    name: 'a token in common works there too, where the TVS vouches',
    id: 'hardware-token',
    from: { ...oldSecure, bundles: [stores] },
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [tokenB], [newPub]) },
    facts: { oldTvsReachable: true, has79x0: false },
    verdict: 'works',
    reads: /a TVS of the old cluster has to vouch for that signer/,
  },
  {
    name: 'whether a SAST in common that is not a token and did not sign is enough is not known',
    id: 'hardware-token',
    from: { ...old, ctl: ctl('old/CTLFile.tlv', [oldPub.callManager], [oldPub]) },
    to: { ...next, ctl: ctl('new/CTLFile.tlv', [recovery, oldPub.callManager], [newPub]) },
    facts: { has79x0: false },
    verdict: 'works-if',
    reads: /Both CTLs contain old-pub as SAST.*That is enough for this phone/,
  },
  {
    name: 'erasing by hand always works',
    id: 'erase',
    from: old,
    to: next,
    verdict: 'works',
    reads: /always works, and takes one visit per phone: without an ITL/,
  },
  {
    name: 'utils itl reset works for the same cluster',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: itl('new/ITLFile.tlv', [newPub], { recovery: oldRecovery }) },
    verdict: 'works-if',
    reads: /CUCM 10\.0 or later/,
  },
  {
    name: 'utils itl reset does not work for another cluster',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: next,
    verdict: 'does-not',
    reads: /for phones of the same cluster\. The new cluster has another ITLRecovery/,
  },
  {
    name: 'utils itl reset depends on which cluster the new one is, if no ITL of it was provided',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: null },
    verdict: 'works-if',
    reads: /The new cluster is the one that these phones come from.*No ITL of it was provided/,
  },
  {
    name: 'utils itl reset does not work if the new ITL contains no ITLRecovery',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: itl('new/ITLFile.tlv', [newPub]) },
    verdict: 'does-not',
    reads: /same cluster\. new\/ITLFile\.tlv contains no ITLRecovery/,
  },
  {
    name: 'utils itl reset does not work if the destination signs nothing',
    id: 'itl-reset',
    from: { ...old, itl: itl('old/ITLFile.tlv', [oldPub], { recovery: oldRecovery }) },
    to: { ...next, itl: null },
    facts: { unsignedDestination: true },
    verdict: 'does-not',
    reads: /the destination signs nothing/,
  },
  {
    name: 'utils itl reset does not work if the ITL contains no ITLRecovery',
    id: 'itl-reset',
    from: old,
    to: next,
    verdict: 'does-not',
    reads: /old\/ITLFile\.tlv does not contain ITLRecovery/,
  },
  {
    name: 'a restore works if the backup contains the old key',
    id: 'restore',
    from: old,
    to: next,
    verdict: 'works-if',
    reads: /A DRS backup contains the key of old-pub, serial 4/,
  },
  {
    name: 'a restore works if a backup is known to contain it',
    id: 'restore',
    from: old,
    to: next,
    facts: { backupOfOldKey: true },
    verdict: 'works',
    reads: /^To phones, a server is the old cluster if it has the key of old-pub/,
  },
  {
    name: 'a restore does not work without a backup',
    id: 'restore',
    from: old,
    to: next,
    facts: { backupOfOldKey: false },
    verdict: 'does-not',
    reads: /No backup contains the key of old-pub/,
  },
];

describe('a method to move phones', () => {
  it.each(rows)('$name', async ({ id, from, to, facts, verdict, reads }) => {
    const method = await judge(id, from, to, facts);
    const text = sentencesOf([method, ...method.conditions]).join('\n');
    expect(method.verdict, text).toBe(verdict);
    expect(text).toMatch(reads);
    expect(method.conditions.length > 0).toBe(verdict === 'works-if');
    expect(method.steps.length > 0).toBe(verdict !== 'does-not');
    expect(method.sources).not.toEqual([]);
  });
});
