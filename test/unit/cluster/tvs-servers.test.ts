import { describe, expect, test } from 'vitest';
import { tvsServers } from '../../../src/core/cluster/tvs/servers';
import { Role, type RecordOptions } from '../../builders';
import { identity, list } from '../phone/clusters';

const server = await identity('cucm-pub', 'tvs');

const serversOf = (...records: readonly RecordOptions[]) =>
  tvsServers(
    list('ITLFile.tlv', { signer: server, records: [{ function: Role.sast, certificate: server }, ...records] }),
  );
const tvs: RecordOptions = { function: Role.tvs, certificate: server };

describe('the servers that an ITL names for its TVS', () => {
  test('are DNS names and addresses of TVS records, each once', async () => {
    expect(
      await serversOf(
        { ...tvs, dnsName: 'cucm-pub', ipAddress: '10.1.1.1' },
        { ...tvs, dnsName: 'cucm-pub', ipAddress: '20010db8000000000000000000000001' },
        { ...tvs, ipAddress: '0.0.0.0' },
        { function: Role.ccmTftp, certificate: server, dnsName: 'tftp' },
      ),
    ).toEqual([
      { host: 'cucm-pub', record: 2 },
      { host: '10.1.1.1', record: 2 },
      { host: '2001:db8:0:0:0:0:0:1', record: 3 },
    ]);
  });

  test.each(['cucm-pub:22', 'http://cucm-pub', 'cucm pub', '[::1]', '../x', ''])(
    'leave out a text that is not a host, %j, and take the name in the certificate instead',
    async (dnsName) => {
      expect(await serversOf({ ...tvs, dnsName })).toEqual([{ host: 'cucm-pub', record: 2 }]);
    },
  );
});
