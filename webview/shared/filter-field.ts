import { textField, type TextField } from './toolkit';
import { t } from './words';

/** Keys that edit a line of text, or move in it. */
const editingKeys: ReadonlySet<string> = new Set([
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

interface Options {
  /** What is filtered by what, for a screen reader. */
  readonly label: string;
  readonly title: string;
  readonly value: string;
  readonly onFilter: (text: string) => void;
  /** The keyboard is to go to what is filtered. */
  readonly onLeave: () => void;
}

/** The field above a list that filters it. Arrow down leads into the list, and Escape empties the field, then leaves. */
export function filterField({ label, title, value, onFilter, onLeave }: Options): TextField {
  const field = textField(
    label,
    {
      class: 'filter placeholder-says',
      title,
      attributes: { placeholder: t('Filter'), type: 'text' },
      on: {
        keydown: (event) => {
          keepFromVsCode(event);
          if (event.key === 'ArrowDown') leave(event);
          else if (event.key === 'Escape') {
            if (field.value === '') leave(event);
            else {
              event.preventDefault();
              field.value = '';
              onFilter('');
            }
          }
        },
      },
    },
    onFilter,
  );
  const leave = (event: Event): void => {
    event.preventDefault();
    onLeave();
  };
  field.value = value;
  return field;
}

/**
 * Keys that edit the text must not reach VS Code, where they may be bound to do the same to records. Undo and redo would
 * be the list's there.
 */
function keepFromVsCode(event: KeyboardEvent): void {
  const command = event.ctrlKey || event.metaKey;
  const types = event.key.length === 1 && !command;
  const undoes = command && ['z', 'y'].includes(event.key.toLowerCase());
  if (types || undoes || editingKeys.has(event.key)) event.stopPropagation();
}
