const kilobytesPerMegabyte = 1024
const bytesPerMegabyte = 1024 * 1024

/** The most this process ever held, in MB. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / kilobytesPerMegabyte
}

/** What this process holds now, in MB. */
export function residentMegabytes(): number {
  return process.memoryUsage.rss() / bytesPerMegabyte
}

/** Live objects of JavaScript in MB, after collecting the dead ones. */
export function heapMegabytes(): number {
  if (globalThis.gc === undefined) throw new Error('Start the process with --expose-gc: the heap cannot be measured')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed / bytesPerMegabyte
}
