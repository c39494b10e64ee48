import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NamedList } from '../../../../src/core/phone/held';
import { judgeRegeneration } from '../../../../src/core/phone/regeneration/judge';
import type { Regeneration } from '../../../../src/core/phone/regeneration/regeneration';
import { Role, type Identity, type RecordOptions } from '../../../builders';
import { amount } from '../../../long';
import { identity, list, now, token as tokenOf } from '../clusters';
import {
  expectedOf,
  remedyNames,
  signerOf,
  type Expected,
  type Generation,
  type ModelChange,
  type ModelCtl,
  type Remedy,
} from './oracle';

/** Certificates by their text: `host purpose generation`. */
const made = new Map<string, Promise<Identity>>();
function identityOf(text: string): Promise<Identity> {
  const known = made.get(text);
  if (known !== undefined) return known;
  const [host = '', purpose = ''] = text.split(' ');
  const name = purpose === 'recovery' ? `ITLRECOVERY_${host}` : host;
  const making = purpose === 'token' ? tokenOf(host) : identity(name, text);
  made.set(text, making);
  return making;
}

const hosts = ['pub', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'sub6', 'sub7'];
const token = 'ADN000000a token 1';

function generation(nodes: number, release: ModelChange['release'], renewed: ReadonlySet<string>): Generation {
  const certificate = (what: string): string => `${what} ${renewed.has(what) ? 2 : 1}`;
  const each = (purpose: string): string[] => hosts.slice(0, nodes).map((host) => certificate(`${host} ${purpose}`));
  return {
    callManagers: each('callmanager'),
    tvs: each('tvs'),
    capf: certificate('pub capf'),
    recovery: release === 8 ? null : certificate('pub recovery'),
  };
}

/** A CTL of a cluster, signed by its token or, without one, by the publisher. */
function ctlOf({ callManagers, capf, recovery }: Generation, hasToken: boolean): ModelCtl {
  const tokenless = [callManagers[0] ?? '', ...(recovery === null ? [] : [recovery])];
  return {
    sast: hasToken ? [token] : tokenless,
    callManagers,
    capf,
    signer: hasToken ? token : (callManagers[0] ?? ''),
  };
}

const change: fc.Arbitrary<ModelChange> = fc
  .record({
    release: fc.constantFrom(8 as const, 10 as const, 12 as const),
    nodes: fc.integer({ min: 1, max: 8 }),
    /** How likely a certificate of each kind is renewed, in eighths: often all or nearly none. */
    eagerness: fc.record({
      callmanager: fc.constantFrom(0, 1, 4, 8),
      tvs: fc.constantFrom(0, 4, 8, 8),
      capf: fc.constantFrom(0, 8),
      recovery: fc.constantFrom(0, 8),
    }),
    dice: fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 18, maxLength: 18 }),
    mode: fc.constantFrom('open', 'token', 'tokenless'),
    served: fc.constantFrom('nothing', 'old', 'new'),
  })
  .map(({ release, nodes, eagerness, dice, mode, served }) => {
    const all = [
      ...hosts.slice(0, nodes).flatMap((host) => [`${host} callmanager`, `${host} tvs`]),
      'pub capf',
      'pub recovery',
    ];
    const eager: Readonly<Record<string, number>> = eagerness;
    const renewed = new Set(all.filter((what, at) => (dice[at] ?? 0) < (eager[what.split(' ')[1] ?? ''] ?? 0)));
    const [before, after] = [generation(nodes, release, new Set()), generation(nodes, release, renewed)];
    const hasToken = mode === 'token';
    const ctl = mode === 'open' ? null : ctlOf(before, hasToken);
    const servedCtl = ctl === null || served === 'nothing' ? null : served === 'old' ? ctl : ctlOf(after, hasToken);
    return { release, before, after, token: hasToken ? token : null, ctl, servedCtl };
  });

async function recordOf(role: number, text: string): Promise<RecordOptions> {
  return { function: role, certificate: await identityOf(text) };
}

async function itlOf(file: string, of: Generation, release: ModelChange['release']): Promise<NamedList> {
  const signer = signerOf(release, of);
  const sast = [...new Set([signer, ...(of.recovery === null ? [] : [of.recovery])])];
  return list(file, {
    signer: await identityOf(signer),
    records: await Promise.all([
      ...sast.map((one) => recordOf(Role.sast, one)),
      ...of.callManagers.map((one) => recordOf(Role.ccmTftp, one)),
      ...of.tvs.map((one) => recordOf(Role.tvs, one)),
      recordOf(Role.capf, of.capf),
    ]),
  });
}

async function ctlFile(file: string, { sast, callManagers, capf, signer }: ModelCtl): Promise<NamedList> {
  return list(file, {
    kind: 'CTL',
    signer: await identityOf(signer),
    records: await Promise.all([
      ...sast.map((one) => recordOf(Role.sast, one)),
      ...callManagers.map((one) => recordOf(Role.ccmTftp, one)),
      recordOf(Role.capf, capf),
    ]),
  });
}

async function judged({ release, before, after, ctl, servedCtl }: ModelChange): Promise<Regeneration> {
  return judgeRegeneration({
    held: await itlOf('held.tlv', before, release),
    served: await itlOf('served.tlv', after, release),
    ctl: ctl === null ? null : await ctlFile('heldCTL.tlv', ctl),
    servedCtl: servedCtl === null ? null : await ctlFile('servedCTL.tlv', servedCtl),
    now,
  });
}

const reasonsFor: Readonly<Record<Remedy, readonly string[]>> = {
  token: ['run-ctl-client'],
  'update-ctl': ['update-ctl'],
  orphaned: ['ctl-orphaned'],
  localkey: ['reset-itl-with-either-key', 'reset-itl-with-local-key'],
  'saved-recovery': [
    'reset-itl-with-either-key',
    'reset-itl-with-saved-recovery',
    'reset-itl-with-saved-key',
    'reset-itl-if-key-is-kept',
  ],
};
const outlooks: Readonly<Record<string, Expected['configuration']>> = {
  'takes-configuration': 'all',
  'takes-configuration-of-some': 'some',
  'refuses-configuration-too': 'none',
};

/** What the product concludes, in the words of the oracle. */
function told({ outcome, because, remedies }: Regeneration): Omit<Expected, 'outcome'> & { readonly outcome: string } {
  const given = new Set(remedies.map(({ reason }) => reason));
  const has = (name: Remedy): boolean => reasonsFor[name].some((reason) => given.has(reason));
  return {
    outcome,
    configuration: outlooks[because?.reason ?? ''] ?? null,
    remedies: {
      token: has('token'),
      'update-ctl': has('update-ctl'),
      orphaned: has('orphaned'),
      localkey: has('localkey'),
      'saved-recovery': has('saved-recovery'),
    },
  };
}

it('agrees with an oracle on every outcome and remedy of random clusters, releases and changes', async () => {
  const numRuns = amount({ all: 10_000, share: 120 });
  const outcomes = new Map<string, number>();
  const remedies = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(change, async (model) => {
      const expected = expectedOf(model);
      outcomes.set(expected.outcome, (outcomes.get(expected.outcome) ?? 0) + 1);
      for (const name of remedyNames.filter((one) => expected.remedies[one])) {
        remedies.set(name, (remedies.get(name) ?? 0) + 1);
      }
      expect(told(await judged(model))).toEqual(expected);
    }),
    { numRuns, seed: 1 },
  );
  // Each is met often enough to mean something.
  for (const outcome of ['fine', 'fine-through-tvs', 'ctl-outdated', 'locked-out', 'not-known']) {
    expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(0);
  }
  for (const name of remedyNames) expect(remedies.get(name) ?? 0, name).toBeGreaterThan(0);
}, 600_000);
