import { defineConfig, devices } from '@playwright/test';

/** One browser on this machine, the real server, the real bundle. */
export default defineConfig({
  testDir: '../tests/ui',
  outputDir: 'test-results',
  fullyParallel: false,
  // Files run beside each other; no two workers share a board.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // Busy machines take their time; a test waits for a state, never for a clock. A whole test may be many states: with
  // processors throttled sixfold, two of the longest came to a minute.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    actionTimeout: 60_000,
    launchOptions: {
      executablePath: process.env['JOURNEYWALL_CHROMIUM'] ?? '/usr/bin/chromium',
      // The sandbox needs user namespaces, which containers and CI machines do not give.
      args: ['--no-sandbox', '--font-render-hinting=none'],
    },
  },
});
