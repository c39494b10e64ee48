import { headerFields } from '../../../core/format/fields';
import { now } from '../../host/signing';
import { editCommand } from './edit-command';
import { t } from '../../../core/words/translate';

const version = /^\s*(\d{1,3})\.(\d{1,3})\s*$/;

/** Writes FILENAME. */
export const setFilename = editCommand('trustList.setFilename', async ({ context, list, editing }) =>
  editing.setFilename(
    list,
    await context.questions.text({
      title: t('Set FILENAME'),
      prompt: t('A cluster writes ITLFile.tlv or CTLFile.tlv, even into the list of one phone'),
      value: headerFields(list).filename ?? '',
    }),
  ),
);

/** Writes TIMESTAMP. */
export const setTimestamp = editCommand('trustList.setTimestamp', async ({ context, list, editing }) => {
  const present = headerFields(list).timestamp;
  const text = await context.questions.text({
    title: t('Set TIMESTAMP'),
    prompt: t('now, a time such as 2026-01-31T12:00:00Z, or Unix seconds'),
    value: present === null ? 'now' : new Date(present * 1000).toISOString().replace('.000Z', 'Z'),
    check: (typed) =>
      editing.readTime(typed, now()) === null ? t('Enter a time such as 2026-01-31T12:00:00Z.') : null,
  });
  return editing.setTimestamp(list, editing.readTime(text, now()) ?? Number.NaN);
});

/** Writes VERSION. */
export const setVersion = editCommand('trustList.setVersion', async ({ context, list, editing }) => {
  const present = headerFields(list).version;
  const text = await context.questions.text({
    title: t('Set VERSION'),
    prompt: t('Two numbers from 0 to 255; clusters write 1.2'),
    value: present === null ? '1.2' : `${present.major}.${present.minor}`,
    check: (typed) => (version.test(typed) ? null : t('Enter a version such as 1.2.')),
  });
  const [, major, minor] = version.exec(text) ?? [];
  return editing.setVersion(list, Number(major), Number(minor));
});
