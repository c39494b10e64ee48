import { deepEqual, equal, match } from 'node:assert/strict';
import { headerFields } from '../../../src/core/format/fields';
import { setFilename, setTimestamp, setVersion } from '../../../src/extension/editor/commands/header';
import { readTime } from '../../../src/core/edit/time';
import { cucm8Publisher } from '../../builders';
import { answer } from '../answers';
import { TestContext } from '../command-context';

describe('The header commands', () => {
  let context: TestContext;
  beforeEach(async () => {
    context = await TestContext.open((await cucm8Publisher()).bytes);
  });
  afterEach(() => {
    context.dispose();
  });

  it('set FILENAME, TIMESTAMP and VERSION, beginning with what is there', async () => {
    const name = await context.run(setFilename, undefined, answer.text('CTLFile.tlv'));
    match(name.words, /ITLFile\.tlv$/);
    const time = await context.run(setTimestamp, undefined, answer.text('2026-01-31T13:00:00+01:00'));
    match(time.words, /2011-07-27T14:16:24Z$/);
    const version = await context.run(setVersion, undefined, answer.text('1.1'));
    match(version.words, /1\.2$/);

    const fields = headerFields(context.list);
    equal(fields.filename, 'CTLFile.tlv');
    equal(fields.timestamp, Date.UTC(2026, 0, 31, 12) / 1000);
    deepEqual(fields.version, { major: 1, minor: 1 });
    equal((await context.report()).signature.stale, true);
  });

  it('refuse what the fields cannot hold', async () => {
    match((await context.refusal(setVersion, undefined, answer.text('1.256'))).message, /from 0 to 255/);
    match((await context.refusal(setTimestamp, undefined, answer.text('9999999999'))).message, /2106-02-07/);
    match((await context.refusal(setFilename, undefined, answer.text(''))).message, /at least one character/);
    match((await context.refusal(setFilename, undefined, answer.givesUp('text'))).message, /Canceled/);
  });

  it('read times as a person writes them', () => {
    equal(readTime(' 1311776184 ', 0), 1311776184);
    equal(readTime('2011-07-27T14:16Z', 0), 1311776160);
    for (const text of ['', 'yesterday', '2011-07-27', '2011-07-27T14:16:24', '2011-13-27T14:16:24Z', '-1']) {
      equal(readTime(text, 0), null, text);
    }
  });
});
