import { isDeepStrictEqual } from 'node:util';
import { readCertificates } from '../../../src/core/certificates/files';
import { decode } from '../../../src/core/format/decode';
import type { Bundle } from '../../../src/core/phone/bundles/bundle';
import { reviewConsolidation } from '../../../src/core/phone/bundles/consolidation';
import { decide } from '../../../src/core/phone/decide';
import { decisionJson, type Decision } from '../../../src/core/phone/decision';
import type { NamedList, Phone } from '../../../src/core/phone/held';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import { migrationMarkdown } from '../../../src/core/phone/migration/markdown';
import type { MigrationFacts } from '../../../src/core/phone/migration/migration';
import { planMigration } from '../../../src/core/phone/migration/plan';
import { planJson } from '../../../src/core/phone/migration/json';
import { readOffered, type Offered } from '../../../src/core/phone/offered';
import { adviseAfterRefusal } from '../../../src/core/phone/regeneration/erase';
import { judgeRegeneration } from '../../../src/core/phone/regeneration/judge';
import { regenerationMarkdown } from '../../../src/core/phone/regeneration/markdown';
import { regenerationJson } from '../../../src/core/phone/regeneration/regeneration';
import { certificate, Role, rsaKey, trustList, type Identity } from '../../builders';
import { pkcs7 } from '../../raw-certificate';
import { changeOneFile, changeScript } from '../mutate/bytes';
import { mutateDer } from '../mutate/asn1';
import { mutateTlv } from '../mutate/tlv';
import { Choices, Random } from '../random';
import { expectSentences, type Input, type Reader } from '../reader';
import { smallLists } from './sample-lists';

const now = new Date('2024-06-01T00:00:00Z');
const none = new Uint8Array();

/** A CTL and an ITL that a phone holds, a file that it is offered, and a script for what is known besides. */
export const decisions: Reader = {
  name: 'decisions',
  every: 5,
  samples: async () => {
    const { held, next, ctl, configuration, small } = await clusters();
    const random = new Random(1);
    const offered = [...held, ...next, ctl, configuration, ...small];
    const phones: Uint8Array[][] = [
      [none, none],
      [ctl, none],
      ...[...held, ...small].flatMap((itl) => [
        [none, itl],
        [ctl, itl],
      ]),
    ];
    return { starts: phones.flatMap((phone) => offered.map((file) => [...phone, file, random.bytes(8)])), hostile: [] };
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, (at) => (at === 3 ? changeScript : mutateTlv)),
  check: async ([ctl = none, itl = none, file = none, script = none]: Input): Promise<string> => {
    const choices = new Choices(script);
    const phone: Phone = { ctl: named('CTLFile.tlv', ctl), itl: named('ITLFile.tlv', itl) };
    const name = choices.pick(['ITLFile.tlv', 'CTLFile.tlv', 'SEP0011215A1AE3.cnf.xml.sgn', 'a.loads']);
    const read = readOffered(file, name);
    if (!read.ok) return 'refused to read';
    const known = factsOf(choices);
    const decision = await decided(phone, read.offered, known);
    if (decision === null) return 'two of a kind';
    if (!isDeepStrictEqual(decision, await decided(phone, read.offered, known)))
      throw new Error('decides otherwise the second time');
    expectSentences([decision, await adviseAfterRefusal({ phone, offered: read.offered, known, decision })]);
    decisionJson(decision);
    return decision.verdict;
  },
};

/** Null for two lists of one kind, which a phone does not hold: the one documented error. */
async function decided(phone: Phone, offered: Offered, known: KnownFacts): Promise<Decision | null> {
  try {
    return await decide(phone, offered, known);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('a phone holds only one')) return null;
    throw error;
  }
}

function factsOf(choices: Choices): KnownFacts {
  if (choices.below(2) === 0) return { tvs: 'unknown', now };
  const reachable = choices.pick(['unknown', 'all', 'none', [], [1], [1, 2, 3, 99]] as const);
  const stores = choices.pick(['unknown', 'holds-signer', []] as const);
  return { tvs: { reachable, stores }, now };
}

/** ITL and CTL of two clusters, bundles of certificates of both, and a script: plans and checks of a regeneration. */
export const plans: Reader = {
  name: 'plans',
  every: 10,
  samples: async () => {
    const { held, next, ctl, small, ders } = await clusters();
    const random = new Random(1);
    const bundle = pkcs7(...ders);
    const sides = [
      [none, none],
      [held[0] ?? none, none],
      [held[0] ?? none, ctl],
      [next[0] ?? none, none],
      [small[0] ?? none, small[3] ?? none],
    ];
    const starts = sides.flatMap((from) =>
      sides.map((to) => [...from, ...to, ders[0] ?? none, bundle, random.bytes(24)]),
    );
    return { starts, hostile: [] };
  },
  mutate: (random, input, samples) =>
    changeOneFile(random, input, samples, (at) => (at === 6 ? changeScript : at > 3 ? mutateDer : mutateTlv)),
  check: async ([
    a = none,
    b = none,
    c = none,
    d = none,
    one = none,
    other = none,
    script = none,
  ]: Input): Promise<string> => {
    const bundles = [await bundleOf('pub_tftp.pkcs12', one), await bundleOf('pub_tftp.pkcs12', other)];
    const from = { itl: named('old/ITLFile.tlv', a), ctl: named('old/CTLFile.tlv', b), bundles };
    const to = { itl: named('new/ITLFile.tlv', c), ctl: named('new/CTLFile.tlv', d), bundles: bundles.slice(1) };
    const plan = await withOnePerKind(() => planMigration(from, to, migrationFactsOf(new Choices(script))));
    if (plan === null) return 'two of a kind';
    expectSentences(plan);
    migrationMarkdown(plan);
    JSON.stringify(planJson(plan));
    const lists = [from.itl, to.itl, from.ctl].flatMap((list) => list ?? []);
    expectSentences(await reviewConsolidation(bundles, lists));
    if (from.itl === null || to.itl === null) return 'planned';
    const input = { held: from.itl, served: to.itl, ctl: from.ctl, now };
    const regeneration = await withOnePerKind(() => judgeRegeneration(input));
    if (regeneration === null) return 'two of a kind';
    expectSentences(regeneration);
    regenerationMarkdown(regeneration, { held: ['ITLFile.tlv'], served: ['ITLFile.tlv'] });
    regenerationJson(regeneration);
    return regeneration.outcome;
  },
};

async function withOnePerKind<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('a phone holds only one')) return null;
    throw error;
  }
}

function migrationFactsOf(choices: Choices): MigrationFacts {
  const said = (): boolean | undefined => choices.pick([undefined, true, false]);
  const version = (): number | undefined => choices.pick([undefined, 7.1, 8, 8.6, 12.5]);
  return {
    oldTvsReachable: said(),
    tvsRestarted: said(),
    phonesTrustOld: said(),
    everyPhoneBlank: said(),
    phonesHoldCtl: said(),
    backupOfOldKey: said(),
    has79x0: said(),
    unsignedDestination: said(),
    oldVersion: version(),
    newVersion: version(),
    centralTftpVersion: version(),
    now,
  };
}

function named(file: string, bytes: Uint8Array): NamedList | null {
  const decoded = decode(bytes);
  return decoded.ok ? { file, list: decoded.list } : null;
}

async function bundleOf(file: string, bytes: Uint8Array): Promise<Bundle> {
  const read = await readCertificates(bytes);
  return { file, certificates: read.ok ? read.certificates : [] };
}

/** Two clusters with small keys, the second of which is the first after its certificates were made again in part. */
async function clusters(): Promise<{
  held: Uint8Array[];
  next: Uint8Array[];
  ctl: Uint8Array;
  configuration: Uint8Array;
  small: Uint8Array[];
  ders: Uint8Array[];
}> {
  const identity = (name: string, key: string, serial: string): Promise<Identity> =>
    certificate({ subject: { CN: name, O: 'Example' }, key: rsaKey(512, key), serial });
  const recovery = await identity('ITLRECOVERY_pub', 'small', '01');
  const callManager = await identity('pub', 'small tvs', '02');
  const renewed = await identity('pub', 'small renewed', '03');
  const tvs = await identity('pub', 'small tvs', '04');
  const itl = (signer: Identity, manager: Identity): Uint8Array =>
    trustList({
      signer,
      records: [
        { function: Role.sast, certificate: signer },
        { function: Role.ccmTftp, certificate: manager, dnsName: 'pub.example.com' },
        { function: Role.tvs, certificate: tvs, as: 'hash' },
      ],
    });
  const ctl = trustList({
    kind: 'CTL',
    signer: recovery,
    records: [
      { function: Role.sast, certificate: recovery },
      { function: Role.ccmTftp, certificate: callManager },
    ],
  });
  const blank = trustList({
    signer: recovery,
    records: [
      { function: Role.sast, certificate: recovery },
      { function: Role.tvs, dnsName: 'pub' },
    ],
  });
  const configuration = trustList({
    version: [1, 0],
    filename: 'SEP0011215A1AE3.cnf.xml.sgn',
    signer: callManager,
    records: [],
    trailing: new TextEncoder().encode('<device/>'),
  });
  return {
    held: [itl(recovery, callManager), itl(callManager, callManager), blank],
    next: [itl(recovery, renewed), itl(renewed, renewed)],
    ctl,
    configuration,
    small: await smallLists(),
    ders: [recovery, callManager, renewed, tvs].map(({ der }) => der),
  };
}
