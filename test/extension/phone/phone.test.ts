import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { askByDigest, askHeld, askList } from '../../../src/extension/phone/ask';
import { BundlesModel } from '../../../src/extension/phone/consolidation';
import { DecisionModel } from '../../../src/extension/phone/decision';
import { LogHovers, LogModel } from '../../../src/extension/phone/log';
import { askClusters, MigrationModel } from '../../../src/extension/phone/migration';
import type { PageModel } from '../../../src/extension/phone/page-model';
import { phoneCommands } from '../../../src/extension/phone/commands';
import { RegenerationModel } from '../../../src/extension/phone/regeneration';
import { compareRoleTable } from '../../../src/extension/phone/role-table';
import { restoredModel } from '../../../src/extension/phone/restored';
import { listsNear, nameOf, readKnown } from '../../../src/extension/host/known-lists';
import { signedFileCommands } from '../../../src/extension/signed/commands';
import { EditorDocument } from '../../../src/extension/host/editor-document';
import { signedView } from '../../../src/extension/signed/view';
import { loadPhoning } from '../../../src/extension/host/engine';
import { SignedDocuments } from '../../../src/extension/host/signed-documents';
import {
  certificate,
  concat,
  ctlWithTokens,
  cucm12Cluster,
  cucm8Publisher,
  type Identity,
  Role,
  rsaKey,
  trustList,
} from '../../builders';
import { answer, Answers, type Step } from '../answers';
import { certificatePem, keyPem, readText, storage, TestContext, write } from '../command-context';
import { isInBrowser } from '../platform';

describe('The phone feature', () => {
  let context: TestContext;
  let signed: SignedDocuments;
  let old: vscode.Uri;
  let next: vscode.Uri;
  const asked = (...steps: readonly Step[]) => ({ documents: context.documents, questions: new Answers(...steps) });

  const opened = async (id: string, on: ReturnType<typeof asked>): Promise<PageModel> => {
    let model: PageModel | undefined;
    const commands = phoneCommands(signed, (made) => {
      model = made;
    });
    await commands.find((command) => command.id === id)?.run(on, undefined);
    ok(model, id);
    return model;
  };

  beforeEach(async () => {
    context = await TestContext.empty();
    signed = new SignedDocuments(context.documents);
    old = await write(context.folder, 'ITLFile.tlv', (await cucm8Publisher()).bytes);
    next = await write(context.folder, 'new-ITLFile.tlv', (await cucm12Cluster()).bytes);
  });
  afterEach(async () => {
    signed.dispose();
    context.dispose();
    await vscode.workspace.fs.delete(context.folder, { recursive: true });
  });

  it('shows the verdict for each answer of TVS, with files that can be shown', async () => {
    const model = new DecisionModel(asked(), signed, next, { itl: old, ctl: null });
    const { decisions, itl, ctl, offered } = await model.read();
    deepEqual(
      [decisions.unknown.verdict, decisions.vouches.verdict, decisions.unreachable.verdict],
      ['depends', 'accepted', 'refused'],
    );
    deepEqual([itl, ctl, offered], ['ITLFile.tlv', null, 'new-ITLFile.tlv']);
    const files = decisions.unknown.steps.map(({ file }) => file).filter((file) => file !== null);
    ok(files.length > 0);
    for (const file of files) ok(model.fileOf(file), file);
  });

  it('calls two files with the same base name by their paths, and each leads to its own file', async () => {
    const renewed = await write(context.folder, 'renewed/ITLFile.tlv', (await cucm12Cluster()).bytes);
    const secure = await write(context.folder, 'CTLFile.tlv', (await ctlWithTokens()).bytes);
    const model = new RegenerationModel(asked(), { held: old, ctl: secure, served: renewed, servedCtl: null });
    const { held, ctl, served } = await model.read();
    deepEqual([held, ctl, served], [nameOf(old), 'CTLFile.tlv', nameOf(renewed)]);
    deepEqual(
      [held, 'CTLFile.tlv', served].map((name) => model.fileOf(name)?.toString()),
      [old, secure, renewed].map(String),
    );
  });

  it('settles what depends on the trust stores by the certificates that a person chooses for them', async () => {
    const { identities } = await cucm12Cluster();
    const bundle = await write(context.folder, 'stores.pem', certificatePem(identities.publisher, identities.recovery));
    const choosing = asked(answer.choices(nameOf(bundle)));
    const model = new DecisionModel(choosing, signed, next, { itl: old, ctl: null });
    equal((await model.read()).stores, null);
    const { length } = (await model.read()).decisions.unknown.dependsOn;

    await model.chooseStores();
    const { stores, decisions } = await model.read();
    deepEqual(stores, { files: ['stores.pem'], certificates: 2 });
    equal(decisions.unknown.verdict, 'depends');
    equal(decisions.unknown.dependsOn.length, length - 1);
    equal(decisions.vouches.verdict, 'accepted');

    model.forgetStores();
    equal((await model.read()).stores, null);
    choosing.questions.done();
  });

  it('refuses through a TVS whose stores lack the signer', async () => {
    const { identities } = await cucm8Publisher();
    const bundle = await write(context.folder, 'stores.pem', certificatePem(identities.callManager));
    const choosing = asked(answer.choices('Choose a File'), answer.file(bundle));
    const model = new DecisionModel(choosing, signed, next, { itl: old, ctl: null });
    await model.chooseStores();
    const { decisions, erase } = await model.read();
    equal(decisions.vouches.verdict, 'refused');
    match(erase.vouches?.sentence ?? '', /^Do not erase the ITL\. The TVS presents the certificate/);
  });

  it('says after a refusal whether to erase the ITL, by the files and by what a person knows', async () => {
    const model = new DecisionModel(asked(), signed, next, { itl: old, ctl: null });
    const advice = async () => (await model.read()).erase.unreachable?.advice;
    deepEqual([(await model.read()).erase.vouches, await advice()], [null, 'not-known']);
    model.takeEraseAnswer('tvs-differs', true);
    model.takeEraseAnswer('no-backup', true);
    equal(await advice(), 'erase');
    model.takeEraseAnswer('no-backup', null);
    equal(await advice(), 'not-known');
  });

  it('refuses a list of the other kind, by its file and by its digest', async () => {
    // A byte behind the records, so that no other list in the workspace has this digest.
    const bytes = concat((await ctlWithTokens()).bytes, Uint8Array.of(0xff));
    const ctl = await write(context.folder, 'CTLFile.tlv', bytes);
    const md5 = createHash('md5').update(bytes).digest('hex');
    const byFile = [answer.choice('Choose a File'), answer.file(ctl)];
    const byDigest = [answer.choice('Find It'), answer.text(md5)];
    for (const steps of [byFile, byDigest]) {
      await rejects(askHeld(asked(...steps), 'T'), /CTLFile\.tlv is a CTL\. Choose an ITL\.$/);
    }
    const held = await askHeld(asked(answer.choice('No ITL'), ...byFile), 'T');
    equal(held.ctl?.toString(), ctl.toString());
  });

  it('judges a signed file as it is edited, and rejects what a phone is never given', async () => {
    const { identities } = await cucm8Publisher();
    const options = { version: [1, 0] as [number, number], filename: 'SEP.cnf.xml.sgn', records: [] };
    const bytes = trustList({ ...options, signer: identities.callManager, trailing: Buffer.from('<device/>') });
    const file = await write(context.folder, 'SEP.cnf.xml.sgn', bytes);
    const model = new DecisionModel(asked(), signed, file, { itl: old, ctl: null });
    equal((await model.read()).decisions.unreachable.verdict, 'accepted');

    const document = await EditorDocument.open(file, { ...storage(), watchers: signed.watchers });
    signed.add(document);
    document.apply({ label: 'Damage', bytes: bytes.with(-1, 0x21) });
    equal((await model.read()).decisions.unreachable.verdict, 'refused');
    signed.remove(document);
    document.dispose();

    const prose = await write(context.folder, 'prose.txt', 'Dear colleague');
    await rejects(new DecisionModel(asked(), signed, prose, { itl: old, ctl: null }).read(), /Neither a trust list/);
  });

  it('asks what the phone holds: lists of the workspace, none, a file, or the digest that it shows', async () => {
    const sha1 = createHash('sha1')
      .update(await vscode.workspace.fs.readFile(old))
      .digest('hex');
    const name = nameOf(next);
    deepEqual(await askHeld(asked(answer.choice(name), answer.choice('No CTL')), 'T'), { itl: next, ctl: null });
    const lists = await listsNear(context.documents, old);
    const found = await askByDigest(asked(answer.text(`SHA1: ${sha1.toUpperCase()}`)), lists, 'T');
    equal(found.uri.toString(), old.toString());
    const file = asked(answer.choice('Choose a File'), answer.file(old));
    equal((await askList(file, 'ITL', 'T', 'Which?')).uri.toString(), old.toString());
  });

  it('asks for a file, or another digest, if no list has the digest that the phone shows', async () => {
    const lists = [await readKnown(context.documents, next)].filter((list) => list !== null);
    const md5 = createHash('md5')
      .update(await vscode.workspace.fs.readFile(old))
      .digest('hex');
    const file = [answer.text(md5), answer.choice('Choose a File')];
    equal((await askByDigest(asked(...file, answer.file(old)), lists, 'T')).uri.toString(), old.toString());
    await rejects(
      askByDigest(asked(...file, answer.file(next)), lists, 'T'),
      /has another MD5: the phone does not hold/,
    );
    const other = lists[0]?.md5 ?? '';
    const again = asked(answer.text(md5), answer.choice('Enter Another Digest'), answer.text(other));
    equal((await askByDigest(again, lists, 'T')).uri.toString(), next.toString());
  });

  it('asks which file the phone is offered, and which log is read, if nothing is in front', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const none = [answer.choice('No ITL'), answer.choice('No CTL')];
    const offered = asked(answer.choice('Choose a File'), answer.file(next), ...none);
    ok((await opened('trustList.wouldAPhoneAccept', offered)) instanceof DecisionModel);
    const log = await write(context.folder, 'console.log', 'TFTP: [27]:Requesting ITLFile.tlv from 192.0.2.1');
    const asksLog = asked(answer.choice('Choose a File'), answer.file(log));
    ok((await opened('trustList.readPhoneLog', asksLog)) instanceof LogModel);
  });

  it('plans a migration, takes what a person knows, and saves Markdown', async () => {
    const target = vscode.Uri.joinPath(context.folder, 'plan.md');
    const planning = asked(answer.fileToWrite(target));
    const model = new MigrationModel(
      planning,
      { itl: old, ctl: null, bundles: [] },
      { itl: next, ctl: null, bundles: [] },
    );
    const verdictOf = async (id: string) =>
      (await model.read()).plan.methods.find((method) => method.id === id)?.verdict;
    equal(await verdictOf('restore'), 'works-if');
    model.takeFact('backupOfOldKey', false);
    equal(await verdictOf('restore'), 'does-not');
    model.takeFact('backupOfOldKey', null);
    equal(await verdictOf('restore'), 'works-if');
    await model.save();
    match(await readText(target), /^# Moving phones to another cluster\n/);
    match(planning.questions.told.join(), /written to plan\.md/);
  });

  it('consolidates bundles of equal names, and says that they would have overwritten each other', async () => {
    const [a, b] = [(await cucm8Publisher()).identities, (await cucm12Cluster()).identities];
    const one = await write(context.folder, 'a/pub_tftp.pem', certificatePem(a.callManager, a.tvs));
    const two = await write(context.folder, 'b/pub_tftp.pem', certificatePem(b.publisher, b.recovery, a.tvs));
    const target = vscode.Uri.joinPath(context.folder, 'all.pem');
    const consolidating = asked(answer.choices(nameOf(one), nameOf(two)), answer.fileToWrite(target));
    const model = await opened('trustList.consolidateBundles', consolidating);
    ok(model instanceof BundlesModel);
    await model.save();
    const text = await readText(target);
    equal(text.match(/BEGIN CERTIFICATE/g)?.length, 4);
    for (const { der } of [a.callManager, a.tvs, b.publisher, b.recovery]) {
      ok(text.replaceAll('\n', '').includes(Buffer.from(der).toString('base64')));
    }
    const { files, lists, consolidation } = await model.read();
    match(consolidation.overwriting.map(({ sentence }) => sentence).join(), /2 bundles are called pub_tftp\.pem/);
    match(consolidating.questions.told.join(), /4 certificates of 2 bundles\./);
    deepEqual([files, lists, consolidation.certificates], [[nameOf(one), nameOf(two)], [], 4]);
  });

  it('shows before it consolidates what bundles hold, and what they lack of the signers of both clusters', async () => {
    const [a, b] = [(await cucm8Publisher()).identities, (await cucm12Cluster()).identities];
    const one = await write(context.folder, 'CUCM8_tftp.pem', certificatePem(a.callManager));
    const two = await write(context.folder, 'CUCM12_tftp.pem', certificatePem(b.publisher));
    const choosing = asked(answer.choices(nameOf(one), nameOf(two), nameOf(old), nameOf(next)));
    const model = await opened('trustList.consolidateBundles', choosing);
    ok(model instanceof BundlesModel);
    const { lists, consolidation } = await model.read();
    deepEqual(lists, ['ITLFile.tlv', 'new-ITLFile.tlv']);
    const [ofOld] = consolidation.bundles;
    match(ofOld?.entries[0]?.records.join() ?? '', /record 1 of ITLFile\.tlv \(SAST, CUCM8-Publisher/);
    match(
      consolidation.missing[0]?.sentence ?? '',
      /^No bundle contains the certificate of record 1 of .*ITLRECOVERY_/,
    );
    ok(model.fileOf(consolidation.missing[0]?.file ?? ''));

    // What is shown is what the files hold now.
    await write(context.folder, 'CUCM12_tftp.pem', certificatePem(b.publisher, b.recovery));
    const after = await model.read();
    equal(after.consolidation.missing.length, consolidation.missing.length - 1);
    const none = asked(answer.choices(nameOf(old)));
    await rejects(opened('trustList.consolidateBundles', none), /Choose at least one bundle/);
  });

  it('checks a regeneration between two lists of one cluster', async () => {
    const judge = (held: vscode.Uri, served: vscode.Uri) =>
      new RegenerationModel(asked(), { held, ctl: null, served, servedCtl: null }).read();
    equal((await judge(old, next)).regeneration.outcome, 'locked-out');
    equal((await judge(old, old)).regeneration.outcome, 'fine');
  });

  it('asks for the CTL that phones hold, which is a way out of a lock-out, and saves Markdown', async () => {
    const token = await certificate({
      subject: { CN: 'SAST-ADN000000a        ' },
      key: rsaKey(1024, 'token of a CTL'),
      serial: '41',
      digest: 'SHA-1',
    });
    const records = [{ function: Role.sast, certificate: token }];
    const secure = await write(context.folder, 'CTLFile.tlv', trustList({ kind: 'CTL', signer: token, records }));
    const target = vscode.Uri.joinPath(context.folder, 'check.md');
    const checking = asked(
      answer.choice(nameOf(old)),
      answer.choice(nameOf(secure)),
      answer.choice(nameOf(next)),
      answer.choice('The Same CTL, or Not Known'),
      answer.fileToWrite(target),
    );
    const model = await opened('trustList.checkRegeneration', checking);
    ok(model instanceof RegenerationModel);
    const { ctl, regeneration } = await model.read();
    equal(ctl, 'CTLFile.tlv');
    equal(regeneration.outcome, 'locked-out');
    match(regeneration.remedies[0]?.sentence ?? '', /^Run the CTL client with the hardware token SAST-ADN000000a/);
    ok(model.fileOf('CTLFile.tlv'));
    await model.save();
    match(await readText(target), /^# Changed certificates\n\nThe phones hold: ITLFile\.tlv, CTLFile\.tlv/);
    match(checking.questions.told.join(), /The check was written to check\.md\./);
    await rejects(
      opened('trustList.checkRegeneration', asked(answer.choice('No ITL'), answer.choice('No CTL'))),
      /nothing to check/,
    );
  });

  it('judges the CTL that the cluster serves now, which phones are given first', async () => {
    const { bytes, identities } = await ctlWithTokens();
    const { token1, callManager, capf } = identities;
    const secure = await write(context.folder, 'CTLFile.tlv', bytes);
    const server = (await cucm12Cluster()).identities.publisher;
    const records = [
      { function: Role.sast, certificate: token1 },
      ...[callManager, server].map((certificate) => ({ function: Role.ccmTftp, certificate })),
      { function: Role.capf, certificate: capf },
    ];
    const renewed = await write(context.folder, 'new/CTLFile.tlv', trustList({ kind: 'CTL', signer: token1, records }));
    const choosing = asked(...[old, secure, next, renewed].map((file) => answer.choice(nameOf(file))));
    const model = await opened('trustList.checkRegeneration', choosing);
    ok(model instanceof RegenerationModel);
    const { servedCtl, regeneration } = await model.read();
    equal(servedCtl, nameOf(renewed));
    ok(regeneration.evidence.some(({ args }) => args['ctl'] === nameOf(renewed)));
    ok(model.fileOf(nameOf(renewed)));
  });

  it('carries on from a decision to a regeneration, and from there to a plan, with the same lists', async () => {
    const decision = new DecisionModel(asked(), signed, next, { itl: old, ctl: null });
    equal((await decision.read()).isRegeneration, true);
    const regeneration = new RegenerationModel(asked(), { held: old, ctl: null, served: next, servedCtl: null });
    for (const [id, kept] of [
      ['trustList.checkRegeneration', regeneration.kept],
      ['trustList.planMigration', { kind: 'plan', from: { itl: old.toString() }, to: { itl: next.toString() } }],
    ] as const) {
      let model: PageModel | undefined;
      const commands = phoneCommands(signed, (made) => {
        model = made;
      });
      await commands.find((command) => command.id === id)?.run(asked(), { kept });
      deepEqual(model?.files.map(String), [old, next].map(String), id);
    }
    const same = new DecisionModel(asked(), signed, old, { itl: old, ctl: null });
    equal((await same.read()).isRegeneration, false);
  });

  it('plans a move to a cluster that has no files', async () => {
    const choosing = asked(answer.choices(nameOf(old)), answer.choices('No Files'));
    const { from, to } = await askClusters(choosing);
    const { plan, facts } = await new MigrationModel(asked(), from, to).read();
    equal(plan.destination, 'CUCM Express, or CUCM before 8.0');
    deepEqual(facts, { unsignedDestination: true });
    equal(plan.asItIs.at(-1)?.decision.verdict, 'refused');
    await rejects(
      askClusters(asked(answer.choices(nameOf(old)), answer.choices(nameOf(next), 'No Files'))),
      /Choose the files of the new cluster, or "No Files" alone\./,
    );
  });

  it('compares the table of roles in front with the CallManager.pem that a person chooses', async () => {
    const { callManager, tvs } = (await cucm8Publisher()).identities;
    const serial = Buffer.from(callManager.serial).toString('hex');
    const row = `CN=${callManager.subject.CN ?? ''} ${serial} 10.1.1.1 Authentication and Authorization`;
    const file = await write(context.folder, 'roles.txt', `subjectname serialnumber ipv4address name\n${row}\n`);
    const compare = async (...certificates: Identity[]): Promise<Answers> => {
      await vscode.window.showTextDocument(file);
      const pem = await write(context.folder, 'CallManager.pem', certificatePem(...certificates));
      const { questions, ...rest } = asked(answer.file(pem));
      await compareRoleTable({ ...rest, questions });
      return questions;
    };
    match((await compare(callManager)).told.join(), /^The database has this certificate/);
    match((await compare(tvs)).warned.join(), /CSCtn50405/);
  });

  it('takes versions for a plan, and none that it does not know', async () => {
    const nothing = { itl: null, ctl: null, bundles: [] };
    const model = new MigrationModel(asked(), { ...nothing, itl: old }, nothing);
    const said = async () => {
      const { plan } = await model.read();
      return {
        notes: plan.notes.map(({ sentence }) => sentence).join('\n'),
        central: plan.centralizedTftp?.verdict ?? null,
      };
    };
    match((await said()).notes, /if the new cluster runs 12\.0 or later/);
    model.takeVersion('newVersion', 11.5);
    deepEqual(await said(), { notes: '', central: null });
    model.takeVersion('newVersion', 7);
    model.takeVersion('centralTftpVersion', 12.5);
    equal((await said()).central, 'needs-rollback-parameter');
    model.takeVersion('newVersion', 3.14);
    deepEqual((await model.read()).versions, { newVersion: 7, centralTftpVersion: 12.5 });
  });

  it('reads the bundles of a plan again, and refuses one that has changed since you entered its password', async () => {
    const { identities } = await cucm12Cluster();
    const stores = await write(
      context.folder,
      'stores.pem',
      certificatePem((await cucm8Publisher()).identities.callManager),
    );
    const sample = vscode.Uri.joinPath(context.folder, '..', 'bundles', 'cucm12-pub_tftp.pkcs12');
    const locked = vscode.Uri.joinPath(context.folder, 'locked.pkcs12');
    await vscode.workspace.fs.copy(sample, locked);
    const choosing = asked(
      answer.choices(nameOf(old), nameOf(stores)),
      answer.choices(nameOf(next), nameOf(locked)),
      answer.password('sample'),
    );
    const { from, to } = await askClusters(choosing);
    const model = new MigrationModel(asked(), from, to);
    const facts = async () => {
      const { plan } = await model.read();
      return (plan.methods[0]?.evidence ?? []).map(({ sentence }) => sentence).join('\n');
    };
    match(await facts(), /stores \(stores\.pem\) do not contain the certificate of record 1/);
    await write(context.folder, 'stores.pem', certificatePem(identities.recovery));
    match(await facts(), /stores contain the certificate of record 1 .* it is in stores\.pem/);

    const again = restoredModel(asked(), { kept: JSON.parse(JSON.stringify(model.kept)) as unknown });
    ok(again);
    await rejects(again.read(), /locked\.pkcs12 needs its password: choose the files again/);
    const bytes = await vscode.workspace.fs.readFile(locked);
    await vscode.workspace.fs.writeFile(locked, bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1));
    await rejects(model.read(), /locked\.pkcs12 has changed since you entered its password: choose the files again\./);
  });

  it('names a list of which nothing says whether it is an ITL or a CTL, and drops none in silence', async () => {
    const { callManager } = (await cucm8Publisher()).identities;
    const records = [{ function: Role.sast, certificate: callManager }];
    const bytes = trustList({ filename: 'strange.tlv', signer: callManager, records });
    const strange = await write(context.folder, 'strange.tlv', bytes);
    const choosing = asked(answer.choices(nameOf(old), nameOf(strange)));
    await rejects(
      askClusters(choosing),
      /Neither the FILENAME nor the name of .*strange\.tlv says whether it is an ITL or a CTL/,
    );
  });

  it('is made again after a restart from what its page kept', async () => {
    const stores = await write(
      context.folder,
      'stores.pem',
      certificatePem((await cucm8Publisher()).identities.callManager),
    );
    const bundle = { uri: stores, opened: null };
    const plan = new MigrationModel(
      asked(),
      { itl: old, ctl: null, bundles: [bundle] },
      { itl: next, ctl: null, bundles: [] },
    );
    plan.takeFact('backupOfOldKey', false);
    plan.takeVersion('oldVersion', 8.5);
    const check = new RegenerationModel(asked(), { held: old, ctl: null, served: next, servedCtl: null });
    const bundles = new BundlesModel(asked(), { bundles: [bundle], lists: [old] });
    for (const model of [plan, check, bundles] as const) {
      const again = restoredModel(asked(), { kept: JSON.parse(JSON.stringify(model.kept)) as unknown, view: null });
      ok(again);
      deepEqual(again.kept, model.kept);
      deepEqual(await again.read(), await model.read());
    }
    for (const kept of [
      null,
      'x',
      { kind: 'plan' },
      { kind: 'plan', from: 3, to: { bundles: 'x' } },
      { kind: 'regeneration', held: 'no scheme', served: next.toString() },
      { kind: 'bundles', bundles: [] },
      { kind: 'decision' },
    ]) {
      equal(restoredModel(asked(), { kept }), null, JSON.stringify(kept));
    }
  });

  it('reads a log, and finds the lists that it speaks of by name and by length', async () => {
    const text = [
      'TFTP: [27]:Requesting ITLSEP0011215A1AE3.tlv from 192.0.2.1',
      'TFTP: [27]:Finished --> rcvd 5438 bytes',
      'nothing of interest',
      'SECD: EROR:verifyFile: sgn verify file failed <SEP0011215A1AE3.cnf.xml.sgn>, errclass 8, errcode 19 (signer not in CTL)',
    ].join('\n');
    const log = await write(context.folder, 'console.log', text);
    const model = new LogModel(asked(), log);
    const { events, failure } = await model.read();
    deepEqual(
      events.map(({ line }) => line),
      [1, 2, 4],
    );
    equal(failure?.line, 4);
    ok(events[1]?.lists.includes(nameOf(old)));
    ok(model.fileOf(nameOf(old)));
    const document = await vscode.workspace.openTextDocument(log);
    const hover = await new LogHovers().provideHover(document, new vscode.Position(3, 0));
    match((hover?.contents[0] as vscode.MarkdownString).value.replaceAll('&nbsp;', ' '), /neither list/);
    equal(await new LogHovers().provideHover(document, new vscode.Position(2, 0)), null);

    const later = await write(context.folder, 'ITLSEP0011215A1AE3.tlv', (await cucm12Cluster()).bytes);
    equal((await model.read()).events[0]?.lists.includes(nameOf(later)), false);
    model.refresh();
    ok((await model.read()).events[0]?.lists.includes(nameOf(later)));
  });

  it('takes no list that does not verify for one that a phone found valid', async () => {
    const { bytes } = await cucm8Publisher();
    const damaged = await write(context.folder, 'cut.tlv', bytes.subarray(0, bytes.length - 20));
    const headerLength = (await readKnown(context.documents, old))?.list.headerLength;
    const log = await write(context.folder, 'valid.log', `File sign verify SUCCESS; header length <${headerLength}>`);
    const [event] = (await new LogModel(asked(), log).read()).events;
    deepEqual([event?.kind, event?.headerLength], ['verified', headerLength]);
    deepEqual([event?.lists.includes(nameOf(old)), event?.lists.includes(nameOf(damaged))], [true, false]);
  });

  if (!isInBrowser) {
    it('names the revisions of a list apart', () => {
      const revision = (ref: string): vscode.Uri =>
        vscode.Uri.from({ scheme: 'git', path: old.path, query: JSON.stringify({ path: old.path, ref }) });
      equal(nameOf(revision('HEAD')), `${nameOf(old)} (HEAD)`);
      equal(nameOf(revision('~')), `${nameOf(old)} (Index)`);
    });
  }

  it('knows the lists near a file, and passes over other files', async () => {
    await write(context.folder, 'broken.tlv', 'no list');
    const near = await listsNear(context.documents, vscode.Uri.joinPath(context.folder, 'SEP.cnf.xml.sgn'));
    deepEqual(
      near.map(({ uri }) => uri.toString()),
      [old.toString(), next.toString()],
    );
    equal(await readKnown(context.documents, vscode.Uri.joinPath(context.folder, 'gone.tlv')), null);
  });

  describe('with a signed file open', () => {
    let document: EditorDocument;
    const [strip, sign] = ['trustList.stripSignature', 'trustList.signFile'].map(
      (id) => async (steps: readonly Step[]) => {
        const command = signedFileCommands(signed).find((known) => known.id === id);
        ok(command);
        await command.run(asked(...steps), document.uri);
      },
    );
    const view = async () =>
      signedView(await loadPhoning(), document.state.bytes, 'SEP.cnf.xml.sgn', { needed: null, decrypted: null });

    beforeEach(async () => {
      const { identities } = await cucm8Publisher();
      const bytes = trustList({
        version: [1, 0],
        filename: 'SEP.cnf.xml.sgn',
        signer: identities.callManager,
        records: [],
        trailing: Buffer.from('<device/>\n'),
      });
      await write(context.folder, 'key.pem', keyPem(identities.callManager) + certificatePem(identities.callManager));
      const uri = await write(context.folder, 'SEP.cnf.xml.sgn', bytes);
      document = await EditorDocument.open(uri, { ...storage(), watchers: signed.watchers });
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

      await sign([answer.file(vscode.Uri.joinPath(context.folder, 'key.pem')), answer.choice('SHA-512')]);
      const { header, content } = await view();
      equal(header?.kind, 'configuration');
      equal(header.digest, 'SHA-512');
      equal(header.filename, 'SEP.cnf.xml.sgn');
      equal(content.text, '<device/>\n');
      const model = new DecisionModel(asked(), signed, document.uri, { itl: old, ctl: null });
      equal((await model.read()).decisions.unreachable.verdict, 'accepted');
    });
  });
});
