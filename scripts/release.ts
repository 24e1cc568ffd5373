/**
 * Makes what is given out with a release, in build/release/ or the folder given: `npm run release [-- --built] [FOLDER]`.
 * The package's tarball, as npm publishes it; its bill of materials (CycloneDX): the packages that an installation brings along, and the models; and the
 * SHA-256 of both, for `sha256sum --check SHA256SUMS`. The same commit gives the same bytes with the same Node and npm,
 * wherever it is built.
 * @param --built packs dist/ as it is, instead of building it first
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Component {
  'bom-ref': string
  name: string
  type: string
  hashes?: { alg: string; content: string }[]
}
interface Bill {
  serialNumber?: string
  components: Component[]
  dependencies: { ref: string; dependsOn: string[] }[]
  metadata: { timestamp?: string; component: Component }
}

const root = fileURLToPath(new URL('..', import.meta.url))
const given = process.argv.slice(2)
const folder = resolve(given.find((one) => !one.startsWith('--')) ?? join(root, 'build/release'))
const npm = (...args: string[]) =>
  execFileSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  })

if (!given.includes('--built')) npm('run', '--silent', 'build')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const [{ filename: tarball, files: packed }] = JSON.parse(
  npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder),
) as { filename: string; files: { path: string }[] }[]

// The bill has a moment and a random number of its own each time; what it lists has neither.
const bill = JSON.parse(
  npm('sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'),
) as Bill
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
delete bill.serialNumber
delete bill.metadata.timestamp
// npm gives the folder's name, which is anybody's.
bill.metadata.component.name = 'selon'
// npm's own --omit=dev leaves out what a tool needs as well: what is a tool's alone is told by the lock.
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; dev?: boolean }>
}
const shipped = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`),
)
const self = bill.metadata.component['bom-ref']
bill.components = bill.components.filter((component) => shipped.has(component['bom-ref']))
bill.dependencies = bill.dependencies
  .filter(({ ref }) => ref === self || shipped.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => shipped.has(one)) }))
bill.metadata.component.hashes = [{ alg: 'SHA-256', content: sha256(join(folder, tarball)) }]
const listed = tarball.replace(/\.tgz$/, '.sbom.json')
const models = packed.map(({ path }) => path).filter((path) => /^models\/.+\.bin(?:\.gz)?$/.test(path))
for (const path of models.sort())
  bill.components.push({
    'bom-ref': path,
    type: path === 'models/places.bin' ? 'data' : 'machine-learning-model',
    name: path,
    hashes: [{ alg: 'SHA-256', content: sha256(join(root, path)) }],
  })
writeFileSync(join(folder, listed), `${JSON.stringify(bill, null, 2)}\n`)

const sums = [listed, tarball].map((file) => `${sha256(join(folder, file))}  ${file}\n`).join('')
writeFileSync(join(folder, 'SHA256SUMS'), sums)
console.log(`${sums}in ${folder}`)
