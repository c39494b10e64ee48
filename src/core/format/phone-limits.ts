/** Bits of a signer's RSA key above which phones take none, as one public implementation says (usecallmanagernz/certutils). */
export const mostSignerBits = 2048;
