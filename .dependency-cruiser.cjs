// Which folder may import which: the arrows of ARCHITECTURE.md. `npm run check:boundaries` runs it.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...allowed] },
})
module.exports = {
  forbidden: [
    only(
      'engine-stands-alone',
      '^src/engine/',
      [],
      'The engine is pure and imports nothing outside itself: it is given its languages.',
    ),
    only(
      'languages-tell-the-engine',
      '^src/languages/',
      ['^src/engine/'],
      'A language is words, patterns and rules in the shapes that the engine has for them.',
    ),
    only(
      'situation-reads-the-engine',
      '^src/situation/',
      ['^src/engine/', '^src/languages/'],
      'The comparison of reports sees analyses alone.',
    ),
    only(
      'intake-reads-the-engine',
      '^src/intake/',
      ['^src/engine/'],
      'Intake turns bytes into reports; it knows only what a report is.',
    ),
    only(
      'output-reads-analyses',
      '^src/output/',
      ['^src/engine/', '^src/situation/'],
      'Output draws what was found.',
    ),
    only(
      'store-keeps-what-was-found',
      '^src/store/',
      ['^src/engine/', '^src/situation/'],
      'The database keeps analyses and compares them; it knows nothing of files, addresses or screens.',
    ),
    only(
      'feeds-read-through-intake',
      '^src/feeds/',
      ['^src/engine/', '^src/intake/', '^src/situation/', '^src/store/'],
      'Feeds bring reports from addresses into the database.',
    ),
    only(
      'server-shows-what-is-kept',
      '^src/(server|mcp)/',
      [
        '^src/engine/',
        '^src/languages/index.ts$',
        '^src/situation/',
        '^src/store/',
        '^src/intake/',
        '^src/feeds/',
        '^src/output/',
        '^src/node-resources.ts$',
        '^src/(server|mcp)/',
      ],
      'The server and MCP stand above the database, beside the command line.',
    ),
    {
      name: 'web-sees-types-and-the-browser-engine',
      comment:
        'The desk talks to the server over HTTP and runs the engine of the browser; it sees nothing else.',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/browser.ts$',
          '^src/engine/',
          '^src/situation/',
          '^src/output/',
          '^src/store/store.ts$',
        ],
      },
    },
    {
      name: 'engine-has-no-node',
      comment: 'The engine runs in a browser: no node: module and no package.',
      severity: 'error',
      from: { path: '^src/(engine|languages)/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'] },
    },
    {
      name: 'languages-do-not-meet',
      comment: 'A language folder reads no other language: what they share stands outside them.',
      severity: 'error',
      from: { path: '^src/languages/([^/]+)/' },
      to: { path: '^src/languages/([^/]+)/', pathNot: ['^src/languages/$1/'] },
    },
    {
      name: 'no-circles-of-types',
      comment: 'The engine and its languages have no circles, imports of types included.',
      severity: 'error',
      from: { path: '^src/(engine|languages)/' },
      to: { circular: true },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
}
