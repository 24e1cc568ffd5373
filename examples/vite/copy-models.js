import { cpSync } from 'node:fs'

// Vite serves public/ as it is, and copies it when it builds. All but what compares reports, which an engine in a page does
// not, and what stands there unpacked for Node; of the rest a page fetches only what it asks for.
cpSync('node_modules/selon/models', 'public/models', {
  recursive: true,
  filter: (path) => !/(?:vectors|judge)\.bin|(?<!places|reader)\.bin$|\.md$/.test(path),
})
