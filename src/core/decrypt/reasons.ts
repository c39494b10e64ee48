import { statements } from '../words/statement';

const layout = 'usecallmanagernz/certutils (enccnf)';
const minimalConfiguration =
  'Cisco security guides; usecallmanagernz/certutils (enccnf): certHash is the MD5 of the phone’s certificate';

/** Why an encrypted configuration is not decrypted. */
export const state = statements({
  'not-encrypted': { text: 'This is not an encrypted configuration.', source: null },
  'no-private-key': { text: 'The file does not contain a private key.', source: null },
  'not-an-rsa-key': {
    text: 'Wrong key: “{key}” is {algorithm}, and it is not known how CUCM encrypts for such a key. Only an RSA key decrypts.',
    source: layout,
  },
  'key-size': {
    text: 'Wrong key: it has {bits} bits, and the configuration is encrypted for a key of {needed} bits.',
    source: layout,
  },
  'not-this-key': {
    text: 'Wrong key: the configuration is encrypted for the key of another phone, or WRAPPEDKEY in its header is damaged.',
    source: layout,
  },
  'not-this-certificate': {
    text: 'Wrong key: {minimal} names the certificate with MD5 {needed}, and the certificate of this key has MD5 {given}.',
    source: minimalConfiguration,
  },
  'not-the-named-certificate': {
    text: 'Wrong key: give the private key of the certificate with MD5 {needed}, which {minimal} names.',
    source: minimalConfiguration,
  },
  'key-not-computed': {
    text: 'Too costly, because the key has {bits} bits, and only keys of {min} to {max} bits are used.',
    source: null,
  },
  'too-many-keys': {
    text: 'Too costly, because {count} keys have the right size, and at most {most} are tried. None of these decrypts the configuration.',
    source: null,
  },
  'wrapped-key-damaged': {
    text: 'Damaged, or from another time than {minimal}: the certificate of the key is the one that {minimal} names, but the key does not open WRAPPEDKEY.',
    source: layout,
  },
  'element-missing': {
    text: 'Damaged: {element} is missing in the header, or does not have the right length.',
    source: layout,
  },
  'key-length-differs': {
    text: 'Damaged: KEYBITS says that the phone’s key has {bits} bits, but WRAPPEDKEY has {length} bytes.',
    source: layout,
  },
  'not-whole-blocks': {
    text: 'Damaged, probably cut off: the key is right, but the content has {length} bytes, which are not whole blocks of 16.',
    source: layout,
  },
  'padding-too-long': {
    text: 'Damaged: the key is right, but {padding} bytes of padding (PADDINGLENGTH) do not fit into the content.',
    source: layout,
  },
  'content-damaged': {
    text: 'Damaged: the key is right, but the decrypted content does not have the {digest} digest of the header (CONTENTDIGEST).',
    source: layout,
  },
});
