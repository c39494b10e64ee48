import { describe, expect, it } from 'vitest';
import { World, type Arrangement, type OpenDocument } from './world';

const desktop: Arrangement = { isFolderShared: false, areProcessesKnown: true, isOfAllWindows: false };
const server: Arrangement = { ...desktop, isFolderShared: true };
const withoutWorkspace: Arrangement = { ...server, isOfAllWindows: true };

/** A world in which the disk has done what it was asked for before the next thing happens, unless a test says otherwise. */
class QuietWorld extends World {
  /** What goes on until the disk is done or a person is asked. */
  async until(task: Promise<unknown>): Promise<void> {
    task.catch(() => undefined);
    await this.catchUp();
  }

  async opened(place: number, kind = '', named: 'right' | 'gone' | 'none' = 'none'): Promise<OpenDocument> {
    await this.until(this.open(place, kind, named));
    const document = this.documents.at(-1);
    if (document === undefined) throw new Error('It does not open.');
    return document;
  }

  /** @returns the state that a backup was made of */
  async editedAndBackedUp(document: OpenDocument): Promise<string> {
    this.clock += 1;
    this.edit(document);
    await this.until(this.backup(document));
    return document.shown;
  }

  /** The window opens the list, but is killed when the disk has answered so often. */
  async openedInPart(place: number, answers: number): Promise<void> {
    void this.open(place, '', 'none');
    for (let answered = 0; answered < answers; answered += 1) {
      await this.settle();
      this.disk.doOne(0);
    }
    await this.settle();
    this.kill(place, 0);
  }
}

describe('A document', () => {
  it('keeps the backup of an edit that is made while it reverts', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    await world.editedAndBackedUp(document);
    const reverted = world.revert(document);
    const edited = world.editedAndBackedUp(document);
    await world.until(reverted);
    await edited;
    world.kill(0, 0);
    expect((await world.opened(0)).shown).toBe(await edited);
  });

  it('keeps its backup when it is saved as another file while it is shown elsewhere, and VS Code knows', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    const state = await world.editedAndBackedUp(document);
    await world.until(world.saveAs(document, true));
    expect(document.workbench.isDirty).toBe(true);
    world.kill(0, 0);
    expect((await world.opened(0)).shown).toBe(state);
  });

  it('leaves nothing behind when it is saved as another file, whose editor takes its place', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    const state = await world.editedAndBackedUp(document);
    await world.until(world.saveAs(document, false));
    expect(document.workbench.isDirty).toBe(false);
    world.close(document, false);
    await world.catchUp();
    expect((await world.opened(0)).shown).not.toBe(state);
  });

  it('asks when another program writes between the comparison and the write', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    world.edit(document);
    const saved = world.save(document);
    await world.settle();
    world.disk.doOne(0); // it is read, and as it was
    await world.settle();
    world.write();
    await world.until(saved);
    expect(world.questions).toHaveLength(1);
    world.write(); // while the question is open: another question
    world.answer(0, true);
    await world.until(saved);
    expect(world.questions).toHaveLength(1);
    world.answer(0, true);
    await world.until(saved);
    expect([document.model.isDirty, world.questions.length]).toEqual([false, 0]);
  });

  it('asks again when the file was changed once more before its edits were to be kept', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    world.edit(document);
    world.write();
    await world.until(document.model.lookAtDisk());
    world.write();
    world.answer(0, false);
    await world.catchUp();
    expect(world.questions).toHaveLength(1);
  });

  it('keeps its edits and their undo when file and disk fail, and saves them later', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    world.edit(document);
    world.edit(document);
    world.disk.isFailing = true;
    for (const task of [world.save(document), world.backup(document), world.saveAs(document, false)]) {
      await world.until(task);
    }
    world.delete();
    await world.until(document.model.lookAtDisk());
    expect([...document.model.earlier()]).toHaveLength(2);
    expect(document.workbench.isDirty).toBe(true);
    world.disk.isFailing = false;
    await world.until(world.save(document));
    expect(document.model.isDirty).toBe(false);
  });

  it('is dirty for VS Code though VS Code has undone more steps than there were', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    world.edit(document);
    await world.until(world.save(document));
    world.undo(document);
    world.edit(document); // the saved state is cut off: a revert forgets every step
    await world.until(world.revert(document));
    world.undo(document);
    world.edit(document);
    await world.settle();
    expect(document.workbench.isDirty).toBe(true);
  });

  it('is dirty for VS Code though a revert moved VS Code past an edit, which is then made again', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    const saved = world.save(document);
    await world.settle();
    world.edit(document); // while it is saved
    await world.until(saved);
    world.undo(document);
    await world.until(world.revert(document));
    world.undo(document);
    world.redo(document);
    await world.settle();
    expect([document.model.isDirty, document.workbench.isDirty]).toEqual([true, true]);
  });

  it('is dirty for VS Code after Save As, undo and an edit', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    world.edit(document);
    await world.until(world.saveAs(document, false));
    world.undo(document);
    world.edit(document); // as many steps as there were when VS Code took it for saved
    await world.settle();
    expect(document.workbench.isDirty).toBe(true);
  });

  it('has its edits since the last save alone, when it was killed before the backup that follows a save', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    world.edit(document);
    const saved = world.save(document);
    await world.settle();
    const state = await world.editedAndBackedUp(document); // of bytes on disk that are being replaced
    await world.until(saved);
    world.kill(0, 0);
    const restored = await world.opened(0);
    expect([restored.shown, world.questions.length]).toEqual([state, 0]);
  });

  it('does not come back with edits older than what was saved, when it was killed before it deleted their backup', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    await world.editedAndBackedUp(document);
    world.edit(document); // not backed up
    const state = document.shown;
    const saved = world.save(document);
    while (!world.hasOnDisk(document)) {
      await world.settle();
      world.disk.doOne(0);
    }
    world.kill(0, 0);
    await world.until(saved);
    const restored = await world.opened(0);
    expect([restored.shown, restored.model.isDirty, world.questions.length]).toEqual([state, false, 0]);
  });

  it('finds its newest backup though the clock was set back', async () => {
    const world = new QuietWorld(desktop);
    world.clock = 1_000;
    const document = await world.opened(0);
    await world.editedAndBackedUp(document);
    world.clock = 0;
    world.edit(document);
    const backedUp = world.backup(document);
    for (const part of [0, 0]) {
      await world.settle();
      world.disk.doOne(part);
    }
    world.disk.isFailing = true; // it is there, and the older one is not deleted
    await world.until(backedUp);
    world.disk.isFailing = false;
    const state = document.shown;
    world.kill(0, 0);
    expect((await world.opened(0)).shown).toBe(state);
  });
});

describe('Backups', () => {
  it('of a window that is still there are not deleted by another one that was opened with its edits', async () => {
    const world = new QuietWorld(server);
    const first = await world.opened(0);
    const state = await world.editedAndBackedUp(first);
    const second = await world.opened(1);
    expect(second.shown).toBe(state);
    await world.until(world.revert(second));
    world.kill(1, 0);
    world.kill(0, 0);
    expect((await world.opened(0)).shown).toBe(state);
  });

  it('of a window that was there are not deleted after its end by another one that has a copy', async () => {
    const world = new QuietWorld(server);
    const state = await world.editedAndBackedUp(await world.opened(0));
    const second = await world.opened(1);
    world.kill(0, 0);
    await world.until(world.revert(second));
    expect((await world.opened(0, '', 'right')).shown).toBe(state);
  });

  it('of two windows with edits of their own come back one after the other', async () => {
    const world = new QuietWorld(server);
    const [first, second] = [await world.opened(0), await world.opened(1)];
    const states = [await world.editedAndBackedUp(first), await world.editedAndBackedUp(second)];
    world.kill(0, 0);
    world.kill(1, 0);
    const one = await world.opened(0, '', 'right');
    expect(one.shown, 'by the name that VS Code kept').toBe(states[0]);
    await world.until(world.revert(one));
    world.kill(0, 0);
    expect((await world.opened(0)).shown).toBe(states[1]);
  });

  it('of a window without a workspace are not opened in another one while it is there', async () => {
    const world = new QuietWorld(withoutWorkspace);
    const state = await world.editedAndBackedUp(await world.opened(0));
    const second = await world.opened(1);
    expect(second.model.isDirty).toBe(false);
    world.close(second, false);
    world.kill(0, 0);
    expect((await world.opened(1)).shown).toBe(state);
  });

  it('that a window copied from another one that was still there are its own', async () => {
    const world = new QuietWorld(server);
    const state = await world.editedAndBackedUp(await world.opened(0));
    await world.editedAndBackedUp(await world.opened(1));
    world.kill(0, 0);
    world.kill(1, 0);
    expect((await world.opened(0, '', 'right')).shown).toBe(state);
  });

  it('come back once, wherever the windows were killed that opened them', async () => {
    for (const [first, second] of pairsBelow(9)) {
      const world = new QuietWorld(desktop);
      const state = await world.editedAndBackedUp(await world.opened(0));
      world.kill(0, 0);
      await world.openedInPart(0, first);
      await world.openedInPart(0, second);
      const document = await world.opened(0);
      expect(document.shown).toBe(state);
      await world.until(world.revert(document));
      world.kill(0, 0);
      expect((await world.opened(0)).model.isDirty, `killed after ${first} and ${second} answers`).toBe(false);
    }
  });

  it('of a killed window serve each of two that open its edits', async () => {
    const world = new QuietWorld(server);
    const state = await world.editedAndBackedUp(await world.opened(0));
    world.kill(0, 0);
    const [first, second] = [await world.opened(0), await world.opened(1)];
    await world.until(world.revert(first));
    expect(second.shown).toBe(state);
    world.kill(1, 0);
    expect((await world.opened(1)).shown).toBe(state);
  });

  it('of two editors of a file are kept apart', async () => {
    const world = new QuietWorld(desktop);
    const [list, other] = [await world.opened(0), await world.opened(0, '#other')];
    const states = [await world.editedAndBackedUp(list), await world.editedAndBackedUp(other)];
    world.kill(0, 0);
    const restored = [await world.opened(0), await world.opened(0, '#other')];
    expect(restored.map(({ shown }) => shown)).toEqual(states);
  });

  it('follow a file that VS Code renames, and belong to no new file of its old name', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    const state = await world.editedAndBackedUp(document);
    await world.until(world.rename(document));
    const [renamed] = world.documents;
    expect([renamed?.shown, renamed?.path === document.path]).toEqual([state, false]);
    world.write(); // a new file of the old name
    const made = await world.opened(0);
    expect(made.shown).not.toBe(state);
    await world.until(world.revert(made));
    world.kill(0, 0);
    await world.until(world.open(0, '', 'none', renamed?.path));
    expect(world.documents.map(({ shown }) => shown)).toEqual([state]);
  });

  it('that cannot be written leave the one before, and no part of themselves', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    const state = await world.editedAndBackedUp(document);
    world.edit(document);
    const backedUp = world.backup(document);
    await world.settle();
    world.disk.isFailing = true;
    world.disk.doOne(0); // a part of it, and then the disk is full
    await world.settle();
    world.disk.doOne(0);
    world.disk.isFailing = false;
    await world.until(backedUp);
    expect([...world.disk.files.keys()].filter((path) => path.startsWith('backups'))).toHaveLength(1);
    world.kill(0, 0);
    expect((await world.opened(0)).shown).toBe(state);
  });

  it('that could not be deleted are deleted with the next', async () => {
    const world = new QuietWorld(desktop);
    const document = await world.opened(0);
    await world.editedAndBackedUp(document);
    world.disk.isFailing = true;
    world.undo(document);
    await world.catchUp();
    world.disk.isFailing = false;
    world.redo(document);
    await world.until(world.save(document));
    expect([...world.disk.files.keys()].filter((path) => path.startsWith('backups'))).toEqual([]);
  });
});

function pairsBelow(end: number): [number, number][] {
  const numbers = [...Array(end).keys()];
  return numbers.flatMap((first) => numbers.map((second): [number, number] => [first, second]));
}
