import { parseServer, type WrittenServer } from '../../core/cluster/address';
import { Refusal } from '../host/errors';
import type { Questions } from '../host/questions';
import { t } from '../../core/words/translate';

/** A server that a person types: the only source of hosts, beside records that a person chooses. */
export async function askServer(
  questions: Pick<Questions, 'text'>,
  { title, prompt }: { readonly title: string; readonly prompt: string },
): Promise<WrittenServer> {
  const check = (text: string): string | null =>
    parseServer(text.trim()) === null
      ? t(
          'Type a name or an address, and :PORT if it is not the usual one: cucm-pub, 10.1.1.1, [2001:db8::1] (in brackets).',
        )
      : null;
  const text = await questions.text({ title, prompt, value: '', check });
  const server = parseServer(text.trim());
  if (server === null) throw new Refusal(t('“{text}” is not the name or address of a server.', { text }));
  return server;
}

/** `10.1.1.1`, `[2001:db8::1]:6970`: the server as a person writes it. */
export function serverText({ host, port }: WrittenServer): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === null ? name : `${name}:${port}`;
}
