/** In a checkout: makes a thread run a source, by the package that runs sources, which a thread does not inherit. */
import { register } from 'tsx/esm/api'

register()
/** The `work` of the source whose address the thread was given as its argument. */
export const { work } = await import(process.argv[2])
