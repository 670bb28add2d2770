import { describe, expect, test } from 'vitest';
import { chromeIntent, inAppBrowser } from './in-app-browser.ts';

const android =
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

describe('a page opened inside another app', () => {
  test.each([
    [
      'a web view of Android',
      'Mozilla/5.0 (Linux; Android 14; SM-A055M; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36',
      'android',
    ],
    [
      'Facebook on Android',
      `${android} Chrome/130.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0]`,
      'android',
    ],
    ['WhatsApp on an iPhone', `${iphone} Mobile/15E148`, 'ios'],
    [
      'Instagram on an iPhone',
      `${iphone} Mobile/15E148 Instagram 330.0`,
      'ios',
    ],
  ])('%s', (_name, userAgent, host) => {
    expect(inAppBrowser(userAgent)).toBe(host);
  });

  test.each([
    ['Chrome on Android', `${android} Chrome/130.0.0.0 Mobile Safari/537.36`],
    [
      'Safari on an iPhone',
      `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`,
    ],
    ['Chrome on an iPhone', `${iphone} CriOS/130.0 Mobile/15E148 Safari/604.1`],
    [
      'a computer',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
    ],
  ])('is not %s', (_name, userAgent) => {
    expect(inAppBrowser(userAgent)).toBeNull();
  });

  test('Chrome is given the whole invitation, its secret included', () => {
    expect(chromeIntent('https://minga.example:8443/i#abc.def')).toBe(
      'intent://minga.example:8443/i#abc.def#Intent;scheme=https;package=com.android.chrome;end',
    );
  });
});
