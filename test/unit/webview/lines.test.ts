import { describe, expect, it } from 'vitest';
import { isDifference, layOut, type Line } from '../../../webview/compare/lines';
import { comparisonView, ofForm, ofMeaning, type ViewSpec } from './comparison-view';

const all = { filter: 'all', hideForm: false, search: '', opened: [] as string[] } as const;
type Choice = Partial<Parameters<typeof layOut>[1]>;

/** The lines in short: `header 1`, `row 3 changed 2` (its fields), `fold 0-3`, `fold 0-3 open`, or their sentence. */
function lines(spec: ViewSpec, choice: Choice = {}): string[] {
  return layOut(comparisonView(spec), { ...all, ...choice }).map(inShort);
}

function inShort(line: Line): string {
  switch (line.kind) {
    case 'header':
      return `header ${line.fields.length}`;
    case 'row':
      return `row ${line.row} ${line.look} ${line.fields}`;
    case 'fold':
      return `fold ${line.fold.first}-${line.fold.last}${line.isOpen ? ' open' : ''}`;
    case 'uncompared':
      return `uncompared ${line.sentences.length}`;
    case 'nothing':
      return line.sentence;
  }
}

describe('all records', () => {
  it('stand between the header and what was not compared, unchanged ones folded', () => {
    expect(lines({ rows: '====!', uncompared: ['PUBLICKEY: the text does not print it'] })).toEqual([
      'header 0',
      'fold 0-2',
      'row 3 same 0',
      'row 4 changed 2',
      'uncompared 1',
    ]);
  });

  it('show those of a fold that was opened', () => {
    const spec = { rows: '===!' };
    const [, fold] = layOut(comparisonView(spec), all);
    expect(lines(spec, { opened: [fold?.key ?? ''] })).toEqual([
      'header 0',
      'fold 0-1 open',
      'row 0 same 0',
      'row 1 same 0',
      'row 2 same 0',
      'row 3 changed 2',
    ]);
  });

  it('tell differences of form until they are hidden, then fold them too', () => {
    const spec = { rows: '=~~=!', header: [ofForm, ofMeaning] };
    expect(lines(spec)).toEqual([
      'header 2',
      'row 0 same 0',
      'row 1 form 1',
      'row 2 form 1',
      'row 3 same 0',
      'row 4 changed 2',
    ]);
    expect(lines(spec, { hideForm: true })).toEqual(['header 1', 'fold 0-2', 'row 3 same 0', 'row 4 changed 1']);
  });

  it('are as many as they were where form is hidden and the folds are open', () => {
    const spec = { rows: '=~~=!' };
    const [, fold] = layOut(comparisonView(spec), { ...all, hideForm: true });
    expect(lines(spec, { hideForm: true, opened: [fold?.key ?? ''] })).toEqual([
      'header 0',
      'fold 0-2 open',
      'row 0 same 0',
      'row 1 same 0',
      'row 2 same 0',
      'row 3 same 0',
      'row 4 changed 1',
    ]);
  });
});

describe('the records that differ', () => {
  const spec = { rows: '==~!+-?', header: [ofForm] };

  it('are shown without the others, those perhaps left out among them', () => {
    expect(lines(spec, { filter: 'differences' })).toEqual([
      'header 1',
      'row 2 form 1',
      'row 3 changed 2',
      'row 4 added 3',
      'row 5 removed 3',
      'row 6 unknown 0',
    ]);
  });

  it('are those in meaning where form is hidden', () => {
    expect(lines(spec, { filter: 'differences', hideForm: true })).toEqual([
      'row 3 changed 1',
      'row 4 added 3',
      'row 5 removed 3',
      'row 6 unknown 0',
    ]);
  });

  it.each([
    ['no difference', '==', [], false, 'The lists do not differ.'],
    ['none but of form', '=~', [ofForm], true, 'The lists do not differ in meaning.'],
  ])('are told to be none where there is %s', (_, rows, header, hideForm, sentence) => {
    expect(lines({ rows, header }, { filter: 'differences', hideForm })).toEqual([sentence]);
  });
});

describe('a search', () => {
  const spec = { rows: '===!=~', names: ['pub', 'sub1', 'sub2', 'SUB3', 'node', 'sub5'], header: [ofMeaning] };

  it('finds records by name in any case, without header and folds', () => {
    expect(lines(spec, { search: ' Sub ' })).toEqual([
      'row 1 same 0',
      'row 2 same 0',
      'row 3 changed 2',
      'row 5 form 1',
    ]);
  });

  it('finds them by function, and by serial number with colons and without', () => {
    expect(lines(spec, { search: 'sast' })).toEqual(['row 0 same 0']);
    expect(lines(spec, { search: '3e:03' })).toEqual(['row 3 changed 2']);
    expect(lines(spec, { search: '2E3E03' })).toEqual(['row 3 changed 2']);
  });

  it('finds a record by what the side says that has it', () => {
    expect(lines({ rows: '=-', names: ['pub', 'gone'] }, { search: 'gone' })).toEqual(['row 1 removed 3']);
  });

  it('keeps to what the filter shows', () => {
    expect(lines(spec, { search: 'sub', filter: 'differences' })).toEqual(['row 3 changed 2', 'row 5 form 1']);
    expect(lines(spec, { search: 'sub', filter: 'differences', hideForm: true })).toEqual(['row 3 changed 1']);
    expect(lines(spec, { search: 'sub', hideForm: true })).toContain('row 5 same 0');
  });

  it('says so where nothing matches', () => {
    expect(lines(spec, { search: 'nobody' })).toEqual(['No record matches.']);
    expect(lines(spec, { search: 'pub', filter: 'differences' })).toEqual(['No differing record matches.']);
  });
});

describe('the way from difference to difference', () => {
  it('leads over header and records that differ, and over nothing else', () => {
    const shown = layOut(comparisonView({ rows: '===!~?+', header: [ofForm], uncompared: ['x'] }), all);
    expect(shown.filter(isDifference).map(inShort)).toEqual([
      'header 1',
      'row 3 changed 2',
      'row 4 form 1',
      'row 6 added 3',
    ]);
  });

  it('passes over what differs in form where that is hidden', () => {
    const shown = layOut(comparisonView({ rows: '=!~', header: [ofForm] }), { ...all, hideForm: true });
    expect(shown.filter(isDifference).map(inShort)).toEqual(['row 1 changed 1']);
  });

  it('has a key of its own for each line', () => {
    const shown = layOut(comparisonView({ rows: '====!+-====', uncompared: ['x'] }), all);
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
  });
});
