import fc from 'fast-check';
import { describe, it } from 'vitest';
import { amount } from '../../../long';
import { kinds, World, type Arrangement } from './world';

const any = fc.nat({ max: 255 });
const either = fc.boolean();

const action = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('answer of the disk' as const), which: any }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('edit', 'undo', 'redo', 'save', 'backup', 'backup', 'revert', 'look', 'rename'),
      which: any,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('save as', 'close', 'answer'), which: any, first: either }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('write', 'delete', 'move', 'fail', 'work') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), place: fc.nat({ max: 1 }), which: any }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      place: fc.nat({ max: 1 }),
      kind: fc.constantFrom(...kinds),
      named: fc.constantFrom('right', 'gone', 'none'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), which: any }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const arrangements: Readonly<Record<string, Arrangement>> = {
  'with a folder for each window': { isFolderShared: false, areProcessesKnown: true },
  'with one folder for all windows': { isFolderShared: true, areProcessesKnown: true },
  'in a browser': { isFolderShared: false, areProcessesKnown: false },
};

function act(world: World, step: Action): void {
  if (step.do === 'open') void world.open(step.place, step.kind, step.named);
  else if (step.do === 'kill') world.kill(step.place, step.which);
  else if (step.do === 'clock') world.clock = step.which;
  else if (step.do === 'answer of the disk') world.disk.doOne(step.which);
  else if ('which' in step) actOnDocument(world, step);
  else if (step.do === 'fail' || step.do === 'work') world.disk.isFailing = step.do === 'fail';
  else if (step.do === 'write') world.write();
  else if (step.do === 'delete') world.delete();
  else world.move();
}

function actOnDocument(world: World, step: { do: string; which: number; first?: boolean }): void {
  const { which, first = false } = step;
  const document = world.documents[which % world.documents.length];
  if (step.do === 'answer') world.answer(which, first);
  if (document === undefined || document.isRenamed) return;
  if (step.do === 'edit') world.edit(document);
  if (step.do === 'undo') world.undo(document);
  if (step.do === 'redo') world.redo(document);
  if (step.do === 'save') void world.save(document);
  if (step.do === 'save as') void world.saveAs(document, first);
  if (step.do === 'backup') void world.backup(document);
  if (step.do === 'revert') void world.revert(document);
  if (step.do === 'look') void document.model.lookAtDisk();
  if (step.do === 'close') world.close(document, first);
  if (step.do === 'rename') void world.rename(document);
}

describe('Whatever happens in whatever order', () => {
  it.each(Object.entries(arrangements).filter(([n]) => n.includes(process.env['ONLY'] ?? '')))(
    'no edit and no file is lost, %s',
    async (_, arrangement) => {
      const steps = fc.array(action, { minLength: 20, maxLength: 120, size: 'max' });
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const world = new World(arrangement);
          void world.open(0, '', 'none');
          for (const step of all) {
            act(world, step);
            if (process.env['TRACE']) console.log(JSON.stringify(step), '\n   ', world.trace());
            await world.settle();
            if (process.env['TRACE']) console.log('   ', world.trace());
          }
          await world.finish();
          await world.recoverAll();
        }),
        {
          numRuns: amount({ all: 3_000, share: 200 }),
          seed: Number(process.env['SEED'] ?? 11),
          ...(process.env['FCPATH'] ? { path: process.env['FCPATH'], endOnFailure: true } : {}),
        },
      );
    },
  );
});
