import { expect, realTest as test } from './fixtures.ts'

// Against the real service on an empty data folder with the two demo companies.

test('a demo company answers a question with sources and a picture', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Harbor & Pine' }).click()
  await page.getByLabel('Your question').fill('Revenue by region last quarter')
  await page.getByLabel('Your question').press('Enter')
  const answer = page.getByRole('article')
  await expect(answer.getByText(/figures verified/)).toBeVisible()
  await expect(answer.getByRole('img', { name: /./ })).toBeVisible()
  await answer
    .getByRole('button', { name: /show source/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toContainText('Stored at')
  await page.keyboard.press('Escape')

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Revenue by region last quarter' })).toBeVisible()
  await expect(answer.getByText(/figures verified/)).toBeVisible()
})

test('a file of one’s own is uploaded, asked about and undone', async ({ page }) => {
  const rows = Array.from({ length: 60 }, (_, index) => {
    const month = String((index % 6) + 1).padStart(2, '0')
    return `C-${index},2026-${month}-15,${index % 2 === 0 ? 'Oslo' : 'Bergen'},${(index + 1) * 10}`
  })
  const content = ['Order ID,Order Date,City,Quantity', ...rows].join('\n')
  await page.goto('/')
  await page.getByRole('button', { name: 'Brightloom Software' }).click()
  await page.getByRole('link', { name: 'Data', exact: true }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'fjord orders.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('button', { name: 'Add 60 rows' }).click()
  await expect(page.getByRole('heading', { name: '60 rows were added' })).toBeVisible()

  await page.getByRole('link', { name: 'Ask', exact: true }).click()
  await page.getByLabel('Your question').fill('Units by city in 2026')
  await page.getByLabel('Your question').press('Enter')
  await expect(page.getByRole('article').getByText(/Oslo/).first()).toBeVisible()

  await page.getByRole('link', { name: 'Data', exact: true }).click()
  await page.getByRole('button', { name: 'Undo fjord orders.csv' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo upload' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'fjord orders.csv' }).getByText('Undone')).toBeVisible()
})
