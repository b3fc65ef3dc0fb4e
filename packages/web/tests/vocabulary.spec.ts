import { ask, enter, expect, realTest as test } from './fixtures.ts'

// Against the real service: what a word means there is understood with the next question.

test('a word of one’s own is tried on what was asked, accepted, understood and taken back', async ({ page }) => {
  test.slow()
  await enter(page)
  await ask(page, 'Glimmer by region last quarter')
  await expect(page.getByText('You could ask instead')).toBeVisible()

  await page.getByRole('link', { name: 'Catalog', exact: true }).click()
  await page.getByRole('link', { name: 'Change what your words mean' }).click()
  await expect(page.getByText('No words of your own yet')).toBeVisible()
  await page.getByLabel('Word or phrase').fill('glimmer')
  await page.getByLabel('What it is about').selectOption({ label: 'Revenue' })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'glimmer also means Revenue' })).toBeVisible()

  await page.getByRole('button', { name: 'See what changes' }).click()
  await expect(page.getByText('1 question is read differently')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('listitem').filter({ hasText: 'Glimmer by region last quarter' })).toContainText(
    'Revenue by region',
  )
  await page.getByLabel('Why (kept with the version)').fill('our word')
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByText('In use from the next question on.')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('our word', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Ask', exact: true }).click()
  await ask(page, 'Glimmer by region last quarter')
  await expect(page.getByText(/figures verified/)).toBeVisible({ timeout: 20_000 })

  await page.goto('/vocabulary')
  await page.getByRole('button', { name: 'Bring back Version 0' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByText('brings back version 0')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('No words of your own yet')).toBeVisible()
})

test('a word that cannot be a name is refused before it does harm', async ({ page }) => {
  await enter(page)
  await page.goto('/vocabulary')
  await page.getByLabel('Word or phrase').fill('the')
  await page.getByLabel('What it is about').selectOption({ label: 'Revenue' })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'See what changes' }).click()
  await expect(page.getByRole('alert')).toContainText('a word that questions are built with')
  await expect(page.getByRole('button', { name: 'Accept' })).toBeHidden()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('No words of your own yet')).toBeVisible()
})
