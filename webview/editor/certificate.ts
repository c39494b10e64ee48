import type { CertificateDetails } from '../../src/core/certificates/details';
import type { RecordView } from '../../src/extension/editor/protocol';
import { h, type Child } from '../shared/dom';
import { clipped, visible } from '../shared/text';
import { copyButton } from './copy-button';
import { markIcon } from './marks';
import type { Services } from './services';
import { validity } from './validity';
import { counted, t } from '../shared/words';

/**
 * The certificate of a record, or why there is none to show.
 *
 * @param awaited what stands in its place before the list is inspected.
 */
export function certificateSection(services: Services, view: RecordView, awaited: () => Child): HTMLElement {
  return h(
    'section',
    { class: 'certificate', attributes: { 'aria-labelledby': 'certificate-title' } },
    h('h2', { id: 'certificate-title' }, t('Certificate')),
    view.report === null ? awaited() : content(services, view.report, view.certificate),
  );
}

function content(
  services: Services,
  report: NonNullable<RecordView['report']>,
  certificate: RecordView['certificate'],
): Child {
  if (certificate === null) {
    if (report.certificate === 'none')
      return h('p', { class: 'dim' }, t('This record contains no certificate and no hash.'));
    return [
      h(
        'p',
        { class: 'dim' },
        t(
          'This record contains only the hash of its certificate, and no record in this file contains the certificate.',
        ),
      ),
      report.sha1 === null ? null : h('dl', { class: 'facts-list' }, fingerprint(services, t('Hash'), report.sha1)),
    ];
  }
  const fromElsewhere = report.certificate === 'hash';
  return [
    fromElsewhere
      ? h('p', { class: 'dim' }, t('This record contains the hash; the certificate is in another record.'))
      : null,
    certificate.error === null ? null : h('p', { class: 'notice' }, markIcon('error'), visible(certificate.error)),
    certificate.notBefore !== null && certificate.notAfter !== null
      ? validity(certificate.notBefore, certificate.notAfter, new Date())
      : null,
    details(services, certificate),
  ];
}

function details(services: Services, certificate: CertificateDetails): HTMLElement {
  const { subject, issuer, serial, alternativeNames, keyAlgorithm, signatureAlgorithm, isAuthority } = certificate;
  const { selfSigned, keyUsages, extendedKeyUsages, otherExtensions, sha1, sha256, md5, length } = certificate;
  return h(
    'dl',
    { class: 'facts-list' },
    fact(t('Subject'), subject),
    fact(t('Issuer'), issuer, selfSigned ? h('span', { class: 'dim' }, ` (${t('self-signed')})`) : null),
    fact(t('Serial number'), serial, serial === null ? null : copyButton(services, t('serial number'), serial)),
    facts(t('Alternative names'), alternativeNames),
    fact(t('Key'), keyAlgorithm),
    fact(t('Signed with'), signatureAlgorithm),
    fact(t('Authority'), isAuthority === null ? null : isAuthority ? t('yes') : t('no')),
    facts(t('Key usage'), keyUsages),
    facts(t('Extended key usage'), extendedKeyUsages),
    facts(t('Other extensions'), otherExtensions),
    fingerprint(services, 'SHA-1', sha1),
    fingerprint(services, 'SHA-256', sha256),
    fingerprint(services, 'MD5', md5),
    fact(t('Size'), counted(length, '1 byte', '{count} bytes')),
  );
}

export function fact(name: string, value: string | null, after: Child = null): Child {
  if (value === null) return null;
  return h('div', null, h('dt', null, name), h('dd', null, clipped(value), after));
}

function facts(name: string, values: readonly string[]): Child {
  if (values.length === 0) return null;
  return h(
    'div',
    null,
    h('dt', null, name),
    h(
      'dd',
      null,
      h(
        'ul',
        null,
        values.map((value) => h('li', null, clipped(value))),
      ),
    ),
  );
}

function fingerprint(services: Services, name: string, value: string): HTMLElement {
  return h(
    'div',
    null,
    h('dt', null, name),
    h('dd', { class: 'mono' }, value, copyButton(services, t('{name} fingerprint', { name }), value)),
  );
}
