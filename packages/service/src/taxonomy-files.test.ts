import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readTaxonomyFiles } from './taxonomy-files.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxonomy-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('reads every JSON file below the folder by its path', async () => {
  await mkdir(join(folder, 'metrics'))
  await writeFile(join(folder, 'metrics', 'cash.json'), '{"id":"cash"}')
  await writeFile(join(folder, 'notes.md'), 'not read')
  expect(await readTaxonomyFiles(folder)).toEqual({ 'metrics/cash.json': { id: 'cash' } })
})

it('names the file that is no JSON, and the folder that is missing', async () => {
  await writeFile(join(folder, 'broken.json'), '{')
  await expect(readTaxonomyFiles(folder)).rejects.toThrow('The taxonomy file broken.json cannot be read as JSON')
  await expect(readTaxonomyFiles(join(folder, 'nowhere'))).rejects.toThrow('cannot be read: check that it exists')
})
