// npm run cost: what SalesTalk costs on AWS, from requests counted on an emulator and a dated list of prices.
//   npm run cost -- --rows 100000     taking in larger files (default 10,000 rows)
//   npm run cost -- --json            one JSON document
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureWork } from './measure-work.ts'
import { readPrices } from './prices.ts'
import { costReport, renderReport } from './report.ts'

const repositoryFolder = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const options = { rows: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } } as const
const mostRows = 1_000_000

async function main(): Promise<number> {
  const { rows, json } = parseArgs({ options }).values
  const count = Number(rows)
  if (!Number.isInteger(count) || count < 100 || count % 10 !== 0 || count > mostRows) {
    process.stderr.write(`--rows takes a multiple of ten from 100 to ${mostRows}\n`)
    return 2
  }
  process.stderr.write('Counting what SalesTalk asks of AWS, on an emulator; about a minute.\n')
  const report = costReport(await measureWork(repositoryFolder, count), readPrices(), count)
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report))
  return 0
}

process.exitCode = await main()
