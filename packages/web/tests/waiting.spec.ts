import { EventEmitter, once } from 'node:events'
import type { Page } from '@playwright/test'
import { ask, enter, expect, test } from './fixtures.ts'

// What a person does while something is still on its way.

/** Holds back every request to `pattern` until the returned function is called. */
async function hold(page: Page, pattern: string): Promise<() => void> {
  const gate = new EventEmitter()
  const opened = once(gate, 'open')
  await page.route(pattern, async (route) => {
    await opened
    await route.continue()
  })
  return () => void gate.emit('open')
}

async function conversationWithOneAnswer(page: Page): Promise<void> {
  await enter(page)
  await ask(page, 'Revenue by region last quarter')
  await expect(page.getByText('figures verified')).toBeVisible()
  await expect(page).toHaveURL(/session=/)
}

test('what is typed while a conversation loads is still there when it has come', async ({ page }) => {
  await conversationWithOneAnswer(page)
  const release = await hold(page, '**/v1/sessions/*/messages')
  await page.reload()
  await expect(page.getByRole('status', { name: 'Loading the conversation' })).toBeVisible()
  await page.getByLabel('Your question').fill('Only the W')
  release()
  await expect(page.getByText('figures verified')).toBeVisible()
  await expect(page.getByLabel('Your question')).toHaveValue('Only the W')
  await expect(page.getByLabel('Your question')).toBeFocused()
})

test('a question asked while a conversation loads is answered in it, after what was said before', async ({ page }) => {
  await conversationWithOneAnswer(page)
  const sessionId = new URL(page.url()).searchParams.get('session')
  await page.getByRole('link', { name: 'Catalog', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Catalog', level: 1 })).toBeVisible()
  const release = await hold(page, '**/v1/sessions/*/messages')
  await page.getByRole('link', { name: 'Ask', exact: true }).click()
  const request = page.waitForRequest('**/v1/chat')
  await ask(page, 'How is gross margin trending?')
  await expect(page.getByRole('article').getByText('How is gross margin trending?')).toBeVisible()
  release()
  expect((await request).postDataJSON().sessionId).toBe(sessionId)
  const questions = page.getByRole('article').getByRole('heading', { level: 2 })
  await expect(questions).toContainText(['Revenue by region last quarter', 'How is gross margin trending?'])
  await expect(page.getByText('figures verified')).toHaveCount(2)
})

test('a question asked while a conversation loads can be stopped, and is asked again when wanted', async ({ page }) => {
  await conversationWithOneAnswer(page)
  const release = await hold(page, '**/v1/sessions/*/messages')
  await page.reload()
  await ask(page, 'How is gross margin trending?')
  await page.getByRole('button', { name: 'Stop' }).click()
  release()
  await expect(page.getByText('figures verified')).toBeVisible()
  await expect(page.getByText('Stopped before the answer was complete.')).toBeVisible()
  await page.getByRole('button', { name: 'Ask again' }).click()
  await expect(page.getByText('figures verified')).toHaveCount(2)
})

test('a question for a conversation that cannot be loaded is kept, and asked in it once it can', async ({ page }) => {
  await conversationWithOneAnswer(page)
  await page.route('**/v1/sessions/*/messages', (route) => route.fulfill({ status: 500, body: '' }))
  await page.reload()
  await expect(page.getByRole('alert')).toContainText('The request failed')
  await ask(page, 'How is gross margin trending?')
  await expect(page.getByRole('article').getByRole('alert')).toContainText('The request failed')
  await page.unroute('**/v1/sessions/*/messages')
  await page.getByRole('button', { name: 'Ask again' }).click()
  const questions = page.getByRole('article').getByRole('heading', { level: 2 })
  await expect(questions).toContainText(['Revenue by region last quarter', 'How is gross margin trending?'])
  await expect(page.getByText('figures verified')).toHaveCount(2)
})

test('a question for a conversation that is gone begins a new one', async ({ page }) => {
  await enter(page)
  await page.goto('/?session=gone')
  await expect(page.getByRole('alert')).toContainText('There is no such conversation')
  await ask(page, 'Revenue by region last quarter')
  await expect(page.getByText('figures verified')).toBeVisible()
  await expect(page).not.toHaveURL(/session=gone/)
  await expect(page.getByRole('article')).toHaveCount(1)
})

test('an answer on its way does not call back whoever has left for another screen', async ({ page }) => {
  await enter(page)
  const releaseAnswer = await hold(page, '**/v1/chat')
  const releaseScreen = await hold(page, '**/assets/catalog-screen*.js')
  await ask(page, 'Revenue by region last quarter')
  await page.getByRole('link', { name: 'Catalog', exact: true }).click()
  releaseAnswer()
  await expect(page.getByText('figures verified')).toBeVisible()
  releaseScreen()
  await expect(page.getByRole('heading', { name: 'Catalog', level: 1 })).toBeVisible()
  await expect(page).toHaveURL(/\/catalog$/)
})
