export type { AddressPolicy } from './address-policy.ts'
export {
  defaultLimits,
  type IntakeItem,
  type IntakeLimits,
  type IntakeOptions,
  type Skipped,
} from './intake-item.ts'
export { readInput } from './read-input.ts'
export { tellLanguage } from './tell-language.ts'
