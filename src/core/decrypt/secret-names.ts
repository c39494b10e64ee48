/**
 * Which elements, attributes and settings contain something secret, by their names. A configuration has hundreds of
 * names, by model, and vendors add their own: so what counts is what a name says, not a list of names. If in doubt, it
 * is secret: hiding too much costs a click.
 */

/** In any part of a name, even if it has no capitals: `sshPassword`, `adminpasswd`, `wepKey1`. */
const anywhere = [
  'passw', // password, passwd, passwort, and what is derived: passwordHash
  'passphrase',
  'passcode',
  'passkey',
  'pwd',
  'secret',
  'credential',
  'community',
  'token',
  'privatekey',
  'presharedkey',
  'sharedkey',
  'psk',
  'wepkey',
  'apikey',
  'authkey',
  'encryptionkey',
  'challenge',
  'bearer',
  'activationcode',
  'authcode',
  'authorizationcode',
  'authenticationcode',
  'authstring',
  'authenticationstring',
  'accesscode',
  'securitycode',
  'unlockcode',
  'lockcode',
  'pincode',
] as const;

/**
 * Only as a word of its own, or at the end of one: `pin` is in `mapping`. Each with the words beside it that make it
 * something else: a key that a person presses or that everybody may know, or what is only said of a key.
 */
const words: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    key: [
      ...['soft', 'line', 'feature', 'speed', 'dial', 'programmable', 'function', 'hot', 'nav', 'navigation', 'hard'],
      ...['expansion', 'button', 'side', 'pad', 'press', 'tone', 'map', 'label', 'module', 'mon', 'tur', 'public'],
      ...['length', 'size', 'bits', 'type', 'exp', 'mgmt', 'management'],
    ],
    pass: ['through', 'thru', 'by', 'com'],
    pin: ['s', 'push'],
    pw: [],
    puk: [],
    otp: [],
    jwt: [],
    kek: [],
    cookie: [],
    authorization: [],
    ha1: [],
  }).map(([word, open]) => [word, new Set(open)]),
);

/** What may also end a word without capitals: `masterkey`, `userpin`. */
const endings = ['key', 'pass', 'pin'] as const;

/** Characters of a name that are looked at: what is longer is a text. */
export const longestName = 128;

/** True for a name that says that its value is a password, a key, a token, a PIN or the like. */
export function isSecretName(name: string): boolean {
  if (name.length > longestName) return false;
  const plain = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  if (anywhere.some((part) => plain.includes(part))) return true;
  const found = wordsOf(name);
  return found.some((word) => {
    const open = words.get(word);
    return open !== undefined && !found.some((other) => open.has(other));
  });
}

/** `['ssh', 'user', 'key']` of `sshUserKey2`, `ssh_userkey` and `SSH-User-Keys`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .flatMap((word) => (words.has(word) ? [word] : parted(withoutNumber(word))));
}

/** `key` of `keys`, `key2` and `keys2`. */
function withoutNumber(word: string): string {
  let end = word.length;
  while (end > 0 && /[0-9]/.test(word[end - 1] ?? '')) end -= 1;
  const bare = word.slice(0, end);
  return endings.some((ending) => bare.endsWith(`${ending}s`)) ? bare.slice(0, -1) : bare;
}

/** `['soft', 'key']` of `softkey`. */
function parted(word: string): string[] {
  const ending = endings.find((one) => word.endsWith(one));
  return ending === undefined ? [word] : [word.slice(0, -ending.length), ending];
}
