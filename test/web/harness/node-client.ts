import { Buffer } from 'buffer';

/** Where `scripts/suites/web-node.mjs` answers; the bundle is made with it. */
declare const NODE_ADDRESS: string;

type Json =
  | { readonly value?: unknown }
  | { readonly bytes: string }
  | { readonly bigint: string }
  | { readonly fields: Readonly<Record<string, Json>> }
  | { readonly object: number; readonly methods: readonly string[]; readonly getters: readonly string[] };

const remote = Symbol('number of an object of Node.js');

/** A module of Node.js whose functions are carried out by the test runner while this worker waits. */
export function nodeModule(
  name: string,
  functions: readonly string[],
): Record<string, (...args: unknown[]) => unknown> {
  return Object.fromEntries(functions.map((method) => [method, (...args: unknown[]) => call(name, method, args)]));
}

function call(of: number | string, name: string, args?: readonly unknown[]): unknown {
  const request = new XMLHttpRequest();
  request.open('POST', NODE_ADDRESS, false);
  request.send(JSON.stringify({ of, name, args: args?.map(encode) }));
  const answer = JSON.parse(request.responseText) as Json | { readonly error: string };
  if ('error' in answer) throw new Error(answer.error);
  return decode(answer);
}

function encode(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (typeof value === 'bigint') return { bigint: String(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { value };
  if (remote in value) return { object: value[remote] };
  return { fields: Object.fromEntries(Object.entries(value).map(([name, field]) => [name, encode(field)])) };
}

function decode(json: Json): unknown {
  if ('bytes' in json) return Buffer.from(json.bytes, 'base64');
  if ('bigint' in json) return BigInt(json.bigint);
  if ('fields' in json)
    return Object.fromEntries(Object.entries(json.fields).map(([name, field]) => [name, decode(field)]));
  if (!('object' in json)) return 'value' in json ? json.value : undefined;
  const object = { [remote]: json.object };
  for (const name of json.methods)
    Object.defineProperty(object, name, { value: (...args: unknown[]) => call(json.object, name, args) });
  for (const name of json.getters) Object.defineProperty(object, name, { get: () => call(json.object, name) });
  return object;
}
