/** English sentences of our own: text | predicate | factuality as the last holder presents it | basis (where the case is about it). */
export const cases = `
# plain statements
The minister signed the treaty on Monday. | signed | CT+ | asserted
The ferry sank near the harbour. | sank | CT+
The arrest of the banker shocked the town. | arrest | CT+
The company said it sold the factory in May. | sold | CT+ | attributed
The company said it did not sell the factory. | sell | CT-
# negation
The minister did not sign the treaty. | sign | CT-
Nobody signed the treaty. | signed | CT-
The ferry never sank. | sank | CT-
He left without signing the treaty. | signing | CT-
# modals and futures
The ferry may have sunk near the harbour. | sunk | PS+
The minister could sign the treaty next week. | sign | PS+
The minister will sign the treaty on Monday. | sign | PR+
The council plans to close the pool. | close | PS+
The council wants to close the pool. | close | PS+
# implicatives and factives
The minister managed to sign the treaty. | sign | CT+
The minister refused to sign the treaty. | sign | CT-
The minister failed to sign the treaty. | sign | CT-
The mayor regrets that the ferry sank. | sank | CT+
The mayor denied that he sold the pool. | sold | CT-
# distance
The clerk allegedly stole the funds. | stole | CT+ | hearsay
The mayor reportedly sold the pool to a friend. | sold | CT+ | hearsay
The ferry is said to have sunk in the night. | sunk | CT+ | hearsay
According to police, the clerk stole the funds. | stole | CT+ | attributed
`
