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

// tests/global-setup.ts starts the service on a port of its own with an empty data folder and names it in
// SALESTALK_URL; `npm test` finds the browser and names it in SALESTALK_CHROMIUM.
export default defineConfig({
  testDir: './tests',
  testMatch: '*.spec.ts',
  globalSetup: './tests/global-setup.ts',
  outputDir: '../../test-results',
  workers: 1,
  forbidOnly: true,
  timeout: 30_000,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.SALESTALK_URL,
    headless: true,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.SALESTALK_CHROMIUM, args: launchArguments },
  },
})
