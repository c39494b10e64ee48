type Listener<K extends keyof HTMLElementEventMap> = (event: HTMLElementEventMap[K]) => void;
type Listeners = { readonly [K in keyof HTMLElementEventMap]?: Listener<K> };

export type Child = Node | string | null | false | readonly Child[];

export interface Properties {
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly role?: string | undefined;
  readonly tabindex?: number | undefined;
  readonly hidden?: boolean | undefined;
  readonly on?: Listeners;
  /** Everything else: `aria-…`, `data-…`, and the attributes of the toolkit's elements. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

/** Makes an element. Strings become text nodes: no markup is ever read. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties?: Properties | null,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K];
export function h(tag: string, properties?: Properties | null, ...children: readonly Child[]): HTMLElement;
export function h(tag: string, properties?: Properties | null, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  const { on = {}, attributes = {}, ...plain } = properties ?? {};
  const all: NonNullable<Properties['attributes']> = { ...plain, ...attributes };
  for (const [name, value] of Object.entries(all)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const [type, listener] of Object.entries(on)) element.addEventListener(type, listener as EventListener);
  append(element, children);
  return element;
}

export function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === false) continue;
    if (typeof child === 'string') parent.appendChild(document.createTextNode(child));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

/** Puts `children` in the place of whatever `parent` holds. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}
