/** Builds the browser extension into build/extension/, to be loaded unpacked. `npm run build:extension` runs it. */
import { pack } from './pack.ts'

await pack()
// What is packed is imported by what is built.
const { buildExtension, extensionFolder } = await import('../web/extension/build.ts')
await buildExtension()
console.log(`The extension is in ${extensionFolder}: load that folder unpacked at chrome://extensions.`)
