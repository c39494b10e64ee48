import { describe, expect, it } from 'vitest';
import { reviewConsolidation } from '../../../../src/core/phone/bundles/consolidation';
import { sentencesOf } from '../../../../src/core/words/statement';
import { bundle, itl, node, recoveryOf } from '../clusters';

const oldPub = await node('ccmpub');
const newPub = await node('ccmpub', 2);
const recovery = await recoveryOf('ccmpub');
const oldItl = itl('old.tlv', [oldPub]);
const newItl = itl('new.tlv', [newPub], { recovery });
const exportOfOld = await bundle('CCMPUB_tftp.pkcs12', oldPub.callManager);
const exportOfNew = await bundle('CCMPUB_tftp.pkcs12', newPub.callManager, oldPub.callManager);
const all = await bundle('all.pem', recovery);

describe('what is seen of bundles before they are put into one', () => {
  it('is each bundle, the host by its name, and its certificates with the records that they are', async () => {
    const { bundles, certificates } = await reviewConsolidation([exportOfOld, all], [oldItl, newItl]);
    expect(bundles).toMatchObject([
      {
        file: 'CCMPUB_tftp.pkcs12',
        name: { host: 'CCMPUB', purpose: 'tftp' },
        entries: [
          {
            label: 'ccmpub',
            records: ['record 1 of old.tlv (SAST, ccmpub)', 'record 2 of old.tlv (CCM+TFTP, ccmpub)'],
          },
        ],
      },
      { file: 'all.pem', name: null, entries: [{ records: ['record 1 of new.tlv (SAST, ITLRECOVERY_ccmpub)'] }] },
    ]);
    expect(certificates).toBe(2);
  });

  it('is what they lack of the signers of both clusters, ITLRecovery among them', async () => {
    const { missing, held } = await reviewConsolidation([exportOfOld, exportOfNew], [oldItl, newItl]);
    expect(missing).toEqual([
      {
        reason: 'in-no-bundle',
        args: { record: 'record 1 of new.tlv (SAST, ITLRECOVERY_ccmpub)' },
        sentence: 'No bundle contains the certificate of record 1 of new.tlv (SAST, ITLRECOVERY_ccmpub).',
        file: 'new.tlv',
        record: 1,
      },
    ]);
    expect(held.map(({ file, record }) => [file, record])).toEqual([
      ['old.tlv', 1],
      ['new.tlv', 2],
    ]);
    expect((await reviewConsolidation([exportOfOld, exportOfNew, all], [oldItl, newItl])).missing).toEqual([]);
  });

  it('is that equal names overwrite each other', async () => {
    const { overwriting, certificates } = await reviewConsolidation([exportOfOld, exportOfNew], []);
    expect(sentencesOf(overwriting)).toEqual([expect.stringContaining('2 bundles are called CCMPUB_tftp.pkcs12')]);
    expect(certificates).toBe(2);
  });

  it('is nothing missing where no list says what has to be there', async () => {
    expect(await reviewConsolidation([all], [])).toMatchObject({ missing: [], held: [] });
  });
});
