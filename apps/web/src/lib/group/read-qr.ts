/** Something a QR code may be seen in, with its size in pixels. */
export interface Picture {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

/** Looks for a QR code; null: none was found in this picture. */
export type QrReader = (picture: Picture) => Promise<string | null>;

interface Detected {
  readonly rawValue: string;
}
interface Detector {
  detect(source: CanvasImageSource): Promise<readonly Detected[]>;
}
type DetectorClass = (new (options: { formats: string[] }) => Detector) & {
  getSupportedFormats(): Promise<readonly string[]>;
};

/** Enough for a code that fills a fifth of the picture, and quick on a cheap phone. */
const longestSide = 1_024;
/** What our own decoder may take for one picture. */
const timeLimit = 400;

/** The one of the platform where there is one: Chrome on Android, Safari from 17 on not. Else the decoder is loaded. */
export async function openQrReader(): Promise<QrReader> {
  return (await platformReader()) ?? ownReader();
}

async function platformReader(): Promise<QrReader | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  if (BarcodeDetector === undefined) return null;
  try {
    const formats = await BarcodeDetector.getSupportedFormats();
    if (!formats.includes('qr_code')) return null;
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async ({ source }) =>
      (await detector.detect(source))[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

export async function ownReader(): Promise<QrReader> {
  const { default: decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return ({ source, width, height }) => {
    const scale = Math.min(1, longestSide / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    context?.drawImage(source, 0, 0, canvas.width, canvas.height);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height);
    if (pixels === undefined) return Promise.resolve(null);
    try {
      return Promise.resolve(decodeQR(pixels, { timeLimit }));
    } catch {
      return Promise.resolve(null); // it says so by throwing
    }
  };
}
