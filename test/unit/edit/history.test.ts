import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { packBackup, supersedes, unpackBackup, type Backup } from '../../../src/core/edit/backup';
import { History } from '../../../src/core/edit/history';

const uri = 'file:///lists/ITLFile.tlv';
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('history of a document', () => {
  it('shows the bytes on disk, clean, before anything is edited', () => {
    const file = bytes(1, 2, 3);
    const history = new History(file);
    expect(history.bytes).toBe(file);
    expect(history.isDirty).toBe(false);
    expect(history.undo()).toBe(false);
    expect(history.redo()).toBe(false);
  });

  it('is dirty after an edit and clean again when it is undone', () => {
    const history = new History(bytes(1, 2, 3));
    history.apply('Change', bytes(1, 9, 9, 3));
    expect(history.isDirty).toBe(true);
    expect(history.previousBytes).toEqual(bytes(1, 2, 3));
    expect(history.undo()).toBe(true);
    expect(history.bytes).toEqual(bytes(1, 2, 3));
    expect(history.previousBytes).toBeNull();
    expect(history.isDirty).toBe(false);
    expect(history.redo()).toBe(true);
    expect(history.bytes).toEqual(bytes(1, 9, 9, 3));
  });

  it('keeps only what an edit changes', () => {
    const history = new History(bytes(1, 2, 3, 4, 5));
    const edit = history.apply('Replace', bytes(1, 2, 9, 5));
    expect(edit).toEqual({ label: 'Replace', offset: 2, removed: bytes(3, 4), inserted: bytes(9) });
  });

  it('is dirty when an edit is undone past the saved state', () => {
    const history = new History(bytes(1));
    history.apply('One', bytes(2));
    history.markSaved(history.bytes);
    expect(history.isDirty).toBe(false);
    history.undo();
    expect(history.isDirty).toBe(true);
    expect(history.savedBytes).toEqual(bytes(2));
  });

  it('stays dirty for good, and knows the bytes on disk, when an edit cuts the saved state off', () => {
    const history = new History(bytes(1));
    history.apply('One', bytes(2));
    history.markSaved(history.bytes);
    history.undo();
    history.apply('Another', bytes(3));
    expect(history.isSavedStateLost).toBe(true);
    expect(history.isDirty).toBe(true);
    expect(history.savedBytes).toEqual(bytes(2));
    history.undo();
    expect(history.isDirty).toBe(true);
  });

  it('is dirty when it was edited while it was written', () => {
    const history = new History(bytes(1));
    history.apply('One', bytes(2));
    const written = history.bytes;
    history.apply('Two', bytes(3));
    history.markSaved(written);
    expect(history.isDirty).toBe(true);
    expect(history.savedBytes).toEqual(bytes(2));
    history.undo();
    expect(history.bytes).toEqual(bytes(2));
    expect(history.isDirty).toBe(false);
  });

  it('finds the state that was written again, wherever undo and redo led in the meantime', () => {
    const history = new History(bytes(1));
    history.apply('One', bytes(2));
    const written = history.bytes;
    history.undo();
    history.markSaved(written);
    expect(history.isSavedStateLost).toBe(false);
    expect(history.isDirty).toBe(true);
    history.redo();
    expect(history.isDirty).toBe(false);
    history.markSaved(written);
    expect(history.isDirty).toBe(false);
  });

  it('has lost the state that was written where an edit cut it off in the meantime', () => {
    const history = new History(bytes(1));
    history.apply('One', bytes(2));
    const written = history.bytes;
    history.undo();
    history.apply('Another', bytes(3));
    history.markSaved(written);
    expect(history.isSavedStateLost).toBe(true);
    expect(history.savedBytes).toEqual(bytes(2));
  });

  it('shows what is on disk after a reload, without the edits since the last save', () => {
    const history = new History(bytes(1));
    history.apply('Saved', bytes(2));
    history.markSaved(history.bytes);
    history.apply('Not saved', bytes(3));
    history.reload(bytes(7, 7));
    expect(history.bytes).toEqual(bytes(7, 7));
    expect(history.isDirty).toBe(false);
    expect(history.redo()).toBe(false);
    history.undo();
    expect(history.bytes).toEqual(bytes(1));
    history.redo();
    expect(history.bytes).toEqual(bytes(7, 7));
    expect(history.isDirty).toBe(false);
  });

  it('redoes an edit after a reload of another state that it was undone to, and undoes it to what is on disk', () => {
    const history = new History(bytes(1, 2, 3));
    history.apply('One', bytes(1, 9, 3));
    history.apply('Two', bytes(9));
    history.undo();
    history.undo();
    history.reload(bytes(5, 5));
    expect(history.isDirty).toBe(false);
    expect(history.redo()).toBe(true);
    expect(history.bytes).toEqual(bytes(1, 9, 3));
    expect(history.isDirty).toBe(true);
    expect(history.redo()).toBe(true);
    expect(history.bytes).toEqual(bytes(9));
    history.undo();
    history.undo();
    expect(history.bytes).toEqual(bytes(5, 5));
    expect(history.isDirty).toBe(false);
  });

  it('forgets every edit on a reload when the saved state was cut off', () => {
    const history = new History(bytes(1));
    history.apply('One', bytes(2));
    history.markSaved(history.bytes);
    history.undo();
    history.apply('Another', bytes(3));
    history.reload(bytes(2));
    expect(history.bytes).toEqual(bytes(2));
    expect(history.isDirty).toBe(false);
    expect(history.undo()).toBe(false);
  });

  it('backs up one step to the shown bytes when they lie before the saved state', () => {
    const history = new History(bytes(1));
    history.apply('One', bytes(2));
    history.markSaved(history.bytes);
    history.undo();
    const restored = new History(history.savedBytes, history.unsavedEdits());
    expect(restored.bytes).toEqual(bytes(1));
    expect(restored.isDirty).toBe(true);
    restored.undo();
    expect(restored.bytes).toEqual(bytes(2));
  });

  it('returns to the same bytes at every step of any walk of edits, undos, redos and saves', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('apply' as const), bytes: fc.uint8Array({ maxLength: 12 }) }),
      fc.constantFrom({ kind: 'undo' as const }, { kind: 'redo' as const }, { kind: 'save' as const }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(step, { maxLength: 60 }), (file, steps) => {
        const history = new History(file);
        const states = [file];
        let position = 0;
        let saved: Uint8Array = file;
        for (const next of steps) {
          switch (next.kind) {
            case 'apply':
              states.splice(position + 1, Infinity, next.bytes);
              position += 1;
              history.apply('Edit', next.bytes);
              break;
            case 'undo':
              expect(history.undo()).toBe(position > 0);
              position = Math.max(0, position - 1);
              break;
            case 'redo':
              expect(history.redo()).toBe(position < states.length - 1);
              position = Math.min(states.length - 1, position + 1);
              break;
            case 'save':
              saved = states[position] ?? file;
              history.markSaved(history.bytes);
              break;
          }
          expect(history.bytes).toEqual(states[position]);
          expect(history.savedBytes).toEqual(saved);
          // Clean may be said only of the bytes on disk.
          if (!history.isDirty) expect(history.bytes).toEqual(saved);
        }
        const packed = packBackup({ uri, made: 7, saved: history.savedBytes, edits: history.unsavedEdits() });
        const backup = unpackBackup(packed);
        if (backup === null) throw new Error('a backup that was just packed has to open');
        const restored = new History(backup.saved, backup.edits);
        expect(restored.bytes).toEqual(history.bytes);
        expect(restored.isDirty).toBe(history.isDirty);
        while (restored.undo());
        expect(restored.bytes).toEqual(saved);
      }),
    );
  });
});

describe('backup', () => {
  it('says which document it is of, and when it was made', () => {
    const unpacked = unpackBackup(packBackup({ uri, made: 1_700_000_000_123, saved: bytes(5), edits: [] }));
    expect(unpacked).toEqual({ uri, made: 1_700_000_000_123, saved: bytes(5), edits: [] });
  });

  it('says which window made it, and with whose edits that window began', () => {
    const origin = { by: 'second', after: { made: 3, by: 'first' } };
    const packed = packBackup({ uri, made: 7, ...origin, saved: bytes(5), edits: [] });
    expect(unpackBackup(packed)).toMatchObject(origin);
  });

  it('supersedes older ones of its window, and of the window whose edits it contains', () => {
    const made = (number: number, by?: string, after?: Backup['after']): Backup => {
      return { uri, made: number, by, after, saved: bytes(), edits: [] };
    };
    const newer = made(7, 'second', { made: 3, by: 'first' });
    expect([made(6, 'second'), made(3, 'first'), made(2, 'first')].map((older) => supersedes(newer, older))).toEqual([
      true,
      true,
      true,
    ]);
    const others = [made(8, 'second'), made(4, 'first'), made(1, 'third'), made(1)];
    expect(others.map((other) => supersedes(newer, other))).toEqual([false, false, false, false]);
    expect(supersedes(made(2), made(1)), 'of windows that cannot be told apart').toBe(true);
  });

  it('of the first version opens, without saying whose it is', () => {
    const json = new TextEncoder().encode('{"version":1,"saved":1,"edits":[]}');
    expect(unpackBackup(bytes(0, 0, 0, json.length, ...json, 5))).toEqual({
      uri: null,
      made: 0,
      saved: bytes(5),
      edits: [],
    });
  });

  it('is refused if it is cut short, of another version, or not a backup', () => {
    const packed = packBackup({
      uri,
      made: 7,
      saved: bytes(1, 2),
      edits: [{ label: 'x', offset: 0, removed: bytes(1), inserted: bytes() }],
    });
    expect(unpackBackup(packed)?.edits[0]?.label).toBe('x');
    expect(unpackBackup(bytes(...packed, 0))).toBeNull();
    expect(unpackBackup(packed.subarray(0, 10))).toBeNull();
    expect(unpackBackup(bytes())).toBeNull();
    for (const index of [
      'null',
      '7',
      '{"version":2,"saved":0}',
      '{"version":2,"saved":"0","edits":[]}',
      '{"version":2,"saved":0,"edits":{}}',
      '{"version":2,"saved":0,"edits":[null]}',
      '{"version":2,"saved":0,"edits":[{"label":"x","offset":-1,"removed":0,"inserted":0}]}',
      '{"version":2,"saved":1.5,"edits":[]}',
      '{"version":2,"saved":0,"edits":[],"uri":7}',
      '{"version":2,"saved":0,"edits":[],"by":7}',
      '{"version":2,"saved":0,"edits":[],"after":{"by":"first"}}',
    ]) {
      const json = new TextEncoder().encode(index);
      expect(unpackBackup(bytes(0, 0, 0, json.length, ...json)), index).toBeNull();
    }
    const later = new TextDecoder().decode(packed).replace('"version":2', '"version":9');
    expect(unpackBackup(new TextEncoder().encode(later))).toBeNull();
  });

  it('does not mind where in a larger buffer it stands', () => {
    const packed = packBackup({ uri, made: 7, saved: bytes(5), edits: [] });
    const within = bytes(9, 9, 9, ...packed).subarray(3);
    expect(unpackBackup(within)?.saved).toEqual(bytes(5));
  });
});
