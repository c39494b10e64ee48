import { askCertificate } from '../../host/certificate-file';
import type { Command } from '../../host/command';
import type { CommandContext } from '../../host/context';
import { change } from '../../host/edits';
import { loadEditing } from '../../host/engine';
import { Refusal } from '../../host/errors';
import { editableList } from '../../host/open-list';
import { Queue } from '../../host/queue';
import { recordOf } from '../../host/target';
import { editCommand, recordCommand } from './edit-command';
import { askAddress, askFunction, askNewRecords } from './new-records';
import { recordFor, recordsFor, showRecord } from './record-choice';
import { messages, t } from '../../../core/words/translate';

/** Adds a record for each certificate of a file: behind the record whose menu was opened, else at the end. */
export const addRecord: Command = {
  id: 'trustList.addRecord',
  run: async (context, target) => {
    const open = await editableList(context, target);
    const { addRecords } = await loadEditing();
    const records = await askNewRecords(context, open, t('Add Record from Certificate'));
    const position = (recordOf(target) ?? open.list.records.length) + 1;
    const edited = await change(context, open, await addRecords(open.list, records, position));
    showRecord(context, open, edited, position);
  },
};

/** Removes records. Undo brings them back, so nothing is asked. */
export const removeRecord = editCommand('trustList.removeRecord', async ({ context, open, list, editing, target }) =>
  editing.removeRecords(list, await recordsFor(context, open, target, t('Remove Record'))),
);

/** Moves a record by one place towards the beginning. */
export const moveRecordUp = moveCommand('trustList.moveRecordUp', -1);
/** Moves a record by one place towards the end. */
export const moveRecordDown = moveCommand('trustList.moveRecordDown', 1);

/** Writes FUNCTION of a record. */
export const changeFunction = recordCommand(
  'trustList.changeFunction',
  messages('Change Function'),
  async ({ context, list, editing, number, present }) => {
    const title = t('Change the Function of Record {number}', { number });
    return editing.setFunction(list, number, await askFunction(context, present?.functionCode ?? null, title));
  },
);

/** Puts another certificate, such as a renewed one, into a record that keeps its place, form, function and address. */
export const replaceCertificate = recordCommand(
  'trustList.replaceCertificate',
  messages('Replace Certificate'),
  async ({ context, open, list, editing, number }) => {
    const certificate = await askCertificate(
      context,
      open,
      t('Replace the Certificate of Record {number}', { number }),
    );
    return editing.replaceCertificate(list, number, certificate);
  },
);

/** Leaves the hash of a certificate in a record, and the certificate out. */
export const turnIntoHash = recordCommand(
  'trustList.turnIntoHash',
  messages('Turn into Hash'),
  ({ list, editing, number }) => editing.toHash(list, number),
);

/** Puts the certificate into a record that contains only its hash: the one of another record, or of a file. */
export const turnIntoFullCertificate = recordCommand(
  'trustList.turnIntoFullCertificate',
  messages('Turn into Full Certificate'),
  async ({ context, open, list, editing, number }) => {
    const outcome = await editing.toFull(list, number);
    if (outcome.ok || outcome.error.code !== 'no-certificate') return outcome;
    return editing.toFull(
      list,
      number,
      await askCertificate(context, open, t('The Certificate of Record {number}', { number })),
    );
  },
);

/** Writes DNSNAME of a record. */
export const setDnsName = recordCommand(
  'trustList.setDnsName',
  messages('Set DNS Name'),
  async ({ context, list, editing, number, present }) =>
    editing.setDnsName(
      list,
      number,
      await context.questions.text({
        title: t('DNS Name of Record {number}', { number }),
        prompt: t('Host name, or an address as text; may be empty'),
        value: present?.dnsName ?? '',
      }),
    ),
);

/** Writes IPADDRESS of a record, or removes it. */
export const setAddress = recordCommand(
  'trustList.setAddress',
  messages('Set Address'),
  async ({ context, list, editing, number, present }) => {
    const address = await askAddress(context, present?.ipAddress ?? '', t('Address of Record {number}', { number }));
    return editing.setIpAddress(list, number, address === '' ? null : address);
  },
);

/** @param places how far the record goes; it stays selected. */
function moveCommand(id: string, places: number): Command {
  return { id, run: (context, target) => moves.run(() => move(context, target, places)) };
}

async function move(context: CommandContext, target: unknown, places: number): Promise<void> {
  const open = await editableList(context, target);
  const { moveRecord } = await loadEditing();
  const from = await recordFor(context, open, target, t('Move Record'));
  const to = from + places;
  const count = open.list.records.length;
  if (to < 1 || to > count)
    throw new Refusal(
      to < 1
        ? t('Record {from} is already the first of the list.', { from })
        : t('Record {from} is already the last of the list.', { from }),
    );
  const edited = await change(context, open, moveRecord(open.list, from, to));
  showRecord(context, open, edited, to);
}

/** A key that is held asks for the next move before the last one is made. */
const moves = new Queue();
