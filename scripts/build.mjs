// npm run build: the service bundle and the web app.
import { buildService } from './build-service.mjs'
import { buildWeb } from './build-web.mjs'
import { root } from './lib/files.mjs'
import { explainWriteFailure } from './lib/write-failure.mjs'

try {
  await buildService({ prune: true })
  await buildWeb()
  console.log('Built packages/service/dist and packages/web/dist.')
} catch (error) {
  console.error(explainWriteFailure(error, root) ?? error.message)
  process.exit(1)
}
