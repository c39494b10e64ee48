import { fill, h } from '../shared/dom';
import { icon } from '../shared/icons';
import { linkButton } from '../shared/link';
import { visible } from '../shared/text';
import { lookOf } from './look';
import { placeText, verdictText, type PhoneRow } from './rows';
import { t } from '../shared/words';

interface Actions {
  readonly openPlace: (row: PhoneRow) => void;
  readonly openList: (row: PhoneRow) => void;
  readonly showGroup: (row: PhoneRow) => void;
}

/** What the active phone holds, which source says so, and where to go from there. */
export class Details {
  readonly element = h('section', { class: 'details', attributes: { 'aria-label': t('Active phone') }, hidden: true });
  #shown: PhoneRow | undefined;

  constructor(private readonly actions: Actions) {}

  show(row: PhoneRow | undefined): void {
    if (row === this.#shown) return;
    this.#shown = row;
    this.element.hidden = row === undefined;
    if (row === undefined) return;
    const { device, group } = row;
    const { tone, icon: name } = lookOf(group);
    const { openPlace, openList, showGroup } = this.actions;
    const to = (action: (row: PhoneRow) => void) => (): void => {
      action(row);
    };
    const said = device.reported === null ? '' : `, ${t('CUCM says: {reported}', { reported: device.reported })}`;
    const verdict = verdictText(group);
    fill(
      this.element,
      h(
        'p',
        { class: `details-verdict tone-${tone}` },
        h('span', { class: 'verdict-badge' }, icon(name), h('strong', null, visible(device.name), `: ${group.title}`)),
        verdict === '' ? null : h('span', { class: 'dim' }, verdict),
        linkButton(to(showGroup), t('Show its group'), { title: t('What is said of phones that hold the same lists') }),
      ),
      h(
        'p',
        null,
        h('span', { class: 'dim' }, `${t('Holds')}: `),
        group.opens
          ? linkButton(to(openList), visible(group.holding), { title: t('Open the ITL in the editor') })
          : visible(group.holding),
      ),
      h(
        'p',
        null,
        h('span', { class: 'dim' }, `${t('By')}: `),
        linkButton(to(openPlace), visible(placeText(device)), { title: t('Open the source at this line') }),
        said,
      ),
    );
  }
}
