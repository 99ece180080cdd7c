// Keyboard navigation, as readers without a mouse use it.
import type { Locator, Page } from 'playwright-core';

/** Presses the key until the goal has focus. A page that needs more than `maxPresses` presses is unusable by keyboard. */
export async function pressUntilFocused(
  page: Page,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown',
  goal: Locator,
  maxPresses = 40,
): Promise<void> {
  for (let presses = 0; presses < maxPresses; presses += 1) {
    await page.keyboard.press(key);
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`The element doesn't have focus after ${maxPresses} presses of ${key}.`);
}
