import { buildDesk } from '../web/build.ts'
await buildDesk()
