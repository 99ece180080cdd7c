// What a reader without a mouse does.
import type { Locator, Page } from 'playwright-core';

/** Goes on from where the reader is, as far as that: a page that takes longer than this has lost its reader. */
export async function pressUntilFocused(
  page: Page,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown',
  goal: Locator,
  atMost = 40,
): Promise<void> {
  for (let presses = 0; presses < atMost; presses += 1) {
    await page.keyboard.press(key);
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${key} did not lead there, ${atMost} times.`);
}
