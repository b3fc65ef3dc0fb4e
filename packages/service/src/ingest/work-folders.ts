import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'

const pattern = /^ingest-(\d+)-[a-z0-9-]+$/

/** The folder one file is worked on in. Its name tells which process made it. */
export function workFolderFor(root: string, id: string): string {
  return path.join(root, `ingest-${process.pid}-${id}`)
}

/** Removes the work folders of processes that are gone, such as after a power cut; returns how many. Called at every start. */
export async function cleanLeftovers(root: string): Promise<number> {
  const names = await readdir(root).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  let removed = 0
  for (const name of names) {
    const owner = pattern.exec(name)?.[1]
    if (owner === undefined || isRunning(Number(owner))) continue
    await rm(path.join(root, name), { recursive: true, force: true })
    removed += 1
  }
  return removed
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
