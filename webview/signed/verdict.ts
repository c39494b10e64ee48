import type { SignedStatus } from '../../src/core/phone/verify-signed';
import type { FromSignedPage, HeaderView, VerdictView } from '../../src/extension/signed/protocol';
import { h, type Child } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { plain, visible } from '../shared/text';
import { button, progressRing } from '../shared/toolkit';
import { linkButton } from '../shared/link';
import { rich, t } from '../shared/words';

interface Look {
  readonly word: string;
  readonly tone: 'good' | 'bad' | 'caution';
  readonly icon: IconName;
}

const looks: Readonly<Record<SignedStatus, Look>> = {
  verified: { word: t('Signature verified'), tone: 'good', icon: 'shield' },
  'other-function': { word: t('Signed by a record of another function'), tone: 'caution', icon: 'question' },
  invalid: { word: t('Signature does not verify'), tone: 'bad', icon: 'shieldCross' },
  unsupported: { word: t('Signature cannot be checked'), tone: 'caution', icon: 'question' },
  'signer-not-in-list': { word: t('Signer not in the lists'), tone: 'bad', icon: 'shieldCross' },
  'no-list': { word: t('No list to verify against'), tone: 'caution', icon: 'question' },
  firmware: { word: t('Firmware cannot be verified here'), tone: 'caution', icon: 'question' },
  unsigned: { word: t('Not signed'), tone: 'caution', icon: 'question' },
};

/** What the lists say of the signature. */
export function verdictView(
  header: HeaderView | null,
  verdict: VerdictView | null,
  post: (message: FromSignedPage) => void,
): Child {
  if (header === null) {
    return banner(looks.unsigned, [t('The file has no signature before its content.')]);
  }
  if (verdict === null) return h('p', { class: 'pending' }, progressRing(t('Verifying')), t('Verifying…'));
  const { status, sentence, doubts, file, record, lists } = verdict;
  const look =
    status === 'verified' && doubts.length > 0
      ? { ...looks.unsupported, word: t('Verified by a list that is not verified itself') }
      : looks[status];
  const show =
    file === null
      ? null
      : linkButton(
          () => {
            post({ type: 'reveal', file, record });
          },
          plain(t('Show record {record} of {file}', { record, file })),
        );
  return banner(look, [
    h('p', null, visible(sentence), ' ', show),
    ...doubts.map((doubt) => h('p', null, visible(doubt))),
    status === 'firmware'
      ? null
      : h(
          'p',
          { class: 'dim' },
          lists.length === 0 ? null : [rich('Checked against {lists}.', { lists: visible(lists.join(', ')) }), ' '],
          button(
            'secondary',
            {
              id: 'add-list',
              on: {
                click: () => {
                  post({ type: 'addList' });
                },
              },
            },
            t('Verify Against Another List…'),
          ),
        ),
  ]);
}

function banner({ word, tone, icon: name }: Look, children: readonly Child[]): HTMLElement {
  return h(
    'section',
    { class: `verdict tone-${tone}`, attributes: { 'aria-label': t('Signature') } },
    h('h1', null, icon(name), word),
    h('div', { class: 'verdict-body' }, ...children),
  );
}
