import { parseServer, type WrittenServer } from '../core/cluster/address';
import { UsageError } from './command';

/** Reads `cucm-pub`, `10.1.1.1:6970` or `[2001:db8::1]:6970`. */
export function readServer(text: string, command: string): WrittenServer {
  const server = parseServer(text);
  if (server !== null) return server;
  throw new UsageError(`${command}: '${text}' is not a server: use HOST or HOST:PORT, an IPv6 address in brackets`);
}
