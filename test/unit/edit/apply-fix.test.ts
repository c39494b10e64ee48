import { describe, expect, it } from 'vitest';
import { applyFix, type ImmediateFix } from '../../../src/core/edit/apply-fix';
import { inspect } from '../../../src/core/trust/inspect';
import { cucm8Publisher, Role, text, trustList, type TrustListOptions } from '../../builders';
import { edited, open } from './lists';

/** Applies the fixes of a list's findings until none is left that needs no key. */
async function fixAll(bytes: Uint8Array): Promise<{ bytes: Uint8Array; made: string[] }> {
  const made: string[] = [];
  for (let list = open(bytes), now = bytes; ;) {
    const { findings } = await inspect(list, now);
    const fix = findings
      .map((finding) => finding.fix)
      .find((found): found is ImmediateFix => found !== null && found.kind !== 'resign');
    if (fix === undefined || made.length > 20) return { bytes: now, made };
    const result = edited(await applyFix(list, fix));
    made.push(fix.kind);
    [list, now] = [result.list, result.bytes];
  }
}

describe('the fix of a finding', () => {
  it('fixes what it is offered for', async () => {
    const { identities } = await cucm8Publisher();
    const { callManager, tvs } = identities;
    const sound: TrustListOptions = {
      signer: callManager,
      records: [
        { function: Role.sast, certificate: callManager },
        { function: Role.ccmTftp, certificate: callManager },
        { function: Role.tvs, certificate: tvs, as: 'hash' },
      ],
    };
    const replaced = (replace: Record<number, Uint8Array>): TrustListOptions => ({
      ...sound,
      records: sound.records.map((record, index) => (index === 1 ? { ...record, replace } : record)),
    });
    const damages: readonly (readonly [options: TrustListOptions, made: readonly string[]])[] = [
      [{ ...sound, headerLength: 100 }, ['fix-header-length']],
      [{ ...sound, trailing: text('trailing') }, ['drop-trailing-bytes']],
      [{ ...sound, records: [...sound.records, ...sound.records.slice(1, 2)] }, ['drop-duplicate']],
      [replaced({ 3: text('CN=other') }), ['take-from-certificate']],
      [replaced({ 5: text('CN=other'), 6: Uint8Array.of(1) }), ['take-from-certificate', 'take-from-certificate']],
    ];
    const content = trustList(sound).subarray(296);
    for (const [options, made] of damages) {
      const fixed = await fixAll(trustList(options));
      expect(fixed.made).toEqual(made);
      expect(fixed.bytes.subarray(296)).toEqual(content);
      expect(open(fixed.bytes).problems).toEqual([]);
    }
  });
});
