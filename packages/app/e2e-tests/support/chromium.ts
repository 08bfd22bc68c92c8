import { Browser, chromium, LaunchOptions } from '@playwright/test';

/** The system's browser, or that which `CHROMIUM` names. */
export const CHROMIUM: LaunchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    // Containers have no user namespaces to build a sandbox from.
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ],
};

/** Starts it outside of a test. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch(CHROMIUM);
}
