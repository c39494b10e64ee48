import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/phone/decide';
import type { Decision } from '../../../src/core/phone/decision';
import type { NamedList, Phone } from '../../../src/core/phone/held';
import type { Offered } from '../../../src/core/phone/offered';
import { verifySigned } from '../../../src/core/phone/verify-signed';
import { ambiguities, ambiguityOf, kinds, type Ambiguity } from '../../ambiguities';
import {
  certificate,
  Role,
  rsaKey,
  u16,
  type Identity,
  type RecordOptions,
  type TrustListOptions,
} from '../../builders';
import { amount } from '../../long';
import { arbitraryShape, listOf, soundList, verifying } from '../ambiguous-lists';
import { certificates, configurationText, ctl, itl, list, named, node, now, readSigned, token } from './clusters';
import { configurationName, holding, nobody, offer, offline, unsigned, vouches } from './phones';

const foreign = offer('ITL', itl('foreign.tlv', [await node('foreign')]));

type Kind = 'ITL' | 'CTL';

const kindOf = ({ kind = 'ITL' }: TrustListOptions): Kind => kind;
const held = (options: TrustListOptions): NamedList => named('held.tlv', verifying(options));
const phoneWith = (options: TrustListOptions): Phone =>
  holding(kindOf(options) === 'ITL' ? { itl: held(options) } : { ctl: held(options) });
const offered = (options: TrustListOptions): Offered =>
  offer(kindOf(options), named('offered.tlv', verifying(options)));

/** A configuration that the signer of these options signed. */
const configuration = (options: TrustListOptions): Offered => {
  const written = { filename: configurationName, version: [1, 0] as const, trailing: configurationText, records: [] };
  return { kind: 'configuration', file: configurationName, signed: readSigned(verifying({ ...options, ...written })) };
};

const withRole = (role: number, options: TrustListOptions): TrustListOptions => {
  const [first, ...others] = options.records;
  return first === undefined ? options : { ...options, records: [{ ...first, function: role }, ...others] };
};

/** The answer rests on the ambiguity, and says so. */
function expectDoubt({ verdict, unknown, dependsOn, steps }: Decision): void {
  const told = steps.map(({ sentence }) => sentence).join('\n');
  expect(verdict, told).toBe('depends');
  const ids = unknown.map(({ reason }) => reason);
  expect(ids.includes('two-readings') || ids.includes('flawed-key'), told).toBe(true);
  expect(dependsOn.length).toBeGreaterThan(0);
}

async function expectDoubts({ kind, where, inject }: Ambiguity, options: TrustListOptions): Promise<void> {
  const ambiguous = inject(options);
  expectDoubt(await decide(nobody, offered(ambiguous), offline));
  const phone = phoneWith(where === 'header' || where === 'name' ? options : ambiguous);
  expectDoubt(await decide(phone, offered(ambiguous), offline));
  // The sound list may have another signer.
  const { verdict } = await decide(phoneWith(ambiguous), offered(options), offline);
  if (where !== 'name' && !kind.startsWith('bytes')) expect(verdict).not.toBe('accepted');
}

describe('a phone that holds or is offered a file that can be read in two ways', () => {
  it.each(ambiguities)('takes it only if something unknown is true: $kind', (ambiguity) =>
    expectDoubts(ambiguity, soundList),
  );

  it('does so whatever else the list is like', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShape, fc.constantFrom(...kinds), (shape, kind) =>
        expectDoubts(ambiguityOf(kind), listOf(shape)),
      ),
      { numRuns: amount({ all: 1_000, share: 40 }), seed: 11 },
    );
  });

  it('is as sure as ever of a sound one, whatever it is like', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShape, async (shape) => {
        const options = listOf(shape);
        for (const phone of [nobody, phoneWith(options)]) {
          const { verdict, unknown } = await decide(phone, offered(options), offline);
          expect({ verdict, unknown }).toEqual({ verdict: 'accepted', unknown: [] });
        }
      }),
      { numRuns: amount({ all: 1_000, share: 40 }), seed: 11 },
    );
  });

  const server = withRole(Role.ccmTftp, soundList);

  it.each(ambiguities.filter(({ where }) => where === 'signer' || where === 'key'))(
    'takes configuration by its server’s record only if something unknown is true: $kind',
    async ({ inject }) => {
      const ambiguous = inject(server);
      expect((await decide(phoneWith(server), configuration(server), offline)).verdict).toBe('accepted');
      expectDoubt(await decide(phoneWith(ambiguous), configuration(ambiguous), offline));
    },
  );

  it.each(
    ambiguities.filter(({ where, kind }) => (where === 'header' || where === 'name') && !kind.startsWith('bytes')),
  )('takes such a configuration only if something unknown is true: $kind', async ({ inject }) => {
    expectDoubt(await decide(phoneWith(server), configuration(inject(server)), offline));
  });

  const authority = withRole(Role.tvs, soundList);
  const alone = { ...authority, records: authority.records.slice(0, 2) };

  it.each(ambiguities.filter(({ where }) => where === 'signer'))(
    'is vouched for by a TVS of such a record only if something unknown is true: $kind',
    async ({ inject }) => {
      expect((await decide(phoneWith(alone), foreign, vouches)).verdict).toBe('accepted');
      expectDoubt(await decide(phoneWith(inject(alone)), foreign, vouches));
    },
  );
});

describe('a hardware token in both CTLs', () => {
  it('is enough only if no other SAST of either list has its serial number', async () => {
    const [shared, other, pub] = [await token('ADN1'), await token('ADN2'), await node('pub')];
    const serial = Buffer.from(shared.serial).toString('hex');
    const twin = await certificate({ subject: shared.subject, serial, key: rsaKey(1024, 'twin') });
    const phone = holding({ ctl: ctl('held.tlv', [shared], [pub]) });
    const next = offer('CTL', ctl('next.tlv', [other, shared], []));
    expect((await decide(phone, next, offline)).verdict).toBe('accepted');
    expectDoubt(await decide(holding({ ctl: ctl('held.tlv', [shared, twin], [pub]) }), next, offline));
    expectDoubt(
      await decide(phone, offer('CTL', ctl('next.tlv', [other, shared], [], withTwin(twin, shared, other))), offline),
    );
  });

  const withTwin = (twin: Identity, ...sast: readonly Identity[]): Partial<TrustListOptions> => ({
    records: [...sast, twin].map((one) => ({ function: Role.sast, certificate: one })),
  });
});

describe('an ITL that is blank in one of two readings', () => {
  const signer = soundList.signer;
  const extra = [{ tag: 4, value: u16(Role.tvs) }];
  const blank = (...more: readonly RecordOptions[]): NamedList =>
    list('blank.tlv', { signer, records: [{ function: Role.sast, certificate: signer }, ...more] });

  it('is treated as a blank one only if the phone reads it as one', async () => {
    const server = { function: Role.tftp, dnsName: 'pub' };
    expect((await decide(holding({ itl: blank(server) }), foreign, offline)).verdict).toBe('accepted');
    const doubtful = blank(server, { function: Role.capf, certificate: signer, extra });
    for (const offeredFile of [foreign, unsigned]) {
      expectDoubt(await decide(holding({ itl: doubtful }), offeredFile, offline));
    }
  });

  it('does not hide that a configuration can be read in two ways, or that its signer proves nothing', async () => {
    for (const kind of ['a second SIGNATURE', 'a key of the signer with exponent-one']) {
      const options = ambiguityOf(kind).inject(soundList);
      const held = blank({ function: Role.tftp, dnsName: 'pub' }, { function: Role.sast, certificate: options.signer });
      expectDoubt(await decide(holding({ itl: held }), configuration(options), offline));
    }
  });
});

describe('certificates of trust stores with the signer’s serial number and two keys', () => {
  it('leave open which of them the TVS finds', async () => {
    const signer = soundList.signer;
    const serial = Buffer.from(signer.serial).toString('hex');
    const twin = await certificate({ subject: signer.subject, serial, key: rsaKey(1024, 'twin') });
    const phone = holding({ itl: itl('other.tlv', [await node('other')]) });
    const tvs = async (...stored: readonly (typeof signer)[]): Promise<Decision> =>
      decide(phone, offered(soundList), { tvs: { reachable: 'all', stores: await certificates(...stored) }, now });
    expect((await tvs(signer)).verdict).toBe('accepted');
    expectDoubt(await tvs(twin, signer));
    expect((await tvs(twin)).verdict).toBe('refused');
  });
});

describe('a signed file', () => {
  const server = withRole(Role.ccmTftp, soundList);
  const verdictOn = (file: Offered, list: TrustListOptions): ReturnType<typeof verifySigned> => {
    if (file.kind !== 'configuration' || file.signed === null) throw new Error('not signed');
    return verifySigned(file.signed, configurationName, [held(list)]);
  };

  it.each(ambiguities.filter(({ kind }) => !kind.startsWith('bytes')))(
    'is not called verified: $kind',
    async ({ where, inject }) => {
      expect((await verdictOn(configuration(server), server)).status).toBe('verified');
      const ambiguous = inject(server);
      const list = where === 'header' || where === 'name' ? server : ambiguous;
      const { status, reason, sentence } = await verdictOn(configuration(ambiguous), list);
      expect({ status, reason }, sentence).toEqual({
        status: 'unsupported',
        reason: where === 'key' ? 'signature-proves-nothing' : 'signed-in-one-reading',
      });
    },
  );
});
