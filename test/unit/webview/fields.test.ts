import { describe, expect, it } from 'vitest';
import type { FieldView } from '../../../src/extension/compare/protocol';
import { Fields } from '../../../webview/compare/fields';

/** A host that is asked for the lines of rows, and answers when the test says so. */
class Asked {
  readonly calls: { readonly first: number; readonly count: number }[] = [];
  readonly arrived: { readonly first: number; readonly count: number }[] = [];
  #settle: { resolve: (rows: FieldView[][]) => void; reject: (error: Error) => void }[] = [];
  readonly fields = new Fields(
    (first, count) => {
      this.calls.push({ first, count });
      return new Promise((resolve, reject) => this.#settle.push({ resolve, reject }));
    },
    (first, count) => this.arrived.push({ first, count }),
  );

  async answer(count: number): Promise<void> {
    const first = this.calls.at(-1)?.first ?? 0;
    this.#settle.shift()?.resolve(Array.from({ length: count }, (_, at) => [line(first + at)]));
    await settled();
  }

  async refuse(): Promise<void> {
    this.#settle.shift()?.reject(new Error('The lists have changed since this was requested.'));
    await settled();
  }
}

function line(row: number): FieldView {
  return { field: `field of row ${row}`, left: 'a', right: 'b', form: false };
}

/** Promises that are settled run what waits for them before this one is. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe('the lines under the rows of a comparison', () => {
  it('are asked for by the hundred, once, when the first of them is shown', async () => {
    const asked = new Asked();
    expect(asked.fields.of(250)).toBeNull();
    expect(asked.fields.of(201)).toBeNull();
    expect(asked.calls).toEqual([{ first: 200, count: 100 }]);
    await asked.answer(100);
    expect(asked.arrived).toEqual([{ first: 200, count: 100 }]);
    expect(asked.fields.of(250)).toEqual([line(250)]);
    expect(asked.fields.of(299)).toEqual([line(299)]);
    expect(asked.calls).toHaveLength(1);
  });

  it('are asked for again behind the hundred', () => {
    const asked = new Asked();
    asked.fields.of(99);
    asked.fields.of(100);
    expect(asked.calls.map(({ first }) => first)).toEqual([0, 100]);
  });

  it('may be fewer at the end of the list', async () => {
    const asked = new Asked();
    asked.fields.of(0);
    await asked.answer(3);
    expect(asked.arrived).toEqual([{ first: 0, count: 3 }]);
    expect(asked.fields.of(2)).toEqual([line(2)]);
  });

  it('are asked for again after the host refused them, and not before', async () => {
    const asked = new Asked();
    asked.fields.of(5);
    await asked.refuse();
    expect(asked.arrived).toEqual([]);
    expect(asked.calls).toHaveLength(1);
    expect(asked.fields.of(5)).toBeNull();
    expect(asked.calls).toHaveLength(2);
    await asked.answer(100);
    expect(asked.fields.of(5)).toEqual([line(5)]);
  });
});
