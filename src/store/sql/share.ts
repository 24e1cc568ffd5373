/** A part of a whole, in thousandths; 0 of nothing. */
export const share = (part: number, whole: number) =>
  whole > 0 ? Math.round((part / whole) * 1000) / 1000 : 0
