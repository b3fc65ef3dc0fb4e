import { ask, enter, expect, seriousViolations, test } from './fixtures.ts'

test('a question is answered with a sentence, a chart and the source of each figure', async ({ page }) => {
  await enter(page)
  await ask(page, 'Revenue by region last quarter')
  const answer = page.getByRole('article')
  await expect(answer.getByText('4 of 4 figures verified')).toBeVisible()
  await expect(answer.getByRole('img', { name: /Revenue by region/ })).toBeVisible()

  await answer.getByRole('button', { name: '36.4%, show source' }).click()
  const source = page.getByRole('dialog')
  await expect(source).toContainText('Jul 1 – Sep 30, 2026')
  await expect(source).toContainText('Region: West')
  await expect(source).toContainText('$1,418,220.50')
  await expect(source).toContainText('METRIC#revenue / 2026-Q3')
  await expect(source.getByRole('textbox', { name: 'Query' })).toHaveValue(/GROUP BY "region"/)
  await page.keyboard.press('Escape')
  await expect(answer.getByRole('button', { name: '36.4%, show source' })).toBeFocused()
})

test('the table sorts by any column and can be taken away as CSV', async ({ page }) => {
  await enter(page)
  await ask(page, 'Revenue by region last quarter')
  await page.getByRole('tab', { name: 'Table' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Table' })
  await expect(panel.getByRole('row').nth(1)).toContainText('West')
  await panel.getByRole('button', { name: 'Region' }).click()
  await expect(panel.getByRole('row').nth(1)).toContainText('Central')
  await expect(panel.getByRole('columnheader', { name: 'Region' })).toHaveAttribute('aria-sort', 'ascending')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the table as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('answer.csv')
})

test('an ambiguous question is settled by one click on a reading with its figure', async ({ page }) => {
  await enter(page)
  await ask(page, 'takings last quarter')
  const option = page.getByRole('button', { name: /Revenue, Q3 2026/ })
  await expect(option).toContainText('$3.90M')
  const request = page.waitForRequest('**/v1/chat')
  await option.click()
  expect((await request).postDataJSON().interpretation.metrics[0].id).toBe('revenue')
  await expect(page.getByText('figures verified')).toBeVisible()
})

test('what a word was chosen to mean is kept for good, also after somebody else was faster', async ({ page }) => {
  await enter(page)
  await ask(page, 'takings last quarter')
  await page.getByRole('button', { name: /Revenue, Q3 2026/ }).click()
  const offer = page.getByRole('button', { name: 'Always mean Revenue by "takings"' })
  await expect(offer).toBeVisible()

  await page.route('**/v1/vocabulary', async (route) => {
    if (route.request().method() !== 'PUT') return route.continue()
    const body = route.request().postDataJSON()
    await route.continue({ postData: { ...body, baseVersion: body.baseVersion - 1 } })
  })
  await offer.click()
  await expect(page.getByRole('alert')).toContainText('Somebody else changed the vocabulary')
  await page.unroute('**/v1/vocabulary')

  const saved = page.waitForRequest((request) => request.method() === 'PUT')
  await offer.click()
  const { content, baseVersion } = (await saved).postDataJSON()
  expect(baseVersion).toBe(2)
  expect(content.preferences).toEqual([
    { term: 'sales', metric: 'revenue' },
    { term: 'takings', metric: 'revenue' },
  ])
  await expect(page.getByText('It counts from the next question on.')).toBeFocused()
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'See what your words mean' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'takings here means Revenue' })).toBeVisible()
})

test('who may not change the vocabulary is not offered to', async ({ page }) => {
  await page.route('**/v1/me', async (route) => {
    const body = await (await route.fetch()).json()
    await route.fulfill({
      json: { ...body, user: { ...body.user, role: 'member' }, company: { ...body.company, isDemo: false } },
    })
  })
  await enter(page)
  await ask(page, 'takings last quarter')
  await page.getByRole('button', { name: /Revenue, Q3 2026/ }).click()
  await expect(page.getByText('figures verified')).toBeVisible()
  await expect(page.getByRole('button', { name: /Always mean/ })).toBeHidden()
})

test('a refusal offers questions that can be answered', async ({ page }) => {
  await enter(page)
  await ask(page, 'weather tomorrow')
  await expect(page.getByRole('article').getByText('I do not know “weather”')).toBeVisible()
  await page.getByRole('article').getByRole('button', { name: 'How is gross margin trending?' }).click()
  await expect(page.getByRole('article').nth(1).getByText('4 of 4 figures verified')).toBeVisible()
})

test('the reading is corrected by its chips', async ({ page }) => {
  await enter(page)
  await ask(page, 'Online revenue by region last quarter')
  const removed = page.waitForRequest('**/v1/chat')
  await page.getByRole('button', { name: 'Remove Channel: Online' }).click()
  const body = (await removed).postDataJSON()
  expect(body.interpretation.filters).toEqual([])
  expect(body.question).toBe('Online revenue by region last quarter · without the filter on Channel')

  const latest = page.getByRole('article').nth(1)
  await latest.getByRole('button', { name: 'By Region' }).click()
  const regrouped = page.waitForRequest('**/v1/chat')
  await page.getByRole('menuitem', { name: 'Channel' }).click()
  expect((await regrouped).postDataJSON().interpretation.breakdown).toEqual(['channel'])
  await expect(page.getByRole('article').nth(2).getByRole('button', { name: 'By Channel', exact: true })).toBeVisible()
})

test('a running question shows how it was understood and can be stopped', async ({ page }) => {
  await enter(page)
  await ask(page, 'slow revenue')
  await expect(page.getByText('Computing the figures')).toBeVisible()
  await expect(page.getByRole('article').getByText('Revenue by region, Q3 2026')).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('Stopped before the answer was complete.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ask again' })).toBeVisible()
})

test('a failure says what to do, and asking again works once the service is back', async ({ page }) => {
  await enter(page)
  await page.route('**/v1/chat', (route) => route.abort())
  await ask(page, 'Revenue by region last quarter')
  await expect(page.getByRole('alert')).toContainText('SalesTalk cannot be reached')
  await page.unroute('**/v1/chat')
  await page.getByRole('button', { name: 'Ask again' }).click()
  await expect(page.getByText('4 of 4 figures verified')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(1)
})

test('an overloaded service is explained in its own words', async ({ page }) => {
  await enter(page)
  await ask(page, 'overload')
  await expect(page.getByRole('alert')).toContainText('Wait a moment, then ask again.')
})

test('a conversation is still there after a reload, under its name, until it is deleted', async ({ page }) => {
  await enter(page)
  await ask(page, 'Revenue by region last quarter')
  await expect(page.getByText('figures verified')).toBeVisible()
  await expect(page).toHaveURL(/session=/)
  await page.reload()
  await expect(page.getByText('figures verified')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Revenue by region last quarter' })).toBeVisible()

  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(page.getByRole('heading', { name: 'What do you want to know?' })).toBeVisible()
  const history = page.getByRole('navigation', { name: 'Conversations' })
  await history.getByRole('link', { name: 'Revenue by region last quarter' }).click()
  await expect(page.getByText('figures verified')).toBeVisible()
  await history.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Your conversations will be kept here.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What do you want to know?' })).toBeVisible()
})

test('follow-up questions go to the same conversation', async ({ page }) => {
  await enter(page)
  await ask(page, 'Revenue by region last quarter')
  const request = page.waitForRequest('**/v1/chat')
  await page.getByRole('button', { name: 'Only the West' }).click()
  const { sessionId } = (await request).postDataJSON()
  expect(page.url()).toContain(sessionId)
  await expect(page.getByRole('article')).toHaveCount(2)
})

test('everything from sign-in to the source of a figure works with the keyboard alone', async ({ page }) => {
  await page.goto('/')
  const demo = page.getByRole('button', { name: 'Brightloom Software' })
  await expect(demo).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(demo).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Your question')).toBeFocused()
  await page.keyboard.type('Revenue by region')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('last quarter')
  await page.keyboard.press('Enter')
  await expect(page.getByText('figures verified')).toBeVisible()

  const figure = page.getByRole('button', { name: '$3.90M, show source' })
  for (
    let presses = 0;
    presses < 40 && !(await figure.evaluate((node) => node === document.activeElement));
    presses += 1
  ) {
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Source of this figure')
  await page.keyboard.press('Escape')

  const slider = page.getByRole('slider')
  await slider.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuetext', 'North: $1,102,310.25')
})

test('a screen reader hears the answer once, in full', async ({ page }) => {
  await enter(page)
  await ask(page, 'Revenue by region last quarter')
  await expect(page.locator('p[aria-live=polite]')).toHaveText(
    /^Revenue was \$3\.90M in Q3 2026\. West led .* \$1\.10M\.$/,
  )
})
