import { act } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

const MAX_PRESSES = 50;

/** Moves the focus as the keyboard does. @throws Error when it cannot get there. */
export async function tabTo(element: HTMLElement): Promise<void> {
  // What is on the screen may not have run its effects yet: nobody is that fast.
  await act(async () => {});
  for (let presses = 0; presses < MAX_PRESSES; presses++) {
    await userEvent.tab();
    if (element.ownerDocument.activeElement === element) {
      return;
    }
  }
  throw new Error(`The Tab key does not lead to '${element.textContent}'`);
}
