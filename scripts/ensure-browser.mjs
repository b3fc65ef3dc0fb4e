// Finds a chromium for the browser tests, installs one if there is none, and prints its path.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

async function playwrightPath() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function findBrowser() {
  const named = [process.env.SALESTALK_CHROMIUM, process.env.CHROMIUM_PATH].filter(Boolean)
  const candidates = [...named, ...systemPaths, await playwrightPath()]
  return candidates.find((path) => existsSync(path)) ?? null
}

/** Runs a command with its output on standard error; true when it succeeded. */
function succeeds(command, commandArguments) {
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  return spawnSync(command, commandArguments, options).status === 0
}

function installFromDebian() {
  if (!existsSync('/usr/bin/apt-get')) return false
  const isRoot = process.getuid?.() === 0
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return false
  const apt = (...commandArguments) =>
    isRoot ? succeeds('apt-get', commandArguments) : succeeds('sudo', ['-n', 'apt-get', ...commandArguments])
  const install = () => apt('install', '-y', '--no-install-recommends', 'chromium')
  return install() || (apt('update') && install())
}

function installFromPlaywright() {
  return succeeds('npx', ['playwright', 'install', 'chromium'])
}

/** The path of a chromium that exists; installs it when needed; throws with what to do when it cannot. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found !== null) return found
  console.error('No chromium found: installing one for the browser tests…')
  for (const install of [installFromDebian, installFromPlaywright]) {
    const installed = install() ? await findBrowser() : null
    if (installed !== null) return installed
  }
  throw new Error(
    'The browser tests need Chromium and it could not be installed: install it (Debian: "apt-get install chromium"; ' +
      'elsewhere: "npx playwright install chromium") or name an existing one in CHROMIUM_PATH, then run the tests again.',
  )
}

if (process.argv[1] === import.meta.filename) {
  try {
    console.log(await ensureBrowser())
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
