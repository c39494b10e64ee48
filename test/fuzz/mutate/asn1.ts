import { der, oid } from '../../raw-certificate';
import type { Random } from '../random';
import { anyBytes, join, type FileMutation } from './bytes';

/**
 * Changes to DER that know its structure: a value is changed, and the lengths around it are made to fit again, so that
 * the reader reaches the change. Written from X.690, not with the product's reader.
 */
export const mutateDer: FileMutation = (random, file, donors) => {
  const tree = random.oneIn(4) ? null : parse(file);
  if (tree === null || tree.length === 0) return random.pick(anyBytes)(random, file, donors);
  const nodes = flat(tree);
  random.pick(changes)(random, random.pick(nodes), { nodes, donors });
  return join(tree.map(encode));
};

/** A value that is open to change. */
interface Node {
  tag: number;
  content: Uint8Array;
  /** The values in it: of a constructed one, or of a string that contains DER. Null if there are none. */
  children: Node[] | null;
  /** Octets before the children: the number of unused bits of a BIT STRING. */
  lead: Uint8Array;
  form: 'definite' | 'indefinite' | 'long' | 'lying';
}

const constructed = 0x20;
const [bitString, octetString] = [0x03, 0x04];
const deepest = 40;

/** Null for bytes that are not whole values. */
function parse(bytes: Uint8Array, depth = 0): Node[] | null {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length;) {
    const [tag = 0, first = 0x80] = bytes.subarray(at, at + 2);
    const octets = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + octets;
    if (first === 0x80 || octets > 3 || start > bytes.length) return null;
    const length = octets === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, octet) => sum * 256 + octet, 0);
    if (start + length > bytes.length) return null;
    nodes.push(nodeOf(tag, bytes.slice(start, start + length), depth));
    at = start + length;
  }
  return nodes;
}

function nodeOf(tag: number, content: Uint8Array, depth: number): Node {
  const node: Node = { tag, content, children: null, lead: new Uint8Array(), form: 'definite' };
  if (depth > deepest) return node;
  if ((tag & constructed) !== 0) return { ...node, children: parse(content, depth + 1) };
  const lead = tag === bitString ? 1 : 0;
  if ((tag !== bitString && tag !== octetString) || content[lead] !== 0x30) return node;
  return { ...node, lead: content.slice(0, lead), children: parse(content.subarray(lead), depth + 1) };
}

function encode({ tag, content, children, lead, form }: Node): Uint8Array {
  const body = children === null ? content : join([lead, ...children.map(encode)]);
  const whole = der(tag, body);
  switch (form) {
    case 'definite':
      return whole;
    case 'indefinite':
      return join([Uint8Array.of(tag | constructed, 0x80), body, new Uint8Array(2)]);
    case 'long':
      return join([
        Uint8Array.of(tag, 0x84, 0),
        whole.length > 0xffff ? Uint8Array.of(1) : Uint8Array.of(0),
        u16(body.length),
        body,
      ]);
    case 'lying':
      return join([whole.subarray(0, 1), Uint8Array.of(((whole[1] ?? 0) + 1) & 0xff), whole.subarray(2)]);
  }
}

function u16(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 0xff, value & 0xff);
}

function flat(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...flat(node.children ?? [])]);
}

interface Material {
  readonly nodes: readonly Node[];
  readonly donors: readonly Uint8Array[];
}

type Change = (random: Random, node: Node, material: Material) => void;

const tags = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x1f, 0x24, 0x30, 0x31, 0x80, 0xa0, 0xa1,
  0xa3,
];
/** Contents of INTEGERs: zero, small, negative, even, wide, and counts that would take long. */
const numbers = [
  '',
  '00',
  '01',
  '03',
  '80',
  'ff',
  '0100',
  '010001',
  '0800',
  '7fff',
  '00ffff',
  '0186a0',
  '7fffffff',
  '00ffffffffffff',
  '0100000000000000',
].map((octets) => new Uint8Array(Buffer.from(octets, 'hex')));
/** The algorithms of keys, certificates and their encryption. */
const oids = [
  '1.2.840.113549.1.1.1',
  '1.2.840.113549.1.1.5',
  '1.2.840.113549.1.1.10',
  '1.2.840.10045.2.1',
  '1.2.840.10045.3.1.7',
  '1.2.840.113549.1.5.3',
  '1.2.840.113549.1.5.6',
  '1.2.840.113549.1.5.10',
  '1.2.840.113549.1.5.11',
  '1.2.840.113549.1.5.12',
  '1.2.840.113549.1.5.13',
  '1.3.6.1.4.1.11591.4.11',
  '1.2.840.113549.3.2',
  '1.2.840.113549.3.7',
  '1.2.840.113549.1.12.1.3',
  '1.2.840.113549.1.12.1.4',
  '1.2.840.113549.1.12.1.5',
  '1.2.840.113549.1.12.1.6',
  '1.2.840.113549.1.12.10.1.1',
  '1.2.840.113549.1.12.10.1.2',
  '1.2.840.113549.1.12.10.1.3',
  '1.2.840.113549.1.12.10.1.6',
  '1.2.840.113549.1.7.1',
  '1.2.840.113549.1.7.2',
  '1.2.840.113549.1.7.3',
  '1.2.840.113549.1.7.6',
  '1.2.840.113549.2.7',
  '1.2.840.113549.2.9',
  '1.2.840.113549.2.11',
  '2.16.840.1.101.3.4.2.3',
  '2.16.840.1.101.3.4.1.2',
  '2.16.840.1.101.3.4.1.42',
  '2.5.4.3',
  '2.5.29.17',
  '2.5.29.15',
  '2.5.29.37',
].map((dotted) => oid(dotted).subarray(2));

const setTag: Change = (random, node) => {
  node.tag = random.oneIn(2) ? random.pick(tags) : random.below(256);
};

const setContent: Change = (random, node) => {
  node.children = null;
  node.content = random.oneIn(2)
    ? random.pick([...numbers, ...oids])
    : random.bytes(random.below(random.oneIn(20) ? 2_000 : 40));
};

/** A number in the place of a number, or the OID of one algorithm in the place of another. */
const setNumber: Change = (random, _, { nodes }) => {
  const node = random.pick([
    ...nodes.filter(({ tag }) => tag === 0x02),
    ...nodes.filter(({ tag }) => tag === 0x06),
    ...nodes.slice(0, 1),
  ]);
  if (node.tag === 0x02) node.content = random.pick(numbers);
  if (node.tag === 0x06) node.content = random.pick(oids);
};

const setForm: Change = (random, node) => {
  node.form = random.pick(['indefinite', 'indefinite', 'long', 'lying']);
};

/** A string in pieces, as BER allows. */
const cutIntoPieces: Change = (random, node) => {
  const { content } = node;
  const cut = random.below(content.length + 1);
  const piece = (part: Uint8Array): Node => ({
    tag: octetString,
    content: part,
    children: null,
    lead: new Uint8Array(),
    form: 'definite',
  });
  node.tag |= constructed;
  node.children = [piece(content.slice(0, cut)), piece(content.slice(cut))];
  node.lead = new Uint8Array();
};

const removeChild: Change = (random, { children }) => {
  children?.splice(random.below(children.length), 1);
};

const repeatChild: Change = (random, { children }) => {
  const child = children?.[random.below(children.length)];
  if (child !== undefined) children?.push(...Array<Node>(1 + random.below(random.oneIn(10) ? 500 : 3)).fill(child));
};

const swapChildren: Change = (random, { children }) => {
  const [child] = children?.splice(random.below(children.length), 1) ?? [];
  if (child !== undefined) children?.splice(random.below(children.length + 1), 0, child);
};

/** A value of this or another file in place of a child. */
const transplant: Change = (random, { children }, { nodes, donors }) => {
  const donor = random.oneIn(2) ? nodes : flat(parse(random.pick(donors)) ?? []);
  const child = donor[random.below(donor.length)];
  if (child !== undefined) children?.splice(random.below(children.length + 1), random.below(2), structuredClone(child));
};

/** The value in values of its own kind, or in SEQUENCEs, deeper than any file goes. */
const nest: Change = (random, node) => {
  const depth = 1 + random.below(random.oneIn(20) ? 5_000 : 80);
  const tag = random.pick([0x30, 0x24, 0xa0, node.tag | constructed]);
  let content = encode(node);
  const closing = random.oneIn(3);
  if (closing) content = join([content, new Uint8Array(2 * depth)]);
  const heads: Uint8Array[] = [];
  for (let level = 0, length = content.length; level < depth; level++) {
    const head = closing
      ? Uint8Array.of(tag, 0x80)
      : Uint8Array.of(tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
    heads.unshift(head);
    length += head.length;
  }
  const [outer, ...inner] = heads;
  node.tag = outer?.[0] ?? tag;
  node.children = null;
  node.content = join([...inner, content]);
};

const changes: readonly Change[] = [
  setTag,
  setContent,
  setNumber,
  setNumber,
  setNumber,
  setForm,
  cutIntoPieces,
  removeChild,
  repeatChild,
  swapChildren,
  transplant,
  nest,
];

/** Changes to PEM: of its text, or of the DER in one of its blocks. */
export const mutatePem =
  (changeText: FileMutation): FileMutation =>
  (random, file, donors) => {
    if (file[0] === 0x30) return mutateDer(random, file, donors.filter(isDer));
    const text = Buffer.from(file).toString('latin1');
    const block = /(-----BEGIN [^-]{0,40}-----)([A-Za-z0-9+/=\s]*)(-----END)/.exec(text);
    if (block === null || random.oneIn(2))
      return changeText(
        random,
        file,
        donors.filter((donor) => !isDer(donor)),
      );
    const [whole, begin = '', body = '', end = ''] = block;
    const changed = mutateDer(random, new Uint8Array(Buffer.from(body, 'base64')), donors.filter(isDer));
    const lines = Buffer.from(changed).toString('base64').replace(/.{64}/g, '$&\n');
    return new Uint8Array(
      Buffer.from(
        text.replace(whole, () => `${begin}\n${lines}\n${end}`),
        'latin1',
      ),
    );
  };

function isDer(file: Uint8Array): boolean {
  return file[0] === 0x30;
}
