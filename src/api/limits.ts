/** Limits of what is asked and sent, in UTF-16 units where they are of words. Whoever asks may read them here. */

/** Most units of a report's text. */
export const longestReport = 3_000_000
/** Of an id, a name or a word that is asked for. */
export const longestWord = 1000
export const longestAddress = 2048
/** Of what a page gave as "next". */
export const longestCursor = 4000
/** Of a note to a correction or a rating. */
export const longestNote = 10_000
/** Of a list of feeds. */
export const longestOpml = 2_000_000
/** Of a person's verdict on a claim. */
export const longestVerdict = 200
export const longestFeedTitle = 500
/** Items of a page. */
export const largestPage = 500
/** Items of a page where no number is asked for. */
export const usualPage = 50
/** Numbers of changes, as every database holds them. */
export const largestChange = 2_147_483_647

/** Reports in an export that is one document, the newest. */
export const mostInDocument = 1000
/** Reports in a feed, the last that came: whoever follows it asks again. */
export const mostInFeed = 100
