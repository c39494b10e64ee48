import type { SignedStatus } from '../../src/core/phone/verify-signed';
import type { FromSignedPage, HeaderView, VerdictView } from '../../src/extension/signed/protocol';
import { h, type Child } from '../shared/dom';
import { icon, type IconName } from '../shared/icons';
import { plain, visible } from '../shared/text';
import { button, progressRing } from '../shared/toolkit';
import { linkButton } from '../shared/link';

interface Look {
  readonly word: string;
  readonly tone: 'good' | 'bad' | 'caution';
  readonly icon: IconName;
}

const looks: Readonly<Record<SignedStatus, Look>> = {
  verified: { word: 'Signature verified', tone: 'good', icon: 'shield' },
  'other-function': { word: 'Signed by a record of another function', tone: 'caution', icon: 'question' },
  invalid: { word: 'Signature does not verify', tone: 'bad', icon: 'shieldCross' },
  unsupported: { word: 'Signature cannot be checked', tone: 'caution', icon: 'question' },
  'signer-not-in-list': { word: 'Signer not in the lists', tone: 'bad', icon: 'shieldCross' },
  'no-list': { word: 'No list to verify against', tone: 'caution', icon: 'question' },
  firmware: { word: 'Firmware cannot be verified here', tone: 'caution', icon: 'question' },
  unsigned: { word: 'Not signed', tone: 'caution', icon: 'question' },
};

/** What the lists say of the signature. */
export function verdictView(
  header: HeaderView | null,
  verdict: VerdictView | null,
  post: (message: FromSignedPage) => void,
): Child {
  if (header === null) {
    return banner(looks.unsigned, ['The file has no signature before its content.']);
  }
  if (verdict === null) return h('p', { class: 'pending' }, progressRing('Verifying'), 'Verifying…');
  const { status, sentence, doubts, file, record, lists } = verdict;
  const look =
    status === 'verified' && doubts.length > 0
      ? { ...looks.unsupported, word: 'Verified by a list that is not verified itself' }
      : looks[status];
  const show =
    file === null
      ? null
      : linkButton(
          () => {
            post({ type: 'reveal', file, record });
          },
          plain(`Show record ${record} of ${file}`),
        );
  return banner(look, [
    h('p', null, visible(sentence), ' ', show),
    ...doubts.map((doubt) => h('p', null, visible(doubt))),
    status === 'firmware'
      ? null
      : h(
          'p',
          { class: 'dim' },
          lists.length === 0 ? null : ['Checked against ', visible(lists.join(', ')), '. '],
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
            'Verify Against Another List…',
          ),
        ),
  ]);
}

function banner({ word, tone, icon: name }: Look, children: readonly Child[]): HTMLElement {
  return h(
    'section',
    { class: `verdict tone-${tone}`, attributes: { 'aria-label': 'Signature' } },
    h('h1', null, icon(name), word),
    h('div', { class: 'verdict-body' }, ...children),
  );
}
