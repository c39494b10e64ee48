import { crc32, deflateRawSync } from 'node:zlib';

/** A member of an archive to be made. */
export interface Member {
  readonly name: string;
  readonly content?: Uint8Array | string;
  /** ZIP: 0 is stored, 8 is DEFLATE (the default). */
  readonly method?: number;
  readonly isEncrypted?: boolean;
  /** Another checksum than that of the content. */
  readonly checksum?: number;
  /** Expanded bytes as the archive declares them. */
  readonly declared?: number;
  /** Unix mode, of which the upper bits are the type. */
  readonly mode?: number;
  /** tar: type, `0` by default. */
  readonly type?: string;
}

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, value >>> 8]);
const u32 = (value: number): Buffer =>
  Buffer.from([value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);

/** A ZIP archive; what is written follows PKWARE's APPNOTE and not the reader. */
export function zip(...members: readonly Member[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', method = 8, isEncrypted = false, checksum, declared, mode = 0o100644 } of members) {
    const bytes = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const title = Buffer.from(name);
    const common = Buffer.concat([
      u16(20),
      u16(isEncrypted ? 1 : 0),
      u16(method),
      u32(0),
      u32(checksum ?? crc32(bytes)),
      u32(packed.length),
      u32(declared ?? bytes.length),
      u16(title.length),
      u16(0),
    ]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed]);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        u16(0x031e),
        common,
        u16(0),
        u16(0),
        u16(0),
        u32((mode << 16) >>> 0),
        u32(offset),
        title,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.concat(directory);
  const count = u16(members.length);
  const record = [Buffer.from('PK\x05\x06'), u32(0), count, count, u32(end.length), u32(offset), u16(0)];
  return new Uint8Array(Buffer.concat([...parts, end, ...record]));
}

/** A tar archive in the format ustar; names of more than 100 characters as GNU writes them. */
export function tar(...members: readonly Member[]): Uint8Array {
  const blocks = members.flatMap((member) => {
    const long =
      member.name.length > 100 ? tarMember({ name: '././@LongLink', content: `${member.name}\0`, type: 'L' }) : [];
    return [...long, ...tarMember(member)];
  });
  return new Uint8Array(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function tarMember({ name, content = '', type = '0', mode = 0o644, declared }: Member): Buffer[] {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name.slice(0, 100), 0);
  header.write(octal(mode & 0o7777, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(declared ?? bytes.length, 11), 124);
  header.write(octal(1_700_000_000, 11), 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
