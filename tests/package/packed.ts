import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { missing, root } from '../support.ts'

/** Whether tests of the package must be skipped: it is packed as it was built. */
export const noBuild = (): boolean =>
  missing('the built package (npm run build makes dist/)', existsSync(`${root}dist/index.js`))

/**
 * Packs the package as npm would publish it.
 * @param folder where to put it, made where it is missing
 * @returns the tarball's path
 */
export function packed(folder: string): string {
  mkdirSync(folder, { recursive: true })
  // The command's own scripts would build anew.
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [name] = readdirSync(folder).filter((one) => /^selon-.*\.tgz$/.test(one))
  return join(folder, name)
}

/** Lays a packed package into a project, as an installation without its dependencies would. */
export function unpackInto(project: string, tarball: string): void {
  const folder = join(project, 'node_modules/selon')
  mkdirSync(folder, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
}
