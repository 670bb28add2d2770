import { expect, test } from 'vitest';
import { inMinutes, openMicrophone, record, soundType } from './voice.ts';

/** A tone, as if somebody spoke: no microphone and nobody to ask. */
function tone(): MediaStream {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const heard = context.createMediaStreamDestination();
  oscillator.connect(heard);
  oscillator.start();
  return heard.stream;
}

test('a recording ends by itself when it is long enough, says how long it is, and lets go of the microphone', async () => {
  const stream = tone();
  const voice = await record(stream, 1_600).voice;
  expect(soundType(voice!.bytes)).toBe('audio/webm');
  expect(voice!.seconds).toBe(2);
  expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual([
    'ended',
  ]);
});

test('it ends when she says so, or when the microphone goes away; what was said until then is kept', async () => {
  const stopped = record(tone());
  stopped.stop();
  expect((await stopped.voice)?.seconds ?? 1).toBe(1);
  const stream = tone();
  const broken = record(stream);
  await new Promise((resolve) => {
    setTimeout(resolve, 600);
  });
  for (const track of stream.getTracks()) track.stop();
  expect(soundType((await broken.voice)!.bytes)).toBe('audio/webm');
});

test('without permission there is a word for it, and no throw', async () => {
  expect(['notAllowed', 'noMicrophone']).toContain(
    (await openMicrophone()).kind,
  );
});

test('what is played is known by its first bytes', () => {
  const bytes = (text: string) =>
    Uint8Array.from(text, (one) => one.charCodeAt(0));
  expect(soundType(bytes('OggS\0'))).toBe('audio/ogg');
  expect(soundType(bytes('\0\0\0\x18ftypM4A '))).toBe('audio/mp4');
  expect(soundType(bytes('<svg onload="x"/>'))).toBeNull();
  expect(soundType(new Uint8Array())).toBeNull();
  expect([inMinutes(7), inMinutes(180)]).toEqual(['0:07', '3:00']);
});
