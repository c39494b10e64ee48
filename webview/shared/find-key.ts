/** True for the keys that go to a page's search field: `/` where nothing is typed into, and Ctrl+F or ⌘F. */
export function isFindKey(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
  const command = ctrlKey || metaKey;
  const typing = target instanceof Element && target.closest('vscode-text-field, input') !== null;
  return (key === 'f' && command && !shiftKey && !altKey) || (key === '/' && !typing && !command);
}
