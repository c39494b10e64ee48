/**
 * The position, from 0, that a key leads to in a list; null for a key that does not move.
 *
 * @param page rows that Page Up and Page Down pass.
 */
export function movedTo(
  key: string,
  position: number,
  length: number,
  page: { readonly up: number; readonly down: number },
): number | null {
  const clamp = (target: number): number => Math.max(0, Math.min(length - 1, target));
  switch (key) {
    case 'ArrowDown':
      return clamp(position + 1);
    case 'ArrowUp':
      return clamp(position - 1);
    case 'PageDown':
      return clamp(position + page.down);
    case 'PageUp':
      return clamp(position - page.up);
    case 'Home':
      return 0;
    case 'End':
      return clamp(length - 1);
    default:
      return null;
  }
}
