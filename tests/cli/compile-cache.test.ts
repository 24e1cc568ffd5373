import { describe, expect, it } from 'vitest'
import { compileCacheFolders } from '../../src/cli/compile-cache.ts'

describe('compiled code is kept in the folder of this user', () => {
  it.each([
    ['linux', {}, '/home/ana/.cache/selon/compiled'],
    ['linux', { XDG_CACHE_HOME: '/tmp/caches' }, '/tmp/caches/selon/compiled'],
    ['darwin', {}, '/home/ana/Library/Caches/selon/compiled'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/selon/compiled'],
  ] as const)('of %s with %o', (platform, environment, folder) => {
    const folders = compileCacheFolders(platform, environment, '/home/ana')
    expect(folders.at(-1)).toBe(folder)
    expect(folders.every((one, k) => k === 0 || one.startsWith(folders[k - 1]))).toBe(true)
  })
})
