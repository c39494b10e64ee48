import type { Edited, EditOutcome } from '../../core/edit/outcome';
import type * as Editing from '../../core/editing';
import type { TrustList } from '../../core/format/model';
import { additionSyntax, readAddition, readForm } from '../additions';
import { UsageError, type Arguments, type Command, type Io } from '../command';
import { readFieldChange } from '../field-change';
import { readList } from '../input';
import { readOneCertificate } from '../input-files';
import { made, outputOptions, outputPath, writeList } from '../list-output';
import { refuseIgnored, signingOptions, signList } from '../signing';
import { readFunction, readRecordNumber, readTime } from '../values';
import { loadEditing, loadEngine } from '../engine';

/** `trustlist edit IN -o OUT --set …  --remove … --add …` */
export const edit: Command = {
  name: 'edit',
  summary: 'Add, remove and change records, and change the header.',
  operands: 'IN',
  leastOperands: 1,
  mostOperands: 1,
  options: {
    ...outputOptions,
    set: { type: 'string', value: 'FIELD=VALUE', multiple: true, summary: 'Change a field; see above.' },
    remove: { type: 'string', value: 'N', multiple: true, summary: 'Remove record N.' },
    add: { type: 'string', value: 'RECORD', multiple: true, summary: `Add a record: ${additionSyntax}.` },
    move: { type: 'string', value: 'N:M', multiple: true, summary: 'Move record N to the place of record M.' },
    fix: { type: 'boolean', summary: 'Apply every fix that trustlist verify offers, except signing.' },
    mend: { type: 'boolean', summary: 'The former name of --fix.' },
    ...signingOptions,
  },
  description: `Applies all --set options, then --remove, then --add, so that record numbers in --set and
--remove are those of IN; then each --move in turn, then --fix. Everything that is not named keeps its
bytes. Signs the list if --key is given. If not, the old signature no longer verifies and phones reject
the list.

Fields of the header:   filename=NAME   timestamp=now|TIME   version=MAJOR.MINOR
Fields of record N:     N.function=NAME|NUMBER   N.dns=NAME   N.ip=ADDRESS (no value removes it)
                        N.certificate=FILE (replaces it in place, in the same form)
                        N.as=full|hash (turns a certificate into its hash, and back if it is known)

--add adds one record for each certificate in FILE (PEM, DER, PKCS#7, PKCS#12), at the end or at N.`,
  run: async (args, io) => {
    const [input = ''] = args.operands;
    if (!['set', 'remove', 'add', 'move', 'fix', 'mend'].some((option) => args.has(option))) {
      throw new UsageError('edit needs something to change: --set, --remove, --add, --move or --fix');
    }
    if (!args.has('key'))
      refuseIgnored(args, ['key-name', 'cert', 'digest', 'timestamp', 'add-signer'], 'without --key');
    const output = await outputPath(args, io, input);
    const editing = await loadEditing();
    const changes: Change[] = [];
    for (const text of args.values('set')) changes.push(await readChange(text, { args, io, editing }));
    const removed = args.values('remove').map(readRecordNumber);
    if (removed.length > 0) changes.push((list) => editing.removeRecords(list, removed));
    for (const text of args.values('add')) {
      const { records, position } = await readAddition(text, args, io);
      changes.push((list) => editing.addRecords(list, records, position ?? undefined));
    }
    changes.push(...args.values('move').map((text) => readMove(text, editing)));

    const list = await readList(input, io);
    const { encode } = await loadEngine();
    let edited: Edited = { ok: true, list, bytes: encode(list), label: '', warnings: [] };
    for (const change of changes) {
      const outcome = await change(edited.list);
      // What a field says already needs no change: a script may say it twice.
      if (outcome.ok || outcome.error.code !== 'nothing-to-do') edited = made(outcome, input);
    }
    if (args.has('fix') || args.has('mend')) edited = await fixed(edited, editing, input);
    const key = args.value('key');
    if (key === null) return writeList(output, edited, io, false);
    return writeList(output, await signList(edited.list, key, args, io, input), io, true);
  },
};

type Change = (list: TrustList) => EditOutcome | Promise<EditOutcome>;

interface Context {
  readonly args: Arguments;
  readonly io: Io;
  readonly editing: typeof Editing;
}

/** Reads `filename=ITLFile.tlv` or `3.dns=pub.example.com`. */
async function readChange(text: string, context: Context): Promise<Change> {
  const change = readFieldChange(text);
  if (change === null) throw new UsageError(`'${text}' does not have the form FIELD=VALUE`);
  const { record, field, value } = change;
  if (record === null) return headerChange(field, value, context);
  return recordChange(readRecordNumber(record), field, value, context);
}

function headerChange(field: string, value: string, { io, editing }: Context): Change {
  switch (field) {
    case 'filename':
      return (list) => editing.setFilename(list, value);
    case 'timestamp': {
      const time = readTime(value, io);
      return (list) => editing.setTimestamp(list, time);
    }
    case 'version': {
      const [, major, minor] = /^(\d+)\.(\d+)$/.exec(value) ?? [];
      if (major === undefined || minor === undefined) throw new UsageError(`'${value}' is not a version such as 1.2`);
      return (list) => editing.setVersion(list, Number(major), Number(minor));
    }
    default:
      throw new UsageError(
        `'${field}' is not a field: use filename, timestamp, version, or a field of a record such as 3.dns`,
      );
  }
}

async function recordChange(
  number: number,
  field: string,
  value: string,
  { args, io, editing }: Context,
): Promise<Change> {
  switch (field) {
    case 'function': {
      const code = readFunction(value);
      return (list) => editing.setFunction(list, number, code);
    }
    case 'dns':
      return (list) => editing.setDnsName(list, number, value);
    case 'ip':
      return (list) => editing.setIpAddress(list, number, value === '' ? null : value);
    case 'certificate': {
      const certificate = await readOneCertificate(value, 'a record takes one', args, io);
      return (list) => editing.replaceCertificate(list, number, certificate);
    }
    case 'as':
      return readForm(value) === 'hash'
        ? (list) => editing.toHash(list, number)
        : (list) => editing.toFull(list, number);
    default:
      throw new UsageError(`'${field}' is not a field of a record: use function, dns, ip, certificate or as`);
  }
}

/** Reads `4:1`. */
function readMove(text: string, editing: typeof Editing): Change {
  const [from = '', to = '', ...more] = text.split(':');
  if (more.length > 0) throw new UsageError(`'${text}' is not a move such as 4:1`);
  const [source, target] = [readRecordNumber(from), readRecordNumber(to)];
  return (list) => editing.moveRecord(list, source, target);
}

/** The list after the fixes that its findings offer, as long as they offer new ones. */
async function fixed(start: Edited, editing: typeof Editing, file: string): Promise<Edited> {
  const { inspect } = await loadEngine();
  const tried = new Set<string>();
  for (let edited = start; ;) {
    const { findings } = await inspect(edited.list, edited.bytes);
    const records = edited.list.records.length;
    const fixes = findings.flatMap(({ fix }) => {
      const name = `${records} ${JSON.stringify(fix)}`;
      if (fix === null || fix.kind === 'resign' || tried.has(name)) return [];
      tried.add(name);
      return [fix];
    });
    if (fixes.length === 0) return edited;
    const outcome = await editing.applyFixes(edited.list, fixes);
    if (outcome.ok || outcome.error.code !== 'nothing-to-do') edited = made(outcome, file);
  }
}
