import { Refusal } from '../../host/command';
import { fileNameOf, savedVersionOf } from '../../host/documents';
import { listSource } from '../source';
import type { Other } from './other';

/** What is on disk of a list that was edited. */
export const savedVersion: Other = (list) => {
  if (list.scheme === 'untitled') throw new Refusal(`${fileNameOf(list)} has not been saved yet.`);
  return Promise.resolve(listSource(savedVersionOf(list)));
};
