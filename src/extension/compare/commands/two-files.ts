import * as vscode from 'vscode';
import type { CompareFeature } from '../compare-feature';
import { sourceOf } from '../source-of';
import type { Sources } from '../source';

/** The two files that a command was given; null where it was not given two. */
export async function twoFiles(room: CompareFeature, selected: unknown): Promise<Sources | null> {
  const files: unknown[] = Array.isArray(selected) ? selected : [];
  const [left, right, ...others] = files.filter((file) => file instanceof vscode.Uri);
  if (left === undefined || right === undefined || others.length > 0) return null;
  return { left: await sourceOf(left, room), right: await sourceOf(right, room) };
}
