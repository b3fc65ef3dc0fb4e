import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { MockService } from './mock-service/server.ts'
import { type RealService, startService } from './real-service.ts'

export { expect }

/** Each test has a mock service of its own, so that no test sees what another did. */
export const test = base.extend({
  baseURL: async ({ browserName: _ }, use) => {
    const service = new MockService(join(import.meta.dirname, '../dist'))
    await use(await service.start())
    await service.stop()
  },
})

/** The same service where people sign in with an issuer; `issuerClient` is who the app is to it. */
export const issuerTest = base.extend<{ issuerClient: string }>({
  issuerClient: ['salestalk-web', { option: true }],
  baseURL: async ({ issuerClient }, use) => {
    const service = new MockService(join(import.meta.dirname, '../dist'), issuerClient)
    await use(await service.start())
    await service.stop()
  },
})

interface RealWorld {
  realService: RealService
}

/** The real service, started once for all tests that want it. */
export const realTest = base.extend<object, RealWorld>({
  realService: [
    async ({ browserName: _ }, use) => {
      const service = await startService()
      await use(service)
      await service.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ realService }, use) => use(realService.url),
})

export async function enter(page: Page, company = 'Harbor & Pine'): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: company }).click()
  await expect(page.getByLabel('Your question')).toBeFocused()
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question').fill(question)
  await page.getByLabel('Your question').press('Enter')
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Violation {
  id: string
  impact: string | null
  nodes: { html: string }[]
}

/** Rules of accessibility that are broken in a serious way, each with the first place. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const found = await page.evaluate(`${readFileSync(axePath, 'utf8')}; axe.run().then((result) => result.violations)`)
  return (found as Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** How many pixels the page is wider than the window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))
}
