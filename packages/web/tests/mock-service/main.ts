// The mock service by itself, to develop the web app against: npx tsx packages/web/tests/mock-service/main.ts 8080
import { join } from 'node:path'
import { MockService } from './server.ts'

const service = new MockService(join(import.meta.dirname, '../../dist'))
process.stdout.write(`${await service.start(Number(process.argv[2] ?? 8080))}\n`)
