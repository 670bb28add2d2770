import { type Page, expect } from '@playwright/test';

/** Words nobody has to understand (first-hour.md): on no screen, in no label. */
const neverShown =
  /\b(relay|crdt|sincroniza\w*|claves?|workspace|espacios?|tokens?|servidor\w*|yjs|websocket|indexeddb|an[oó]nim\w*|cifrad[oa] de extremo)\b/i;

export async function expectPlainWords(page: Page): Promise<void> {
  const words = await page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label], [placeholder]')]
      .flatMap((node) => [
        node.getAttribute('aria-label'),
        node.getAttribute('placeholder'),
      ])
      .join('\n');
    return `${document.body.innerText}\n${labels}`;
  });
  expect(neverShown.exec(words)?.[0] ?? null).toBeNull();
}
