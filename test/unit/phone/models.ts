import fc from 'fast-check';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import type { NamedList } from '../../../src/core/phone/held';
import type { Offered } from '../../../src/core/phone/offered';
import { Role as Code, type Identity } from '../../builders';
import { certificates, identity, list, now, signed, token } from './clusters';
import type { ModelCertificate, ModelConfiguration, ModelList, ModelRecord, ModelTvs, Role } from './oracle';
import { configurationName } from './phones';

/** Random phones, lists and files: as models for an oracle, and as what the product reads. */

/** Certificates that lists are made of: servers, a recovery key, a token, and one that has another's serial number. */
const pub = await identity('pub', 'call manager');
const identities: Readonly<Record<string, Identity>> = {
  pub,
  impostor: await identity('pub', 'impostor', { serial: Buffer.from(pub.serial).toString('hex') }),
  sub: await identity('sub', 'call manager'),
  recovery: await identity('ITLRECOVERY_pub', 'recovery'),
  token: await token('ADN000000a'),
};
export const people: readonly ModelCertificate[] = Object.keys(identities).map((id) => {
  return { id, name: id === 'impostor' ? 'pub' : id, isToken: id === 'token' };
});
const identityOf = ({ id }: ModelCertificate): Identity => identities[id] ?? pub;

export const person = fc.constantFrom(...people);
const role = fc.constantFrom<Role>('sast', 'ccm', 'ccmTftp', 'tftp', 'capf', 'tvs');
const record: fc.Arbitrary<ModelRecord> = fc.record({ role, certificate: fc.option(person, { freq: 6 }) });
/** Mostly made by the signer that the header names. */
const signature = fc
  .record({ signer: person, other: person, isForged: fc.nat({ max: 5 }) })
  .map(({ signer, other, isForged }) => ({ signer, signedBy: isForged === 0 ? other : signer }));
export const listOf = (kind: 'ITL' | 'CTL'): fc.Arbitrary<ModelList> =>
  fc
    .record({ signature, others: fc.array(record, { maxLength: 4 }), isSelfContained: fc.boolean() })
    .map(({ signature: made, others, isSelfContained }) => ({
      kind,
      ...made,
      records: withoutNamesakes(
        withTwoSast(isSelfContained ? [{ role: 'sast', certificate: made.signer }, ...others] : others),
      ),
    }));
/** What a phone makes of two keys under one serial number in one list is not known either. */
const withoutNamesakes = (records: readonly ModelRecord[]): ModelRecord[] =>
  records.filter(
    ({ certificate }, at) =>
      certificate === null ||
      records
        .slice(0, at)
        .every((other) => other.certificate?.name !== certificate.name || other.certificate === certificate),
  );
/** What a phone makes of a third SAST is not known, and is not what is held against the oracle. */
const withTwoSast = (records: readonly ModelRecord[]): ModelRecord[] =>
  records.filter(({ role: own }, at) => own !== 'sast' || records.slice(0, at).filter(isSast).length < 2);
const isSast = ({ role: own }: ModelRecord): boolean => own === 'sast';
export const phone = fc.record({
  ctl: fc.option(listOf('CTL'), { freq: 2 }),
  itl: fc.option(listOf('ITL'), { freq: 4 }),
});
export const configuration: fc.Arbitrary<ModelConfiguration> = fc.record({
  kind: fc.constant('configuration' as const),
  signature: fc.option(signature, { freq: 4 }),
});
export const offer = fc.oneof(listOf('ITL'), listOf('CTL'), configuration);
export const tvs: fc.Arbitrary<ModelTvs> = fc.record({
  reachable: fc.constantFrom('unknown', 'all', 'none'),
  stores: fc.oneof(fc.constant('unknown' as const), fc.uniqueArray(person, { maxLength: 3 })),
});

export function built(model: ModelList, file: string): NamedList {
  const { kind, signer, signedBy, records } = model;
  return list(file, {
    kind,
    signer: identityOf(signer),
    signedBy: identityOf(signedBy),
    records: records.map(({ role: name, certificate }) =>
      certificate === null
        ? { function: Code[name], dnsName: 'pub' }
        : { function: Code[name], certificate: identityOf(certificate) },
    ),
  });
}

export function offeredOf(model: ModelList | ModelConfiguration): Offered {
  if (model.kind !== 'configuration') return { kind: model.kind, ...built(model, `offered ${model.kind}File.tlv`) };
  if (model.signature === null) return { kind: 'configuration', file: 'SEP0011215A1AE3.cnf.xml', signed: null };
  const [signer, signedBy] = [identityOf(model.signature.signer), identityOf(model.signature.signedBy)];
  return { kind: 'configuration', file: configurationName, signed: signed(configurationName, signer, { signedBy }) };
}

export async function knownOf({ reachable, stores }: ModelTvs): Promise<KnownFacts> {
  return {
    tvs: { reachable, stores: stores === 'unknown' ? stores : await certificates(...stores.map(identityOf)) },
    now,
  };
}
