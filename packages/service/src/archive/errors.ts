/** An archive that cannot be written or brought back; nothing half done stays. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}
