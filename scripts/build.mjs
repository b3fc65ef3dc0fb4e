// npm run build: the service bundle and the web app; with --if-stale, only what is older than its sources.
import { buildService } from './build-service.mjs'
import { buildWeb } from './build-web.mjs'
import { serviceState, webState } from './lib/build-state.mjs'
import { root } from './lib/files.mjs'
import { explainWriteFailure } from './lib/write-failure.mjs'

const always = !process.argv.includes('--if-stale')

try {
  if (always || !serviceState(root).fresh) await buildService({ prune: true })
  if (always || !webState(root).fresh) await buildWeb()
  console.log('packages/service/dist and packages/web/dist are built.')
} catch (error) {
  console.error(explainWriteFailure(error, root) ?? error.message)
  process.exit(1)
}
