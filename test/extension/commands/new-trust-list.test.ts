import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { decode } from '../../../src/core/format/decode';
import { inspect } from '../../../src/core/trust/inspect';
import { newTrustList } from '../../../src/extension/editor/commands/new-trust-list';
import { cucm8Publisher } from '../../builders';
import { answer } from '../answers';
import { certificatePem, keyPem, TestContext, write } from '../command-context';

describe('New Trust List', () => {
  let context: TestContext;
  beforeEach(async () => {
    context = await TestContext.empty();
  });
  afterEach(() => {
    context.dispose();
  });

  it('makes a signed list of a signer and the records that follow it', async () => {
    const { callManager, tvs } = (await cucm8Publisher()).identities;
    const key = await write(context.folder, 'key.pem', keyPem(callManager) + certificatePem(callManager));
    const server = await write(context.folder, 'server.pem', certificatePem(callManager));
    const vouching = await write(context.folder, 'tvs.pem', certificatePem(tvs));
    const record = [answer.choice(), answer.text('pub.example.com'), answer.text('')];
    await context.run(
      newTrustList,
      undefined,
      answer.choice('ITL'),
      answer.choice('Add Records from'),
      answer.file(server),
      answer.choice('CCM+TFTP'),
      ...record,
      answer.choice('Add Records from'),
      answer.file(vouching),
      answer.choice('TVS'),
      ...record,
      answer.choice('Continue to Signing Key'),
      answer.file(key),
      answer.choice(),
      answer.choice('SHA-1'),
    );

    const [opened] = context.documents.opened;
    ok(opened);
    deepEqual([opened.fileName, opened.label], ['ITLFile.tlv', 'New ITL']);
    const decoded = decode(opened.bytes);
    ok(decoded.ok);
    const report = await inspect(decoded.list, opened.bytes);
    equal(report.signature.status, 'valid');
    deepEqual([report.version, report.filename, report.digest], ['1.2', 'ITLFile.tlv', 'SHA-1']);
    deepEqual(
      report.records.map((made) => [made.functionCode, made.certificate, made.dnsName]),
      [
        [0, 'embedded', ''],
        [2, 'embedded', 'pub.example.com'],
        [21, 'hash', 'pub.example.com'],
      ],
    );
  });

  it('opens nothing where the key is given up', async () => {
    const steps = [answer.choice('CTL'), answer.choice('Continue to Signing Key'), answer.givesUp('file')];
    match((await context.refusal(newTrustList, undefined, ...steps)).message, /Canceled/);
    deepEqual(context.documents.opened, []);
  });
});
