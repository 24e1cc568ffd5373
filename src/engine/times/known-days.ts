/** Attacks that the world knows by their day alone, in every language: the year of "the attack of 7 October". */
export const knownDays: ReadonlyMap<string, number> = new Map([
  ['01-06', 2021],
  ['01-07', 2015],
  ['03-11', 2004],
  ['03-22', 2016],
  ['07-07', 2005],
  ['07-14', 2016],
  ['07-22', 2011],
  ['09-11', 2001],
  ['10-07', 2023],
  ['11-13', 2015],
  ['11-26', 2008],
])
