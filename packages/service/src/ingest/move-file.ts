import { copyFile, rename } from 'node:fs/promises'

/** Gives a file another path; within a disk nothing is copied. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    // The work folder may lie on another disk.
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    await copyFile(from, to)
  }
}
