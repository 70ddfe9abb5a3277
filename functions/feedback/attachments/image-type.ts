/** What a reporter may send, and how its file is called. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

export type ImageType = (typeof IMAGE_TYPES)[number];

export const EXTENSIONS: Readonly<Record<ImageType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
const WEBP_OFFSET = 8;

/** What a file is by its first bytes, whatever it is called. Undefined where it is none of ours. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  if (has(bytes, PNG, 0)) return 'image/png';
  if (has(bytes, JPEG, 0)) return 'image/jpeg';
  return has(bytes, RIFF, 0) && has(bytes, WEBP, WEBP_OFFSET) ? 'image/webp' : undefined;
}

function has(bytes: Uint8Array, wanted: readonly number[], offset: number): boolean {
  return wanted.every((byte, index) => bytes[offset + index] === byte);
}
