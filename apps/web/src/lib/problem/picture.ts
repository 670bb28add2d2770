// Every picture is drawn anew here: what is kept is a JPEG of our own making, without place, maker or anything else.

export type PickedKind = 'picture' | 'other-picture' | 'file';

/** By its first bytes, never by its name. `other-picture`: HEIC and the like, which not every browser can draw. */
export async function kindOf(file: Blob): Promise<PickedKind> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const text = String.fromCharCode(...head);
  const isDrawable =
    text.startsWith('\xff\xd8\xff') ||
    text.startsWith('\x89PNG') ||
    text.startsWith('GIF8') ||
    (text.startsWith('RIFF') && text.slice(8) === 'WEBP');
  if (isDrawable) return 'picture';
  const brand = text.slice(8);
  const isOther =
    text.slice(4, 8) === 'ftyp' && /^(hei|hev|mif1|msf1|avif)/.test(brand);
  return isOther ? 'other-picture' : 'file';
}

/** Squares of a picture, `columns` across: those named are covered for good. */
export const grid = { columns: 6, rows: 6 } as const;

export function toggled(
  covered: ReadonlySet<number>,
  square: number,
): ReadonlySet<number> {
  const next = new Set(covered);
  if (!next.delete(square)) next.add(square);
  return next;
}

/** yyyy-mm-dd, as it is here. Sweden writes its days as we keep them. */
export function dayHere(): string {
  return new Intl.DateTimeFormat('sv-SE').format(new Date());
}

const longestSide = 1600;
const thumbSide = 112;
const photoBytes = 150 * 1024;
const qualities = [0.82, 0.7, 0.58, 0.46];
const scales = [1, 0.8, 0.62, 0.45];

/** Null when this browser cannot draw it. A picture of any size becomes one that a cheap phone can hold. */
export async function drawable(file: Blob): Promise<ImageBitmap | null> {
  try {
    const whole = {
      resizeWidth: longestSide,
      resizeQuality: 'medium',
    } as const;
    return await createImageBitmap(file, {
      ...whole,
      imageOrientation: 'from-image',
    });
  } catch {
    return null;
  }
}

export interface Photo {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly thumb: Uint8Array<ArrayBuffer>;
}

/** At most 150 KB where that can be had, and a small one beside it; `covered` squares are in neither. */
export async function photoOf(
  picture: ImageBitmap,
  covered: ReadonlySet<number>,
): Promise<Photo | null> {
  const thumb = await encoded(drawn(picture, thumbSide, covered), 0.6);
  let best: Uint8Array<ArrayBuffer> | null = null;
  for (const scale of scales) {
    const canvas = drawn(picture, longestSide * scale, covered);
    for (const quality of qualities) {
      best = await encoded(canvas, quality);
      if (best === null || best.length <= photoBytes) break;
    }
    if (best === null || best.length <= photoBytes) break;
  }
  return best === null || thumb === null ? null : { bytes: best, thumb };
}

/** `side`: of the longer side, never more than the picture has. */
export function drawn(
  picture: ImageBitmap,
  side: number,
  covered: ReadonlySet<number>,
): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  // One colour, not a blur: what was there cannot be worked out again.
  context.fillStyle = '#6b6f7a';
  const width = canvas.width / grid.columns;
  const height = canvas.height / grid.rows;
  for (const square of covered)
    context.fillRect(
      Math.floor((square % grid.columns) * width),
      Math.floor(Math.floor(square / grid.columns) * height),
      Math.ceil(width) + 1,
      Math.ceil(height) + 1,
    );
  return canvas;
}

async function encoded(
  canvas: HTMLCanvasElement,
  quality: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
