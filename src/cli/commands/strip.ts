import type { Command } from '../command';
import { writeFileOutcome } from '../configurations';
import { loadEditing, loadPhoning } from '../engine';
import { binaryOf } from '../binary-input';
import { readBytes, refused } from '../input';
import { outputOptions, outputPath } from '../list-output';

/** `trustlist strip IN -o OUT` */
export const strip: Command = {
  name: 'strip',
  summary: 'Remove the signature from a signed file: what is left is its content.',
  operands: 'IN',
  leastOperands: 1,
  mostOperands: 1,
  options: outputOptions,
  description: `Removes the header of a signed file (.sgn, .loads) with its signature, and keeps the content byte for
byte. Phones that hold a list ask for the signed file, and refuse the content alone. An encrypted configuration
keeps its header, without which it could not be decrypted.`,
  run: async (args, io) => {
    const [file = ''] = args.operands;
    const output = await outputPath(args, io, file);
    const bytes = await readBytes(file, io);
    const input = await binaryOf(bytes, file);
    if (input?.kind === 'signed') {
      const { stripSignature } = await loadEditing();
      return writeFileOutcome(output, stripSignature(input.signed), { file, io });
    }
    const { decodeSigned } = await loadPhoning();
    const decoded = decodeSigned(bytes);
    if (!decoded.ok) throw await refused(decoded.error.message, bytes, file, 'a signed file');
    throw await refused('This is a damaged trust list, not a signed file.', bytes, file, 'a signed file');
  },
};
