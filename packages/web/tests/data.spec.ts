import type { Page } from '@playwright/test'
import { enter, expect, test } from './fixtures.ts'

const file = (name: string, content = 'order;amount\nA-1;2\n') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
})

async function upload(page: Page, name = 'Spring orders.csv', content?: string): Promise<void> {
  await enter(page)
  await page.getByRole('link', { name: 'Data', exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(file(name, content))
}

test('a file is previewed, corrected, confirmed and asked about', async ({ page }) => {
  await upload(page)
  await expect(page.getByRole('heading', { name: 'Spring orders.csv' })).toBeVisible()
  await expect(page.getByText('WINDOWS-1252')).toBeVisible()
  await expect(page.getByRole('heading', { name: /Rows that cannot be read/ })).toContainText('3')
  await expect(page.getByRole('cell', { name: 'expected 6 fields, found 4' })).toBeVisible()

  await expect(page.getByRole('cell', { name: 'Jan 4, 2026' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Month first: April 1, 2026' }).click()
  await expect(page.getByRole('cell', { name: 'Apr 1, 2026' }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Month first: April 1, 2026' })).toHaveAttribute('aria-pressed', 'true')

  await page.getByLabel('Name: revenue').fill('Takings')
  await page.getByLabel('What Quantity is for').selectOption('Ignored')
  await page.getByLabel('Shown: Orders').uncheck()
  const confirmed = page.waitForRequest('**/confirm')
  await page.getByRole('button', { name: 'Add 1,197 rows' }).click()
  const body = (await confirmed).postDataJSON()
  expect(body.dataset).toBe('spring_orders')
  expect(body.readingOptions.dateOrder).toEqual({ ordered_on: 'month_first' })
  expect(body.model.metrics.find((metric: { id: string }) => metric.id === 'revenue').label).toBe('Takings')
  expect(body.model.metrics.find((metric: { id: string }) => metric.id === 'orders').hidden).toBe(true)

  await expect(page.getByRole('heading', { name: '1,197 rows were added' })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download rejected rows' }).click()
  expect((await download).suggestedFilename()).toBe('rejected-rows.csv')
  await page.getByRole('link', { name: 'Revenue by region' }).click()
  await expect(page.getByRole('heading', { name: 'Revenue by region' })).toBeVisible()
  await expect(page.getByText('figures verified')).toBeVisible()
})

test('rows can go into a dataset that exists, added or in place of what is there', async ({ page }) => {
  await upload(page)
  const name = page.getByRole('combobox', { name: 'Dataset' })
  await name.fill('orders')
  await name.blur()
  await expect(page.getByLabel('Replace the rows that are there')).toBeVisible()
  await page.getByLabel('Replace the rows that are there').check()
  const confirmed = page.waitForRequest('**/confirm')
  await page.getByRole('button', { name: 'Add 1,197 rows' }).click()
  const body = (await confirmed).postDataJSON()
  expect([body.dataset, body.mode, body.model]).toEqual(['orders', 'replace', null])
})

test('an upload survives a reload and can be cancelled', async ({ page }) => {
  await upload(page)
  await expect(page.getByRole('button', { name: 'Add 1,197 rows' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Add 1,197 rows' })).toBeVisible()
  const cancelled = page.waitForRequest((request) => request.method() === 'DELETE')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await cancelled
  await expect(page.getByText('Drop a file here')).toBeVisible()
})

test('a file that cannot be read says so and what to do', async ({ page }) => {
  await upload(page, 'broken.csv')
  await expect(page.getByRole('alert')).toContainText('Export it as CSV or Excel')
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await expect(page.getByText('Drop a file here')).toBeVisible()
})

test('an empty file is refused before anything else happens', async ({ page }) => {
  await upload(page, 'empty.csv', '')
  await expect(page.getByRole('alert')).toContainText('The file is empty')
})

test('a file goes straight to the store where the service offers a place, without the token', async ({ page }) => {
  const stored = page.waitForRequest('**/store/*')
  await upload(page, 'stored orders.csv')
  const request = await stored
  expect([request.method(), request.headers().authorization]).toEqual(['PUT', undefined])
  expect(request.headers()['content-type']).toBe('application/octet-stream')
  await expect(page.getByRole('heading', { name: 'stored orders.csv' })).toBeVisible()
  await page.getByRole('button', { name: 'Add 1,197 rows' }).click()
  await expect(page.getByRole('heading', { name: '1,197 rows were added' })).toBeVisible()
})

test('a transfer to the store can be cancelled, and the service hears of it', async ({ page }) => {
  await upload(page, 'slow stored orders.csv')
  await expect(page.getByText('slow stored orders.csv')).toBeVisible()
  const cancelled = page.waitForRequest((request) => request.method() === 'DELETE')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await cancelled
  await expect(page.getByText('Drop a file here')).toBeVisible()
})

test('a file that the store refuses is not waited for', async ({ page }) => {
  const cancelled = page.waitForRequest((request) => request.method() === 'DELETE')
  await upload(page, 'refused stored orders.csv')
  await expect(page.getByRole('alert')).toContainText('The file did not arrive')
  await cancelled
})

test('an upload is undone after a question back', async ({ page }) => {
  await enter(page)
  await page.goto('/data')
  const row = page.getByRole('listitem').filter({ hasText: 'returns-2026.csv' })
  await row.getByRole('button', { name: 'Undo returns-2026.csv' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep it' }).click()
  await expect(row.getByText('Live')).toBeVisible()
  await row.getByRole('button', { name: 'Undo returns-2026.csv' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo upload' }).click()
  await expect(row.getByText('Undone')).toBeVisible()
})

test('the meaning of stored columns can be changed', async ({ page }) => {
  await enter(page)
  await page.goto('/data')
  await page.getByRole('button', { name: 'Edit meaning of Returns' }).click()
  await page.getByLabel(/^Other words for it: Refund amount/).fill('paybacks, refunds')
  const saved = page.waitForRequest((request) => request.method() === 'PUT')
  await page.getByLabel(/^Other words for it: Refund amount/).blur()
  await page.getByRole('button', { name: 'Save changes' }).click()
  expect((await saved).postDataJSON().metrics[0].synonyms).toEqual(['paybacks', 'refunds'])
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible()
})
