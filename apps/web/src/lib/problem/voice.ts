// A voice note is recorded here, light enough for a weak line: three minutes of speech are about half a megabyte.

export const longestVoiceMs = 180_000;
const bitsPerSecond = 24_000;
const endings = [
  'audio/webm;codecs=opus',
  'audio/mp4',
  'audio/ogg;codecs=opus',
];

export interface Voice {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly seconds: number;
}

type Microphone =
  | { readonly kind: 'open'; readonly stream: MediaStream }
  | { readonly kind: 'notAllowed' | 'noMicrophone' | 'cannot' };

/** Asks the person, the first time; whoever gets a stream records it or stops its tracks. */
export async function openMicrophone(): Promise<Microphone> {
  // Absent where the page is not secure, and in old browsers.
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (mediaDevices === undefined || recordedType() === null)
    return { kind: 'cannot' };
  try {
    const stream = await mediaDevices.getUserMedia({ audio: true });
    return { kind: 'open', stream };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return {
      kind: /^Not(Found|Readable)/.test(name) ? 'noMicrophone' : 'notAllowed',
    };
  }
}

export interface Recording {
  /** What was recorded until it was stopped, by itself after `longestMs`; null: nothing was. */
  readonly voice: Promise<Voice | null>;
  stop(): void;
}

/** The microphone is let go of when it ends, whatever ends it. */
export function record(
  stream: MediaStream,
  longestMs: number = longestVoiceMs,
): Recording {
  const parts: Blob[] = [];
  const recorder = new MediaRecorder(stream, {
    mimeType: recordedType() ?? '',
    audioBitsPerSecond: bitsPerSecond,
  });
  const startedAt = performance.now();
  const stop = (): void => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const voice = new Promise<Voice | null>((resolve) => {
    const timer = setTimeout(stop, longestMs);
    recorder.addEventListener('dataavailable', ({ data }) => {
      parts.push(data);
    });
    recorder.addEventListener('stop', () => {
      clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      const ms = Math.min(longestMs, performance.now() - startedAt);
      void new Blob(parts).arrayBuffer().then((whole) => {
        const bytes = new Uint8Array(whole);
        const seconds = Math.max(1, Math.round(ms / 1000));
        resolve(soundType(bytes) === null ? null : { bytes, seconds });
      });
    });
  });
  // In pieces, so that a phone short of memory has the earlier ones out of the recorder.
  recorder.start(1000);
  return { voice, stop };
}

function recordedType(): string | null {
  if (typeof MediaRecorder === 'undefined') return null;
  return endings.find((one) => MediaRecorder.isTypeSupported(one)) ?? null;
}

/** By its first bytes, never by what somebody says it is. Null: nothing that is played here. */
export function soundType(
  bytes: Uint8Array,
): 'audio/webm' | 'audio/mp4' | 'audio/ogg' | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\x1a\x45\xdf\xa3')) return 'audio/webm';
  if (head.startsWith('OggS')) return 'audio/ogg';
  return head.slice(4, 8) === 'ftyp' ? 'audio/mp4' : null;
}

/** 75 → "1:15" */
export function inMinutes(seconds: number): string {
  const rest = String(seconds % 60).padStart(2, '0');
  return `${String(Math.floor(seconds / 60))}:${rest}`;
}
