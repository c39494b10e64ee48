import type { BundleEntry } from '../../src/core/phone/bundles/describe';
import type { Consolidation } from '../../src/core/phone/bundles/consolidation';
import type { BundlesContent } from '../../src/extension/phone/protocol';
import { h, type Child } from '../shared/dom';
import { visible } from '../shared/text';
import { saveAndChange, sentences, type Actions } from './actions';
import { evidenceView } from './evidence';

/** What bundles contain, for which host, and what is missing before they are put into one. */
export function bundlesView({ files, lists, consolidation }: BundlesContent, actions: Actions): HTMLElement {
  const { bundles, certificates, held, missing, overwriting } = consolidation;
  return h(
    'div',
    { class: 'page' },
    h('h1', null, 'Certificate bundles'),
    saveAndChange('Consolidate…', actions),
    h(
      'p',
      null,
      `Consolidate… writes ${certificates} certificates, each once, as PEM. No source says that CUCM imports a ` +
        'file that CUCM did not make: upload the certificates one by one, as CallManager-trust and as ' +
        'Phone-SAST-trust.',
    ),
    sentences(
      'Overwriting',
      overwriting.map(({ sentence }) => sentence),
      false,
      'h2',
    ),
    lists.length === 0
      ? h('p', { class: 'dim' }, 'Choose the lists of both clusters too, to see what the bundles lack.')
      : [
          h('p', { class: 'dim' }, 'Checked against ', visible(lists.join(', ')), '.'),
          evidenceView(missing, actions, { title: 'Missing', level: 'h2' }),
          missing.length === 0 && held.length > 0
            ? h('p', null, 'Nothing is missing: the bundles contain the signers of every list.')
            : null,
          evidenceView(held, actions, { title: 'Present', level: 'h2' }),
        ],
    h('h2', null, 'Contents'),
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
        ? 'The file name does not say which server exported it.'
        : ['Exported by ', visible(name.host), ' as ', visible(name.purpose), ', by its name.'],
    ),
    h('ul', null, ...entries.map((entry) => h('li', null, ...entryView(entry)))),
  );
}

function entryView({ label, subject, issuer, serial, notAfter, records }: BundleEntry): Child[] {
  const issued = subject !== null && subject === issuer ? 'self-signed' : `issued by ${issuer ?? 'an unnamed issuer'}`;
  const facts = [
    `serial ${serial ?? 'not known'}`,
    issued,
    ...(notAfter === null ? [] : [`valid until ${notAfter.slice(0, 10)}`]),
  ];
  return [
    h('strong', null, visible(label)),
    ', ',
    visible(facts.join(', ')),
    records.length === 0 ? null : h('div', { class: 'dim' }, visible(records.join('; '))),
  ];
}
