/** How an output of `show itl` or `show ctl` begins; the pattern for first lines in package.json is the same. */
export const firstWords =
  /^[ \t]*(?:admin:[ \t]*show[ \t]+(?:itl|ctl)\b|The checksum value of the (?:ITL|CTL) file:|Length of (?:ITL|CTL) file:|Parse (?:ITL|CTL) File\b)/im;
