import type * as vscode from 'vscode';
import type { CommandContext } from '../../host/command';
import type { Source } from '../source';

/**
 * A thing that a list can be compared with. Rejects with a `Refusal` where there is no such thing, and with a
 * `vscode.CancellationError` where a person leaves a question unanswered.
 */
export type Other = (list: vscode.Uri, context: CommandContext) => Promise<Source>;
