import * as vscode from 'vscode';
import { Refusal, type Command } from '../../host/command';
import { openList } from '../../host/open-list';
import type { Choice } from '../../host/questions';
import { recordFor } from './steps/records';

/** Copies a fingerprint of a record's certificate, or the hash that the record holds in its place. */
export const copyFingerprint: Command = {
  id: 'trustList.copyFingerprint',
  run: async (context, target) => {
    const open = openList(context.documents, target);
    const number = await recordFor(context, open, target, 'Copy Fingerprint');
    const report = await open.state.report();
    const record = report?.records[number - 1];
    const id = record?.certificateId ?? null;
    const certificate = id === null ? undefined : report?.certificates[id];
    const fingerprint = (label: string, value: string | null | undefined): Choice<string>[] =>
      value === null || value === undefined ? [] : [{ label, detail: value, value }];
    const known = [
      ...fingerprint('SHA-1', record?.sha1),
      ...fingerprint('SHA-256', record?.sha256),
      ...fingerprint('MD5', certificate?.md5),
    ];
    const [first, ...others] = known;
    if (first === undefined) throw new Refusal(`Record ${number} holds neither a certificate nor a hash.`);
    const question = { title: `Fingerprint of Record ${number}`, prompt: 'Which fingerprint?', choices: known };
    await vscode.env.clipboard.writeText(others.length === 0 ? first.value : await context.questions.choice(question));
  },
};
