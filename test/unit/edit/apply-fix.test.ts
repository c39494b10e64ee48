import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFix, applyFixes, type ImmediateFix } from '../../../src/core/edit/apply-fix';
import type { TrustList } from '../../../src/core/format/model';
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

describe('the fixes of several findings', () => {
  const fixesOf = async (list: TrustList, bytes: Uint8Array): Promise<ImmediateFix[]> => {
    const { findings } = await inspect(list, bytes);
    return findings.flatMap(({ fix }) => (fix === null || fix.kind === 'resign' ? [] : [fix]));
  };

  it('make the same list together as one after the other', async () => {
    const { callManager, tvs } = (await cucm8Publisher()).identities;
    const kinds = fc.constantFrom<Record<number, Uint8Array>>(
      {},
      {},
      { 3: text('CN=other') },
      { 5: text('CN=other'), 6: Uint8Array.of(1) },
    );
    const record = fc.record({
      function: fc.constantFrom(Role.ccmTftp, Role.tvs),
      certificate: fc.constantFrom(callManager, tvs),
      as: fc.constantFrom('certificate' as const, 'hash' as const),
      replace: kinds,
    });
    const options = fc.record({
      records: fc.array(record, { maxLength: 6 }),
      headerLength: fc.option(fc.constant(100), { nil: undefined }),
      trailing: fc.option(fc.constant(text('trailing')), { nil: undefined }),
    });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(options, async ({ records, headerLength, trailing }) => {
        const all = [
          { function: Role.sast, certificate: callManager },
          { function: Role.sast, certificate: tvs },
          ...records.map(({ as, ...rest }) => (as === 'hash' ? { ...rest, as } : rest)),
        ];
        const bytes = trustList({
          signer: callManager,
          records: all,
          ...(headerLength === undefined ? {} : { headerLength }),
          ...(trailing === undefined ? {} : { trailing }),
        });
        let together = { list: open(bytes), bytes };
        for (let fixes = await fixesOf(together.list, bytes); fixes.length > 0;) {
          made += fixes.length;
          together = edited(await applyFixes(together.list, fixes));
          fixes = await fixesOf(together.list, together.bytes);
        }
        expect(together.bytes).toEqual((await fixAll(bytes)).bytes);
      }),
      { numRuns: 60 },
    );
    expect(made).toBeGreaterThan(100);
  });

  it('are refused if there is nothing to fix, or no such record', async () => {
    const { bytes } = await cucm8Publisher();
    expect(await applyFixes(open(bytes), [])).toMatchObject({ error: { code: 'nothing-to-do' } });
    const fix: ImmediateFix = { kind: 'take-from-certificate', record: 9, field: 'SUBJECTNAME' };
    expect(await applyFixes(open(bytes), [fix])).toMatchObject({ error: { code: 'no-such-record' } });
    const unneeded: ImmediateFix[] = [
      { ...fix, record: 1 },
      { kind: 'drop-duplicate', record: 1 },
    ];
    expect(await applyFixes(open(bytes), unneeded)).toMatchObject({ error: { code: 'nothing-to-do' } });
  });
});
