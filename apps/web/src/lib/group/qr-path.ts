import { encodeQR } from 'qr';

export interface QrPicture {
  /** Modules on a side, the quiet border of four included. */
  readonly size: number;
  /** An SVG path of the dark ones: no picture to load, sharp at any size. */
  readonly path: string;
}

const border = 4;

export function qrPicture(text: string): QrPicture {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border });
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      const from = x;
      while (row[x + 1] === true) x++;
      path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  });
  return { size: rows.length, path };
}
