import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:http';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';

/** What test/builders.ts makes keys, certificates and lists with.
 * @type {Readonly<Record<string, object>>}
 */
export const nodeModules = { 'node:crypto': crypto, 'node:fs': fs, 'node:path': path };

/**
 * Lets tests in a web worker call functions of Node.js, with which they make keys, certificates and lists. What the product
 * does is done in the worker. `test/web/harness/node-client.ts` calls this, one function at a time.
 * @param {Readonly<Record<string, object>>} modules what may be called, by name
 * @returns {Promise<{ address: string, close: () => void }>} the address holds a secret: no other page may call it
 */
export async function serveNode(modules) {
  const secret = `/${crypto.randomUUID()}`;
  const objects = Object.entries(modules).map(([, module]) => module);
  const names = Object.keys(modules);

  /**
   * @param {unknown} value
   * @returns {unknown} JSON: what has methods stays here, and is named by its number
   */
  const encode = (value) => {
    if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
    if (typeof value === 'bigint') return { bigint: String(value) };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { value };
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      return { fields: Object.fromEntries(Object.entries(value).map(([name, field]) => [name, encode(field)])) };
    }
    const object = objects.push(value) - 1;
    return { object, ...membersOf(value) };
  };
  /**
   * @param {any} json
   * @returns {unknown}
   */
  const decode = (json) => {
    if ('bytes' in json) return Buffer.from(json.bytes, 'base64');
    if ('bigint' in json) return BigInt(json.bigint);
    if ('object' in json) return objects[json.object];
    if (!('fields' in json)) return json.value;
    return Object.fromEntries(Object.entries(json.fields).map(([name, field]) => [name, decode(field)]));
  };
  /** @param {{ of: number | string, name: string, args?: unknown[] }} call */
  const answer = ({ of, name, args }) => {
    const object = /** @type {any} */ (objects[typeof of === 'string' ? names.indexOf(of) : of]);
    try {
      return encode(args === undefined ? object[name] : object[name](...args.map(decode)));
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };

  const server = createServer(async (request, response) => {
    if (request.url !== secret) return void response.writeHead(404).end();
    const answered = JSON.stringify(answer(JSON.parse(await text(request))));
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end(answered);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { address: `http://localhost:${port}${secret}`, close: () => server.close() };
}

/**
 * @param {object} object
 * @returns {{ methods: string[], getters: string[] }} of its classes too
 */
function membersOf(object) {
  const methods = new Set();
  const getters = new Set();
  for (let at = object; at !== Object.prototype && at !== null; at = Object.getPrototypeOf(at)) {
    for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (get !== undefined) getters.add(name);
      else if (typeof value === 'function') methods.add(name);
    }
  }
  return { methods: [...methods], getters: [...getters] };
}
