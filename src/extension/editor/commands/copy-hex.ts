import * as vscode from 'vscode';
import { loadEngine } from '../../host/list-state';
import type { Command } from '../../host/command';
import { placeFor } from './steps/place';

/** Copies the bytes of a field or a record as plain hex: lower case, without separators. */
export const copyHex: Command = {
  id: 'trustList.copyHex',
  run: async (context, target) => {
    const { state, place } = placeFor(context, target);
    const { hex } = await loadEngine();
    await vscode.env.clipboard.writeText(hex(state.bytes.subarray(place.offset, place.offset + place.length)));
  },
};
