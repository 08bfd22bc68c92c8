import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './packages/app/e2e-tests/support/chromium';

/**
 * Browser tests of the running portal. `PLAYWRIGHT_URL` says where it is
 * (default: the development server, which is started when it is not running),
 * `CHROMIUM` which browser to use (default: the system's).
 */
const portalUrl = process.env.PLAYWRIGHT_URL;

/** Where the portal that is started for the tests has its files. */
const PORTAL = 'artifacts/portal';

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  globalSetup: './packages/app/e2e-tests/support/waitForCompany.ts',
  outputDir: 'artifacts/browser',
  // The first visit compiles styles and loads every chunk of the app.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // One portal, one database, two cores.
  workers: 1,
  reporter: [
    ['list'],
    ['html', { open: 'never', outputFolder: 'e2e-test-report' }],
    ['json', { outputFile: 'artifacts/browser-tests.json' }],
  ],
  use: {
    baseURL: portalUrl ?? 'http://localhost:3000',
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: CHROMIUM,
  },
  webServer: portalUrl
    ? undefined
    : {
        // With examples that tests may edit, and as at the first start.
        command: `rm -rf ${PORTAL} && mkdir -p ${PORTAL} && cp -R examples ${PORTAL}/examples && yarn start`,
        env: {
          APP_CONFIG_catalog_locations: JSON.stringify([
            {
              type: 'file',
              target: `../../${PORTAL}/examples/company.yaml`,
            },
          ]),
          APP_CONFIG_backend_database_connection_directory: `../../${PORTAL}/data`,
        },
        url: 'http://localhost:3000',
        reuseExistingServer: true,
        timeout: 180_000,
      },
});
