import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** axe finds nothing on this screen, light or dark, and nobody has to scroll sideways. */
export async function expectAccessible(
  page: Page,
  screen: string,
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(rules)
      .setLegacyMode()
      .analyze();
    const complaints = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
    );
    expect.soft(complaints, `${screen}, ${colorScheme}`).toEqual([]);
  }
  const wider = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(wider, `${screen}: wider than the page`).toBeLessThanOrEqual(0);
  await page.emulateMedia({ colorScheme: 'light' });
}
