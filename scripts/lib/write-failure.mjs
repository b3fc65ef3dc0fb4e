const reasons = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
}

/** One sentence for a build that could not write its output, or null when the failure is another one. */
export function explainWriteFailure(error, root) {
  const reason = reasons[error?.code]
  if (reason === undefined) return null
  return (
    `SalesTalk has to be built once, but ${error.path ?? root} cannot be written (${reason}); ` +
    `run "npm run build" in ${root} as a user who may write there, then try again.`
  )
}
