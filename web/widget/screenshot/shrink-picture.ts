import { el } from '../el.ts';

/** A picture as it is shown and as it is sent. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly file: Blob;
}

/** As the API says: 2 MB. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Enough to read what stands on a large screen, in pixels. */
const MAX_SIDE = 2560;

const QUALITY = 0.85;
const STEP = 0.7;

/** Draws it anew, as small as need be: nothing of where and how a photograph was taken goes along. */
export async function shrinkPicture(source: ImageBitmap): Promise<Picture> {
  let scale = Math.min(1, MAX_SIDE / Math.max(source.width, source.height));
  let picture = await drawn(source, scale);
  while (picture.file.size > MAX_BYTES) {
    scale *= STEP;
    picture = await drawn(source, scale);
  }
  source.close();
  return picture;
}

async function drawn(source: ImageBitmap, scale: number): Promise<Picture> {
  const [width, height] = [source.width, source.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  );
  const canvas = el('canvas', { width, height, role: 'img' });
  canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height);
  // A browser that writes no WebP writes PNG instead, and says so in the type.
  const file = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/webp', QUALITY),
  );
  if (!file) throw new Error('The browser makes no file of it');
  return { canvas, file };
}
