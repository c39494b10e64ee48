import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { askByDigest, askHeld, askList } from '../../../src/extension/phone/ask';
import { consolidateBundles } from '../../../src/extension/phone/bundles';
import { DecisionSubject } from '../../../src/extension/phone/decision';
import { LogHovers, LogSubject } from '../../../src/extension/phone/log';
import { MigrationSubject } from '../../../src/extension/phone/migration';
import { RegenerationSubject } from '../../../src/extension/phone/regeneration';
import { listsNear, nameOf, readKnown } from '../../../src/extension/known-lists';
import { signedFileCommands } from '../../../src/extension/commands/signed-files';
import { EditorDocument } from '../../../src/extension/editor/document';
import { signedView } from '../../../src/extension/editor/signed-view';
import { loadPhoning } from '../../../src/extension/phoning';
import { SignedDocuments } from '../../../src/extension/signed-documents';
import { ctlWithTokens, cucm12Cluster, cucm8Publisher, trustList } from '../../builders';
import { answer, Answers, type Step } from '../answers';
import { certificatePem, keyPem, readText, TestDesk, write } from '../desk';

describe('The phone room', () => {
  let desk: TestDesk;
  let signed: SignedDocuments;
  let old: vscode.Uri;
  let next: vscode.Uri;
  const asked = (...steps: readonly Step[]) => ({ documents: desk.documents, questions: new Answers(...steps) });

  beforeEach(async () => {
    desk = await TestDesk.empty();
    signed = new SignedDocuments(desk.documents);
    old = await write(desk.folder, 'ITLFile.tlv', (await cucm8Publisher()).bytes);
    next = await write(desk.folder, 'new-ITLFile.tlv', (await cucm12Cluster()).bytes);
  });
  afterEach(async () => {
    signed.dispose();
    desk.dispose();
    await vscode.workspace.fs.delete(desk.folder, { recursive: true });
  });

  it('shows the verdict for each answer of TVS, with files that can be shown', async () => {
    const subject = new DecisionSubject(asked(), signed, next, { itl: old, ctl: null });
    const { decisions, itl, ctl, offered } = await subject.read();
    deepEqual(
      [decisions.unknown.verdict, decisions.vouches.verdict, decisions.unreachable.verdict],
      ['depends', 'accepted', 'refused'],
    );
    deepEqual([itl, ctl, offered], [nameOf(old), null, nameOf(next)]);
    const files = decisions.unknown.steps.map(({ file }) => file).filter((file) => file !== null);
    ok(files.length > 0);
    for (const file of files) ok(subject.fileOf(file), file);
  });

  it('settles what hangs on the trust stores by the certificates that a person chooses for them', async () => {
    const { identities } = await cucm12Cluster();
    const bundle = await write(desk.folder, 'stores.pem', certificatePem(identities.publisher, identities.recovery));
    const choosing = asked(answer.choices(nameOf(bundle)));
    const subject = new DecisionSubject(choosing, signed, next, { itl: old, ctl: null });
    equal((await subject.read()).stores, null);
    const { length } = (await subject.read()).decisions.unknown.dependsOn;

    await subject.chooseStores();
    const { stores, decisions } = await subject.read();
    deepEqual(stores, { files: ['stores.pem'], certificates: 2 });
    equal(decisions.unknown.verdict, 'depends');
    equal(decisions.unknown.dependsOn.length, length - 1);
    equal(decisions.vouches.verdict, 'accepted');

    subject.forgetStores();
    equal((await subject.read()).stores, null);
    choosing.questions.done();
  });

  it('refuses through a TVS whose stores lack the signer', async () => {
    const { identities } = await cucm8Publisher();
    const bundle = await write(desk.folder, 'stores.pem', certificatePem(identities.callManager));
    const choosing = asked(answer.choices('Choose a File'), answer.file(bundle));
    const subject = new DecisionSubject(choosing, signed, next, { itl: old, ctl: null });
    await subject.chooseStores();
    const { decisions, erase } = await subject.read();
    equal(decisions.vouches.verdict, 'refused');
    match(erase.vouches?.sentence ?? '', /^Do not erase the ITL\. The TVS presents the certificate/);
  });

  it('says after a refusal whether to erase the ITL, by the files and by what a person knows', async () => {
    const subject = new DecisionSubject(asked(), signed, next, { itl: old, ctl: null });
    const advice = async () => (await subject.read()).erase.unreachable?.advice;
    deepEqual([(await subject.read()).erase.vouches, await advice()], [null, 'not-known']);
    subject.takeEraseAnswer('tvs-differs', true);
    subject.takeEraseAnswer('no-backup', true);
    equal(await advice(), 'erase');
    subject.takeEraseAnswer('no-backup', null);
    equal(await advice(), 'not-known');
  });

  it('refuses a list of the other kind, by its file and by its digest', async () => {
    const bytes = (await ctlWithTokens()).bytes;
    const ctl = await write(desk.folder, 'CTLFile.tlv', bytes);
    const md5 = createHash('md5').update(bytes).digest('hex');
    const byFile = [answer.choice('Choose a File'), answer.file(ctl)];
    const byDigest = [answer.choice('Find It'), answer.text(md5)];
    for (const steps of [byFile, byDigest]) {
      await rejects(askHeld(asked(...steps), 'T'), /CTLFile\.tlv is a CTL, and what is asked for here is an ITL\.$/);
    }
    const held = await askHeld(asked(answer.choice('No ITL'), ...byFile), 'T');
    equal(held.ctl?.toString(), ctl.toString());
  });

  it('judges a signed file as it is edited, and rejects what a phone is never given', async () => {
    const { identities } = await cucm8Publisher();
    const options = { version: [1, 0] as [number, number], filename: 'SEP.cnf.xml.sgn', records: [] };
    const bytes = trustList({ ...options, signer: identities.callManager, trailing: Buffer.from('<device/>') });
    const file = await write(desk.folder, 'SEP.cnf.xml.sgn', bytes);
    const subject = new DecisionSubject(asked(), signed, file, { itl: old, ctl: null });
    equal((await subject.read()).decisions.unreachable.verdict, 'accepted');

    const document = await EditorDocument.open(file, { watchers: signed.watchers });
    signed.add(document);
    document.apply('Damage', bytes.with(-1, 0x21));
    equal((await subject.read()).decisions.unreachable.verdict, 'refused');
    signed.remove(document);
    document.dispose();

    const prose = await write(desk.folder, 'prose.txt', 'Dear colleague');
    await rejects(new DecisionSubject(asked(), signed, prose, { itl: old, ctl: null }).read(), /Neither a trust list/);
  });

  it('asks what the phone holds: lists of the workspace, none, a file, or the digest that it shows', async () => {
    const sha1 = createHash('sha1')
      .update(await vscode.workspace.fs.readFile(old))
      .digest('hex');
    const name = nameOf(next);
    deepEqual(await askHeld(asked(answer.choice(name), answer.choice('No CTL')), 'T'), { itl: next, ctl: null });
    const lists = await listsNear(desk.documents, old);
    const found = await askByDigest(asked(answer.text(`SHA1: ${sha1.toUpperCase()}`)), lists, 'T');
    equal(found.uri.toString(), old.toString());
    const file = asked(answer.choice('Choose a File'), answer.file(old));
    equal((await askList(file, 'ITL', 'T', 'Which?')).uri.toString(), old.toString());
    await rejects(askByDigest(asked(answer.text('00'.repeat(16))), lists, 'T'), /None of the \d+ lists .* MD5 0{32}/);
  });

  it('plans a migration, takes what a person knows, and saves Markdown', async () => {
    const target = vscode.Uri.joinPath(desk.folder, 'plan.md');
    const planning = asked(answer.fileToWrite(target));
    const subject = new MigrationSubject(
      planning,
      { itl: old, ctl: null, bundles: [] },
      { itl: next, ctl: null, bundles: [] },
    );
    const verdictOf = async (id: string) =>
      (await subject.read()).plan.methods.find((method) => method.id === id)?.verdict;
    equal(await verdictOf('restore'), 'works-if');
    subject.takeFact('backupOfOldKey', false);
    equal(await verdictOf('restore'), 'does-not');
    subject.takeFact('backupOfOldKey', null);
    equal(await verdictOf('restore'), 'works-if');
    await subject.save();
    match(await readText(target), /^# Moving phones to another cluster\n/);
    match(planning.questions.told.join(), /written to plan\.md/);
  });

  it('consolidates bundles of equal names, and says that they would have overwritten each other', async () => {
    const [a, b] = [(await cucm8Publisher()).identities, (await cucm12Cluster()).identities];
    const one = await write(desk.folder, 'a/pub_tftp.pem', certificatePem(a.callManager, a.tvs));
    const two = await write(desk.folder, 'b/pub_tftp.pem', certificatePem(b.publisher, b.recovery, a.tvs));
    const target = vscode.Uri.joinPath(desk.folder, 'all.pem');
    const consolidating = asked(answer.choices(nameOf(one), nameOf(two)), answer.fileToWrite(target));
    await consolidateBundles.run(consolidating, undefined);
    const text = await readText(target);
    equal(text.match(/BEGIN CERTIFICATE/g)?.length, 4);
    for (const { der } of [a.callManager, a.tvs, b.publisher, b.recovery]) {
      ok(text.replaceAll('\n', '').includes(Buffer.from(der).toString('base64')));
    }
    match(consolidating.questions.told.join(), /4 certificates of 2 bundles\. 2 bundles are called pub_tftp\.pem/);
  });

  it('checks a regeneration between two lists of one cluster', async () => {
    const { regeneration } = await new RegenerationSubject(desk.documents, old, next).read();
    equal(regeneration.outcome, 'locked-out');
    equal((await new RegenerationSubject(desk.documents, old, old).read()).regeneration.outcome, 'fine');
  });

  it('reads a log, and finds the lists that it speaks of by name and by length', async () => {
    const text = [
      'TFTP: [27]:Requesting ITLSEP0011215A1AE3.tlv from 192.0.2.1',
      'TFTP: [27]:Finished --> rcvd 5438 bytes',
      'nothing of interest',
      'SECD: EROR:verifyFile: sgn verify file failed <SEP0011215A1AE3.cnf.xml.sgn>, errclass 8, errcode 19 (signer not in CTL)',
    ].join('\n');
    const log = await write(desk.folder, 'console.log', text);
    const subject = new LogSubject(desk.documents, log);
    const { events, failure } = await subject.read();
    deepEqual(
      events.map(({ line }) => line),
      [1, 2, 4],
    );
    equal(failure?.line, 4);
    ok(events[1]?.lists.includes(nameOf(old)));
    ok(subject.fileOf(nameOf(old)));
    const document = await vscode.workspace.openTextDocument(log);
    const hover = await new LogHovers().provideHover(document, new vscode.Position(3, 0));
    match((hover?.contents[0] as vscode.MarkdownString).value.replaceAll('&nbsp;', ' '), /neither list/);
    equal(await new LogHovers().provideHover(document, new vscode.Position(2, 0)), null);

    const later = await write(desk.folder, 'ITLSEP0011215A1AE3.tlv', (await cucm12Cluster()).bytes);
    equal((await subject.read()).events[0]?.lists.includes(nameOf(later)), false);
    subject.refresh();
    ok((await subject.read()).events[0]?.lists.includes(nameOf(later)));
  });

  it('knows the lists near a file, and passes over what is none', async () => {
    await write(desk.folder, 'broken.tlv', 'no list');
    const near = await listsNear(desk.documents, vscode.Uri.joinPath(desk.folder, 'SEP.cnf.xml.sgn'));
    deepEqual(
      near.map(({ uri }) => uri.toString()),
      [old.toString(), next.toString()],
    );
    equal(await readKnown(desk.documents, vscode.Uri.joinPath(desk.folder, 'gone.tlv')), null);
  });

  describe('with a signed file open', () => {
    let document: EditorDocument;
    const [strip, sign] = ['trustList.stripSignature', 'trustList.signFile'].map((id) => (steps: readonly Step[]) => {
      const command = signedFileCommands(signed).find((known) => known.id === id);
      ok(command);
      return command.run(asked(...steps), document.uri);
    });
    const view = async () => signedView(await loadPhoning(), document.state.bytes, 'SEP.cnf.xml.sgn');

    beforeEach(async () => {
      const { identities } = await cucm8Publisher();
      const bytes = trustList({
        version: [1, 0],
        filename: 'SEP.cnf.xml.sgn',
        signer: identities.callManager,
        records: [],
        trailing: Buffer.from('<device/>\n'),
      });
      await write(desk.folder, 'key.pem', keyPem(identities.callManager) + certificatePem(identities.callManager));
      const uri = await write(desk.folder, 'SEP.cnf.xml.sgn', bytes);
      document = await EditorDocument.open(uri, { watchers: signed.watchers });
      signed.add(document);
    });
    afterEach(() => {
      signed.remove(document);
      document.dispose();
    });

    it('strips its signature and signs it again', async () => {
      ok(strip && sign);
      await strip([]);
      const stripped = await view();
      equal(stripped.header, null);
      equal(stripped.content.text, '<device/>\n');
      await rejects(strip([]), /is not signed/);

      await sign([answer.file(vscode.Uri.joinPath(desk.folder, 'key.pem')), answer.choice('SHA-512')]);
      const { header, content } = await view();
      equal(header?.kind, 'configuration');
      equal(header.digest, 'SHA-512');
      equal(header.filename, 'SEP.cnf.xml.sgn');
      equal(content.text, '<device/>\n');
      const subject = new DecisionSubject(asked(), signed, document.uri, { itl: old, ctl: null });
      equal((await subject.read()).decisions.unreachable.verdict, 'accepted');
    });
  });
});
