import type { Page } from '@playwright/test'
import { ask, enter, expect, overflow, seriousViolations, test } from './fixtures.ts'

const answered = (question: string) => async (page: Page) => {
  await ask(page, question)
  await expect(page.getByText(/Answered in/)).toBeVisible()
  await expect(page.getByRole('img', { name: /./ }).last()).toBeVisible()
}

const screens: Record<string, (page: Page) => Promise<void>> = {
  welcome: async (page) => expect(page.getByRole('button', { name: 'Revenue by region last quarter' })).toBeVisible(),
  bars: answered('Revenue by region last quarter'),
  line: answered('How is gross margin trending?'),
  stack: answered('Revenue by category and channel last month'),
  columns: answered('What was revenue last month compared to the same month last year?'),
  source: async (page) => {
    await answered('Revenue by region last quarter')(page)
    await page.getByRole('button', { name: '36.4%, show source' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  },
  table: async (page) => {
    await answered('Revenue by region last quarter')(page)
    await page.getByRole('tab', { name: 'Table' }).click()
  },
  clarification: async (page) => {
    await ask(page, 'takings last quarter')
    await expect(page.getByText('$1.67M')).toBeVisible()
  },
  refusal: async (page) => {
    await ask(page, 'weather tomorrow')
    await expect(page.getByText('You could ask instead')).toBeVisible()
  },
  data: async (page) => {
    await page.goto('/data')
    await expect(page.getByRole('button', { name: 'Undo returns-2026.csv' })).toBeVisible()
  },
  preview: async (page) => {
    await page.goto('/data')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') })
    await expect(page.getByRole('button', { name: 'Add 1,197 rows' })).toBeVisible()
  },
  catalog: async (page) => {
    await page.goto('/catalog')
    await expect(page.getByRole('heading', { name: 'Dimensions' })).toBeVisible()
  },
  vocabulary: async (page) => {
    await page.goto('/vocabulary')
    await expect(page.getByRole('button', { name: 'Bring back Version 1' })).toBeVisible()
  },
  'vocabulary, changed': async (page) => {
    await page.goto('/vocabulary')
    await page.getByRole('button', { name: 'Remove takings' }).click()
    await page.getByRole('button', { name: 'See what changes' }).click()
    await expect(page.getByText('1 question is read differently')).toBeVisible()
  },
  settings: async (page) => {
    await page.goto('/settings')
    await expect(page.getByText('demo@harborpine.example')).toBeVisible()
  },
}

const windows = [
  { name: 'a desktop', size: { width: 1280, height: 860 }, colorScheme: 'light' },
  { name: 'a desktop, dark', size: { width: 1280, height: 860 }, colorScheme: 'dark' },
  { name: 'a phone', size: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'a phone, dark', size: { width: 360, height: 740 }, colorScheme: 'dark' },
] as const

for (const { name, size, colorScheme } of windows) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport: size, colorScheme, reducedMotion: 'reduce' })

    test('every screen fits and is accessible', async ({ page }, info) => {
      test.slow()
      async function check(screen: string) {
        expect.soft(await overflow(page), `${screen}: pixels beyond the window`).toBe(0)
        expect.soft(await seriousViolations(page), `${screen}: accessibility`).toEqual([])
        await page.screenshot({ path: info.outputPath(`${screen}.png`), fullPage: true })
      }
      await page.goto('/')
      await expect(page.getByRole('button', { name: 'Harbor & Pine' })).toBeVisible()
      await check('sign-in')
      await page.getByRole('button', { name: 'Harbor & Pine' }).click()
      for (const [screen, open] of Object.entries(screens)) {
        await page.goto('/')
        await open(page)
        await check(screen)
      }
    })
  })
}

test('a picture that arrives late moves nothing', async ({ page }) => {
  await enter(page)
  await page.evaluate(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift' })
  })
  await answered('How is gross margin trending?')(page)
  const total = await page.evaluate(() => (window as Window & { shifts?: number[] }).shifts?.reduce((a, b) => a + b, 0))
  expect(total).toBeLessThan(0.1)
})
