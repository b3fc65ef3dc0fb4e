import { ask, enter, expect, test } from './fixtures.ts'

test('an expired token leads to the sign-in screen with a friendly reason', async ({ page }) => {
  await enter(page)
  await page.evaluate(() => sessionStorage.setItem('salestalk.token', 'expired'))
  await page.reload()
  await expect(page.getByText('You were signed out')).toBeVisible()
  await expect(page).toHaveURL(/sign-in$/)
  await page.getByRole('button', { name: 'Harbor & Pine' }).click()
  await ask(page, 'Revenue by region last quarter')
  await expect(page.getByText('figures verified')).toBeVisible()
})

test('a code signs in, and a wrong one is explained', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('ada@harborpine.example')
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('That code is not right')
  await page.getByLabel('Code').fill('123456')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Your question')).toBeVisible()
})

test('another company shows nothing of the one before', async ({ page }) => {
  await enter(page)
  await ask(page, 'Revenue by region last quarter')
  await expect(page.getByText('figures verified')).toBeVisible()
  await page.getByRole('button', { name: 'Harbor & Pine' }).click()
  await page.getByRole('menuitem', { name: 'Brightloom Software' }).click()
  await expect(page.getByRole('button', { name: 'Brightloom Software' })).toBeVisible()
  await expect(page.getByText('figures verified')).toBeHidden()
  await expect(page.getByText('Your conversations will be kept here.')).toBeVisible()
})

test('signing out takes the token away', async ({ page }) => {
  await enter(page)
  await page.getByRole('button', { name: 'Harbor & Pine' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out')).toBeVisible()
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('a chosen theme stays', async ({ page }) => {
  await enter(page)
  await page.goto('/settings')
  await page.getByLabel('Dark').check()
  await page.reload()
  await expect(page.getByLabel('Dark')).toBeChecked()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
})

test('the catalog explains a metric and asks about it', async ({ page }) => {
  await enter(page)
  await page.getByRole('link', { name: 'Catalog' }).click()
  await page.getByRole('searchbox').fill('basket')
  await expect(page.getByRole('heading', { name: 'Revenue USD' })).toBeHidden()
  await page.getByRole('link', { name: 'Ask about Average order value' }).click()
  await expect(page.getByRole('heading', { name: 'Average order value' })).toBeVisible()
  await expect(page.getByText('figures verified')).toBeVisible()
})
