import { ask, expect, issuerTest as test } from './fixtures.ts'

test('somebody signs in with the issuer and comes back signed in', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByLabel('Code')).toBeHidden()
  await page.getByRole('button', { name: 'Continue to sign in' }).click()
  await expect(page.getByLabel('Your question')).toBeVisible()
  // The code was redeemed: it must not stay in the address.
  await expect(page).toHaveURL(/\/$/)
  await ask(page, 'Revenue by region last quarter')
  await expect(page.getByText('figures verified')).toBeVisible()
})

test('another company comes with the next token of the issuer', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue to sign in' }).click()
  await page.getByRole('button', { name: 'Harbor & Pine' }).click()
  await page.getByRole('menuitem', { name: 'Brightloom Software' }).click()
  await expect(page.getByRole('button', { name: 'Brightloom Software' })).toBeVisible()
})

test('a code that was used before does not sign in', async ({ page }) => {
  await page.goto('/sign-in/return?code=stolen&state=made-up')
  await expect(page.getByRole('alert')).toContainText('You are not signed in yet')
  await page.getByRole('link', { name: 'Back to sign in' }).click()
  await expect(page.getByRole('button', { name: 'Continue to sign in' })).toBeVisible()
})

test.describe('an issuer that refuses', () => {
  test.use({ issuerClient: 'closed' })

  test('leads back with a way to try again', async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Continue to sign in' }).click()
    await expect(page.getByRole('alert')).toContainText('You are not signed in yet')
    await expect(page.getByRole('link', { name: 'Back to sign in' })).toBeVisible()
  })
})
