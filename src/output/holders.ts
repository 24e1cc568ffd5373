import type { Analysis, Claim, EntityType, Holder } from '../contract/analysis.ts'

/** Who stands behind a claim, for programs that know persons and bodies. */
export interface KnownHolder {
  kind: Holder['kind']
  /** Undefined where the report names nobody. */
  name: string | undefined
  /** What the report shows it to be; undefined where it does not. */
  type: EntityType | undefined
}

/** Who vouches for a claim, from the outlet inwards. */
export function holdersOf({ entities, report }: Analysis, { chain }: Claim): KnownHolder[] {
  return chain.map(({ kind, name, entity }) => {
    const known = entity ? entities.find(({ id }) => id === entity) : undefined
    return {
      kind,
      name: kind === 'outlet' ? report.publisher : kind === 'unstated' ? undefined : (name ?? known?.name),
      type: known?.type,
    }
  })
}
