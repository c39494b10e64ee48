import type { BundleEntry } from '../../src/core/phone/bundles/describe';
import type { Consolidation } from '../../src/core/phone/bundles/consolidation';
import type { BundlesContent } from '../../src/extension/phone/protocol';
import { h, type Child } from '../shared/dom';
import { visible } from '../shared/text';
import { saveAndChange, sentences, type Actions } from './actions';
import { evidenceView } from './evidence';
import { rich, t } from '../shared/words';

/** What bundles contain, for which host, and what is missing before they are put into one. */
export function bundlesView({ files, lists, consolidation }: BundlesContent, actions: Actions): HTMLElement {
  const { bundles, certificates, held, missing, overwriting } = consolidation;
  return h(
    'div',
    { class: 'page' },
    h('h1', null, t('Certificate bundles')),
    saveAndChange(t('Consolidate…'), actions),
    h(
      'p',
      null,
      t(
        'Consolidate… writes {certificates} certificates, each once, as PEM. No source says that CUCM imports a file that CUCM did not make: upload the certificates one by one, as CallManager-trust and as Phone-SAST-trust.',
        { certificates },
      ),
    ),
    sentences(
      t('Overwriting'),
      overwriting.map(({ sentence }) => sentence),
      false,
      'h2',
    ),
    lists.length === 0
      ? h('p', { class: 'dim' }, t('Choose the lists of both clusters too, to see what the bundles lack.'))
      : [
          h('p', { class: 'dim' }, rich('Checked against {lists}.', { lists: visible(lists.join(', ')) })),
          evidenceView(missing, actions, { title: t('Missing'), level: 'h2' }),
          missing.length === 0 && held.length > 0
            ? h('p', null, t('Nothing is missing: the bundles contain the signers of every list.'))
            : null,
          evidenceView(held, actions, { title: t('Present'), level: 'h2' }),
        ],
    h('h2', null, t('Contents')),
    ...bundles.map((bundle, index) => bundleView(files[index] ?? bundle.file, bundle)),
  );
}

function bundleView(file: string, { name, entries }: Consolidation['bundles'][number]): HTMLElement {
  return h(
    'section',
    { class: 'bundle', attributes: { 'data-bundle': file } },
    h('h3', null, visible(file)),
    h(
      'p',
      { class: 'dim' },
      name === null
        ? t('The file name does not say which server exported it.')
        : rich('Exported by {host} as {purpose}, by its name.', {
            host: visible(name.host),
            purpose: visible(name.purpose),
          }),
    ),
    h('ul', null, ...entries.map((entry) => h('li', null, ...entryView(entry)))),
  );
}

function entryView({ label, subject, issuer, serial, notAfter, records }: BundleEntry): Child[] {
  const issued =
    subject !== null && subject === issuer
      ? t('self-signed')
      : t('issued by {issuer}', { issuer: issuer ?? t('an unnamed issuer') });
  const facts = [
    t('serial {serial}', { serial: serial ?? t('not known') }),
    issued,
    ...(notAfter === null ? [] : [t('valid until {date}', { date: notAfter.slice(0, 10) })]),
  ];
  return [
    h('strong', null, visible(label)),
    ', ',
    visible(facts.join(', ')),
    records.length === 0 ? null : h('div', { class: 'dim' }, visible(records.join('; '))),
  ];
}
