import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ClusterClient, TvsVisit } from '../../../src/core/cluster/client';
import { failure } from '../../../src/core/cluster/failures';
import type { Access } from '../../../src/extension/cluster/access';
import { askTvsCommand } from '../../../src/extension/cluster/ask-tvs';
import { SignedDocuments } from '../../../src/extension/host/signed-documents';
import { cucm8Publisher, type Identity } from '../../builders';
import { answer, type Answers, type Step } from '../answers';
import { certificatePem, TestContext, write } from '../command-context';
import { accessTo, never, shownText, RegisteredFiles } from './access';

const scheme = 'test-asked';

describe('Ask TVS', () => {
  let context: TestContext;
  let fetched: RegisteredFiles;
  let signed: SignedDocuments;
  let identities: Awaited<ReturnType<typeof cucm8Publisher>>['identities'];
  /** What was sent: the kind of each question, and the server. */
  let sent: string[];

  /** A TVS that presents a certificate and answers with a status. */
  const tvs = ({ der }: Identity, status = 0) => {
    const visitTvs: ClusterClient['visitTvs'] = async (
      { host, port },
      { isTrusted, asksAnyway, questions }: TvsVisit,
    ) => {
      const trusted = await isTrusted(der);
      const isAsked = trusted || asksAnyway;
      const answers = questions.map(({ kind, session }) => {
        if (!isAsked) return null;
        sent.push(`${kind} ${host}:${port}`);
        const yes = status === 0;
        const reply = {
          session,
          status,
          roles: yes ? [0, 2] : null,
          ttlSeconds: yes ? 86_400 : null,
          certificate: null,
        };
        return { isAuthenticated: trusted, reply, failure: null };
      });
      return {
        isReached: true,
        presented: { tls: 'TLS 1.2', isOld: true, certificate: der },
        isTrusted: trusted,
        answers,
      };
    };
    return accessTo({ visitTvs });
  };
  const run = (access: Access, ...steps: readonly Step[]): Promise<Answers> =>
    context.run(askTvsCommand(access, fetched, signed), context.document.uri, ...steps);
  const fromRecord = answer.choice('CUCM8-Publisher.bbbburns.lab');

  beforeEach(async () => {
    const list = await cucm8Publisher();
    ({ identities } = list);
    context = await TestContext.open(list.bytes);
    signed = new SignedDocuments(context.documents);
    fetched = new RegisteredFiles(scheme);
    sent = [];
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fetched.dispose();
    signed.dispose();
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  it('asks the server of a record about the signer of the ITL, and reports roles and time', async () => {
    const { asked } = await run(tvs(identities.tvs), fromRecord, answer.choices());
    match(asked[0] ?? '', /record 3 of ITLFile\.tlv/);
    deepEqual(sent, ['verify cucm8-publisher.bbbburns.lab:2445'.replace('cucm8-publisher', 'CUCM8-Publisher')]);
    const report = shownText(scheme);
    match(report, /presents the certificate of record 3 of ITLFile\.tlv \(TLS 1\.2, an old server\)/);
    match(report, /ITLFile\.tlv: vouches, for System Administrator Security Token, CCM\+TFTP, for 86400 s$/m);
  });

  it('asks a server that a person types about records and certificates: it does not vouch', async () => {
    const pem = await write(context.folder, 'new.pem', certificatePem(identities.authority));
    await run(
      tvs(identities.tvs, 1),
      answer.choice('Another Server'),
      answer.text('[2001:db8::7]:2446'),
      answer.choices('Record 1', 'Certificate, List or Signed File'),
      answer.file(pem),
    );
    deepEqual(sent, ['query 2001:db8::7:2446', 'verify 2001:db8::7:2446']);
    match(shownText(scheme), /record 1: does not vouch \(status 1\)\n.*new\.pem: does not vouch \(status 1\)$/m);
  });

  it('sends nothing to a server with another certificate, unless a person says so', async () => {
    const other = tvs(identities.capf);
    const { asked } = await run(other, fromRecord, answer.choices(), answer.givesUp('confirm'));
    deepEqual(sent, []);
    match(asked.at(-1) ?? '', /presents a certificate that is in no TVS record of ITLFile\.tlv[^]*Nothing was sent/);
    match(
      shownText(scheme),
      /did not answer: Not asked, because .* does not present a TVS certificate of ITLFile\.tlv/,
    );
    ok(!shownText(scheme).includes('--'), 'the words are those of the window');

    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run(other, fromRecord, answer.choices(), answer.confirm('Ask Anyway'));
    equal(sent.length, 1);
    match(shownText(scheme), /presents a certificate that is in no TVS record[^]*vouches, .* \(not authenticated\)$/m);
  });

  it('says how a server was not reached, which is neither yes nor no', async () => {
    const why = failure('no-answer', { address: 'cucm-pub:2445', seconds: 5 });
    const access = accessTo({ visitTvs: () => Promise.resolve({ isReached: false, failure: why }) });
    await run(access, answer.choice('Another Server'), answer.text('cucm-pub'), answer.choices());
    match(
      shownText(scheme),
      /cucm-pub:2445: not reached\n {2}No answer from cucm-pub:2445 within 5 s \(firewall\?\)\./,
    );
    match(shownText(scheme), /did not answer: Not asked, because cucm-pub:2445 was not reached\./);
  });

  it('that is cancelled ends at once, without a report', async () => {
    const access = accessTo({
      visitTvs: (_, { signal }) =>
        never(signal, () => {
          access.cancel();
        }),
    });
    await rejects(run(access, fromRecord, answer.choices()), vscode.CancellationError);
    equal(shownText(scheme), '');
  });

  it('contacts nobody in an untrusted workspace or in a browser, and says so before it asks anything', async () => {
    const access = tvs(identities.tvs);
    await rejects(run({ ...access, isTrusted: () => false }), /not trusted, so no server is contacted/);
    await rejects(run({ ...access, cluster: null }), /in a browser cannot reach the servers/);
    deepEqual(sent, []);
  });
});
