import { expect, test } from 'vitest';
import { qrPicture } from './qr-path.ts';
import { type Picture, openQrReader, ownReader } from './read-qr.ts';

const link = `https://minga.example/i#${'aB3-_'.repeat(24)}`;

/** As a photo of a screen: the code somewhere in a larger picture, a little turned. */
function photoOf(text: string, side: number, turned = 0): Picture {
  const source = document.createElement('canvas');
  source.width = side;
  source.height = Math.round(side * 0.75);
  const context = source.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = '#c9c2b4';
  context.fillRect(0, 0, source.width, source.height);
  context.translate(source.width / 2, source.height / 2);
  context.rotate(turned);
  const { size, path } = qrPicture(text);
  const scale = (source.height * 0.7) / size;
  context.scale(scale, scale);
  context.translate(-size / 2, -size / 2);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, size, size);
  context.fillStyle = '#000000';
  context.fill(new Path2D(path));
  return { source, width: source.width, height: source.height };
}

test.each([
  ['straight', 800, 0],
  ['turned', 800, 0.2],
  ['a large photo', 3_000, 0.1],
])('a code is read: %s', async (_name, side, turned) => {
  const read = await ownReader();
  expect(await read(photoOf(link, side, turned))).toBe(link);
});

test('a picture without a code says so, and the next one is read', async () => {
  const read = await openQrReader();
  const empty = document.createElement('canvas');
  expect(await read({ source: empty, width: 300, height: 150 })).toBeNull();
  expect(await read(photoOf(link, 800))).toBe(link);
});
