import type { NamedList, Phone } from '../../../src/core/phone/held';
import type { KnownFacts } from '../../../src/core/phone/known-facts';
import type { Offered } from '../../../src/core/phone/offered';
import type { Identity } from '../../builders';
import { now, signed } from './clusters';

export const nobody: Phone = { ctl: null, itl: null };
export const holding = (lists: Partial<Phone>): Phone => ({ ...nobody, ...lists });

/** What may be known about the TVS of a phone: nothing, that they do not answer, that they answer and vouch. */
export const unknown: KnownFacts = { tvs: 'unknown', now };
export const offline: KnownFacts = { tvs: { reachable: 'none', stores: 'unknown' }, now };
export const vouches: KnownFacts = { tvs: { reachable: 'all', stores: 'holds-signer' }, now };

export const offer = (kind: 'ITL' | 'CTL', named: NamedList): Offered => ({ kind, ...named });

export const configurationName = 'SEP0011215A1AE3.cnf.xml.sgn';
export const unsigned: Offered = { kind: 'configuration', file: 'SEP0011215A1AE3.cnf.xml', signed: null };
export const configuration = (signer: Identity, options: Parameters<typeof signed>[2] = {}): Offered => ({
  kind: 'configuration',
  file: configurationName,
  signed: signed(configurationName, signer, options),
});
