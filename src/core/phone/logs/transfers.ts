/** How many transfers and connections are remembered: the latest ones. */
const most = 1_000;

/** A map that forgets what was put in first. */
class Recent<Value> {
  readonly #values = new Map<string, Value>();

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    const [first] = this.#values.keys();
    if (this.#values.size > most && first !== undefined) this.#values.delete(first);
  }
}

/** Before a message: `[27]:`, `dgetfile(877)-`, `in.tftpd[25625]: `, or process and thread `(339:1850) downd-`. */
const idBefore = /(?:\[(\d{1,9})\]:|\((\d{1,9})\)-|\((\d{1,9}:\d{1,9})\)\s)[^[\]()]{0,40}$/;
const addresses = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}/g;

/** Which file was asked for, by what the lines of a transfer have in common. */
export class Transfers {
  readonly #byId = new Recent<string>();
  readonly #byClient = new Recent<string>();
  #last: string | null = null;
  #isAnswered = false;

  /** @param before the text of the line before the message. */
  ask(file: string, before: string): void {
    this.#last = file;
    this.#isAnswered = false;
    const id = idOf(before);
    if (id !== null) this.#byId.set(id, file);
    // The client: a request goes from it to the server.
    const [client] = before.slice(-200).match(addresses) ?? [];
    if (client !== undefined) this.#byClient.set(client, file);
  }

  /**
   * The file that an answer is about; null if that is not known.
   *
   * @param isSummary it may repeat an answer: phones sum up what came of a request.
   */
  answered(before: string, isSummary: boolean): string | null {
    const id = idOf(before);
    const byId = id === null ? undefined : this.#byId.get(id);
    if (byId !== undefined) return byId;
    for (const address of before.slice(-200).match(addresses) ?? []) {
      const file = this.#byClient.get(address);
      if (file !== undefined) return file;
    }
    // A process has threads that ask, and others that answer. The number of a transfer belongs to it alone.
    if (id !== null && !id.includes(':')) return null;
    return isSummary || !this.#isAnswered ? this.#last : null;
  }

  /** Notes an answer: what answers without a name afterwards is about something else. */
  close(file: string): void {
    if (file === this.#last) this.#isAnswered = true;
  }
}

function idOf(before: string): string | null {
  const [, bracketed, called, thread] = idBefore.exec(before.slice(-100)) ?? [];
  return bracketed ?? called ?? thread ?? null;
}

const tvsPort = 2445;
const portOf = /\bport\W{1,4}(\d{1,5})/i;
const addressOf = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}|(?<=<)[\da-f:]{3,45}(?=>)/i;

/** Which connections of the phone are to a TVS. */
export class Connections {
  readonly #ports = new Recent<number>();
  #last: { readonly server: string | null; readonly port: number } | null = null;

  /** Notes a connection that a message names with its port; true if it does. */
  note(message: string): boolean {
    const port = portOf.exec(message)?.[1];
    if (port === undefined) return false;
    this.#last = { server: addressOf.exec(message)?.[0] ?? null, port: Number(port) };
    if (this.#last.server !== null) this.#ports.set(this.#last.server, this.#last.port);
    return true;
  }

  /** The phone turns to a TVS now, or is done with it. */
  toTvs(isOpen: boolean): void {
    if (!isOpen) this.#last = null;
    else if (this.#last?.port !== tvsPort) this.#last = { server: null, port: tvsPort };
  }

  /** The TVS that a message about a connection is about; null if it is another server, or nobody knows. */
  tvsOf(message: string, before: string): { readonly server: string | null } | null {
    const address = addressOf.exec(message)?.[0] ?? null;
    const port = (address === null ? undefined : this.#ports.get(address)) ?? this.#last?.port;
    if (port !== tvsPort && !/\bTVS\b/i.test(before.slice(-40) + message)) return null;
    return { server: address ?? this.#last?.server ?? null };
  }
}
