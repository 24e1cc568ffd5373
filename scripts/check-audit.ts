/**
 * Asks the registry whether a package that is used is known to be unsafe: `npm run check:audit`. Exits 1 where one is. A
 * registry that does not answer says nothing of the packages: that is told, and passed over.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

interface Report {
  auditReportVersion?: number
  vulnerabilities?: Record<string, { severity: string; range: string; fixAvailable: unknown }>
  message?: string
  error?: { summary?: string }
}

const { stdout, error } = spawnSync('npm', ['audit', '--json'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
  timeout: 120_000,
  maxBuffer: 1 << 26,
})

/** What npm printed, or undefined where that is no report. */
function reportOf(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report
  } catch {
    return undefined
  }
}

const report = reportOf(stdout ?? '')
if (report?.auditReportVersion === undefined || !report.vulnerabilities) {
  const reason = report?.message ?? report?.error?.summary ?? error?.message ?? 'no report came'
  console.log(
    `audit: passed over, for the registry did not answer (${reason.replace(/https?:\/\/\S+/g, 'its address')})`,
  )
  process.exit(0)
}
const found = Object.entries(report.vulnerabilities)
for (const [name, { severity, range, fixAvailable }] of found)
  console.error(
    `${name} ${range} is known to be unsafe (${severity}): ${fixAvailable ? 'take a newer one' : 'there is none that is mended yet: take another package'}, see "npm audit".`,
  )
console.log(`audit: ${found.length} packages known to be unsafe`)
process.exit(found.length > 0 ? 1 : 0)
