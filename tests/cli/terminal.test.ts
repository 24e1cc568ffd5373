import { describe, expect, it } from 'vitest'
import { terminalWidth, wantsColour } from '../../src/cli/terminal.ts'

describe('how wide lines may be', () => {
  it.each([
    [{}, undefined, 100],
    [{}, 72, 72],
    [{}, 0, 100],
    [{ COLUMNS: '60' }, 200, 60],
    [{ COLUMNS: '60' }, undefined, 60],
    [{ COLUMNS: '' }, 72, 72],
    [{ COLUMNS: '0' }, 72, 72],
    [{ COLUMNS: '-5' }, 72, 72],
    [{ COLUMNS: '1e9' }, undefined, 100],
    [{ COLUMNS: 'wide' }, undefined, 100],
  ])('%j on a terminal of %s columns: %d', (environment, columns, width) => {
    expect(terminalWidth(environment, columns)).toBe(width)
  })
})

describe('whether there are colours', () => {
  it.each([
    // option, terminal, environment, colours
    [undefined, true, {}, true],
    [undefined, false, {}, false],
    [true, true, {}, true],
    [false, true, {}, false],
    [false, true, { FORCE_COLOR: '1' }, false],
    [undefined, true, { NO_COLOR: '1' }, false],
    [undefined, true, { NO_COLOR: '' }, true],
    [undefined, false, { FORCE_COLOR: '1' }, true],
    [undefined, false, { FORCE_COLOR: '' }, false],
    [undefined, true, { FORCE_COLOR: '0' }, false],
    [undefined, true, { FORCE_COLOR: 'false' }, false],
    [undefined, false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [undefined, true, { TERM: 'dumb' }, false],
  ])('option %s, terminal %s, %j: %s', (option, terminal, environment, colours) => {
    expect(wantsColour(option, terminal, environment)).toBe(colours)
  })
})
