import fc from 'fast-check';
import { describe, it } from 'vitest';
import { amount } from '../../../long';
import { kinds, World, type Arrangement, type OpenDocument } from './world';

const arrangements: readonly (readonly [string, Arrangement])[] = [
  ['on a desktop', { isFolderShared: false, areProcessesKnown: true, isOfAllWindows: false }],
  ['in two windows of a server', { isFolderShared: true, areProcessesKnown: true, isOfAllWindows: false }],
  ['in two windows without a workspace', { isFolderShared: true, areProcessesKnown: true, isOfAllWindows: true }],
  ['in a browser', { isFolderShared: false, areProcessesKnown: false, isOfAllWindows: false }],
];

/** What happens to one document of those that are open. */
const onDocument: Readonly<Record<string, (world: World, document: OpenDocument, isFirst: boolean) => unknown>> = {
  edit: (world, document) => {
    world.edit(document);
  },
  undo: (world, document) => {
    world.undo(document);
  },
  redo: (world, document) => {
    world.redo(document);
  },
  save: (world, document) => world.save(document),
  'save as': (world, document, isShownElsewhere) => world.saveAs(document, isShownElsewhere),
  revert: (world, document) => world.revert(document),
  backup: (world, document) => world.backup(document),
  'back up': (world, document) => world.backup(document),
  'look at disk': (_, document) => document.model.lookAtDisk(),
  rename: (world, document) => world.rename(document),
  close: (world, document, isReverted) => {
    world.close(document, isReverted);
  },
};

const elsewhere: Readonly<Record<string, (world: World) => void>> = {
  'another program writes': (world) => {
    world.write();
  },
  'another program deletes': (world) => {
    world.delete();
  },
  'another program renames': (world) => {
    world.move();
  },
  'the disk is full': ({ disk }) => {
    disk.isFailing = true;
  },
  'the disk is not full': ({ disk }) => {
    disk.isFailing = false;
  },
};

const any = fc.nat({ max: 255 });
const place = fc.nat({ max: 1 });
const names = <T>(things: Readonly<Record<string, T>>): fc.Arbitrary<string> => fc.constantFrom(...Object.keys(things));
const named = fc.constantFrom('right' as const, 'gone' as const, 'none' as const);

/** A step, which fast-check shows by its name and its values. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant('the disk answers' as const), any) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('the disk catches up' as const)) },
  { weight: 12, arbitrary: fc.tuple(fc.constant('document' as const), names(onDocument), any, fc.boolean()) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('elsewhere' as const), names(elsewhere)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('a person answers' as const), any, fc.boolean()) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('kill' as const), place, any) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('open' as const), place, fc.constantFrom(...kinds), named) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('the clock shows' as const), any) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What waits for the disk or a person goes on in the world. */
async function take(world: World, taken: Step): Promise<void> {
  switch (taken[0]) {
    case 'the disk catches up':
      await world.catchUp();
      break;
    case 'the disk answers':
      world.disk.doOne(taken[1]);
      break;
    case 'document': {
      const [, name, which, isFirst] = taken;
      const document = world.documents[which % world.documents.length];
      if (document?.isRenamed === false) onDocument[name]?.(world, document, isFirst);
      break;
    }
    case 'elsewhere':
      elsewhere[taken[1]]?.(world);
      break;
    case 'a person answers':
      world.answer(taken[1], taken[2]);
      break;
    case 'kill':
      world.kill(taken[1], taken[2]);
      break;
    case 'open':
      void world.open(taken[1], taken[2], taken[3]);
      break;
    case 'the clock shows':
      world.clock = taken[1];
      break;
  }
}

/** For all of them, on a machine that has other things to do. */
const TIMEOUT_MS = 1_800_000;

describe('No edit and no file is lost', () => {
  it.each(arrangements)('in whatever order things happen, %s', { timeout: TIMEOUT_MS }, async (_, arrangement) => {
    const steps = fc.array(step, { minLength: 20, maxLength: 120, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (all, areSaved) => {
        const world = new World(arrangement);
        void world.open(0, '', 'none');
        for (const one of all) {
          await take(world, one);
          await world.settle();
        }
        await world.finish();
        if (areSaved) await world.saveAll();
        await world.recoverAll();
      }),
      { numRuns: amount({ all: 10_000, share: 100 }), seed: 11 },
    );
  });
});
