import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import type { Finding, SignatureReport } from '../../../src/core/trust/report';
import { verdictOf } from '../../../src/core/trust/verdict';
import { ambiguities, ambiguityCodes, ambiguityOf, kinds } from '../../ambiguities';
import { cucm12Cluster, cucm8Publisher, ctlWithTokens, trustList, type TrustListOptions } from '../../builders';
import { cucm8Variants } from '../../cucm8-variants';
import { carelessContents, carelessKey, keyFlaws, rightContent } from '../../flawed-keys';
import { amount } from '../../long';
import { arbitraryShape, listOf, soundList, verifying } from '../ambiguous-lists';

const now = new Date('2024-06-01T00:00:00Z');

async function inspected(
  bytes: Uint8Array,
): Promise<{ signature: SignatureReport; findings: readonly Finding[]; label: string }> {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const report = await inspect(decoded.list, bytes, { now });
  return { signature: report.signature, findings: report.findings, label: verdictOf(report).label };
}

/** The errors and warnings that name an ambiguity. */
function namedIn(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ code, severity }) => ambiguityCodes.has(code) && severity !== 'information')
    .map(({ code }) => code);
}

describe('a list that two readers could read differently, or whose signature proves nothing', () => {
  it.each(ambiguities)('has a finding that names it: $kind', async ({ codes, status = 'valid', inject }) => {
    const { signature, findings } = await inspected(verifying(inject(soundList)));
    expect(signature.status).toBe(status);
    const named = namedIn(findings);
    for (const code of codes) expect(named).toContain(code);
  });

  it('is named whatever else the list is like', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShape, fc.constantFrom(...kinds), async (shape, kind) => {
        const { inject, codes, status } = ambiguityOf(kind);
        const { signature, findings } = await inspected(verifying(inject(listOf(shape))));
        expect(signature.status).toBe(status ?? 'valid');
        expect(namedIn(findings)).toEqual(expect.arrayContaining([...codes]));
      }),
      { numRuns: amount({ all: 2_000, share: 60 }), seed: 11 },
    );
  });

  it.each(keyFlaws)('is not called verified: a key with %s', async (flaw) => {
    const ambiguity = ambiguityOf(`a key of the signer with ${flaw}`);
    const { signature, label } = await inspected(verifying(ambiguity.inject(soundList)));
    expect(signature.actualSigner).toBeNull();
    expect(label).toBe('Signature proves nothing');
  });

  it('has no such finding if it is sound, whatever it is like', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShape, async (shape) => {
        const { signature, findings } = await inspected(trustList(listOf(shape)));
        expect(signature.status).toBe('valid');
        expect(namedIn(findings)).toEqual([]);
      }),
      { numRuns: amount({ all: 2_000, share: 60 }), seed: 11 },
    );
  });

  it('has no such finding if it is one that a cluster or certutils would write', async () => {
    const variants = await cucm8Variants();
    const lists = [
      ...(await Promise.all([cucm8Publisher(), cucm12Cluster(), ctlWithTokens()])).map(({ bytes }) => bytes),
      variants.callManagerRegenerated,
      variants.tvsRegenerated,
      variants.bothRegenerated,
      variants.otherWriter,
    ];
    for (const bytes of lists) expect(namedIn((await inspected(bytes)).findings)).toEqual([]);
  });
});

describe('a signature that only a careless reader verifies', () => {
  const statusOf = async (content: (digest: Uint8Array) => Uint8Array): Promise<string> => {
    const { signer } = soundList;
    const signedBy = { ...signer, key: carelessKey(signer.key, content) };
    return (await inspected(trustList({ ...soundList, signedBy }))).signature.status;
  };

  it.each(Object.entries(carelessContents))('does not verify: %s', async (_, content) => {
    expect(await statusOf(content)).toBe('invalid');
    expect(await statusOf(rightContent)).toBe('valid');
  });
});

describe('a key whose signatures prove nothing', () => {
  const flawed = (changes: (options: TrustListOptions) => Partial<TrustListOptions>): Uint8Array => {
    const ambiguity = ambiguityOf('a key of the signer with exponent-one');
    const options = ambiguity.inject(soundList);
    return verifying({ ...options, ...changes(options) });
  };

  it('is not the signer of a list that names another one', async () => {
    const bytes = flawed(({ records, signer }) => ({
      signer: soundList.signer,
      signedBy: signer,
      records: [...soundList.records, ...records],
    }));
    expect((await inspected(bytes)).signature).toMatchObject({ status: 'invalid', record: 1, actualSigner: null });
  });

  it('does not verify what it did not sign', async () => {
    const bytes = flawed(() => ({ signedBy: soundList.signer }));
    const { signature, findings } = await inspected(bytes);
    expect(signature.status).toBe('invalid');
    expect(findings.map(({ code }) => code)).not.toContain('signature-proves-nothing');
  });
});
