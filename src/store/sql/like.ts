/** A pattern for what holds a text anywhere. Signs that mean something in a pattern become "any sign". */
export const likeAnywhere = (value: string) => `%${value.replace(/[%_\\]/g, '_')}%`
