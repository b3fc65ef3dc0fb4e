import { defineConfig, devices } from '@playwright/test'

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]

// tests/fixtures.ts starts what a test talks to: a mock of the service of its own, or the real service on a free port with an
// empty data folder. `npm test` finds the browser and names it in SALESTALK_CHROMIUM.
export default defineConfig({
  testDir: './tests',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  workers: 1,
  forbidOnly: true,
  timeout: 30_000,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    headless: true,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.SALESTALK_CHROMIUM, args: launchArguments },
  },
})
