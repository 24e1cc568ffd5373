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
# what is false, unproved, unconfirmed, rumoured, charged; and numbers that change nothing
He declined to confirm that the valve had failed. | failed | Uu | asserted
Officials could not confirm that the dam had been sabotaged. | sabotaged | Uu | asserted
She refused to say that it was. | was | Uu
It is a myth that vaccines cause autism. | cause | CT- | asserted
There is no evidence that the dam leaked. | leaked | Uu | asserted
It is false that the mayor stole the money. | stole | CT- | asserted
The health ministry, which is run by the Red Front, said at least 500 people had been killed at Karsk Hospital. | killed | CT+ | attributed
It is inaccurate that the bank closed its counters. | closed | CT-
It is untrue that the bank closed its counters. | closed | CT-
It is a hoax that the dam collapsed. | collapsed | CT-
It isn't true that the dam collapsed. | collapsed | CT-
It is simply wrong that the dam collapsed. | collapsed | CT-
The report that the dam collapsed is untrue. | collapsed | CT-
The story that the dam collapsed is a hoax. | collapsed | CT-
Claims that the dam collapsed are false. | collapsed | CT-
The judge denied that the dam had collapsed. | collapsed | CT-
The judge denied taking money. | taking | CT-
Prosecutors ruled out that the fire was deliberate. | deliberate | CT-
There is no proof that the pilot slept. | slept | Uu
There is no indication that the pilot slept. | slept | Uu
There was little evidence that the pilot slept. | slept | Uu
There are a few proofs that the pilot slept. | slept | CT+
Investigators found no evidence that the pilot slept. | slept | Uu
Investigators have not found any evidence that the pilot slept. | slept | Uu
Without evidence that the pilot slept, the case was dropped. | slept | Uu
It has not been proven that the pilot slept. | slept | Uu
It is not known whether the pilot slept. | slept | Uu
It is unclear whether the pilot slept. | slept | Uu
It remains unclear if the pilot slept. | slept | Uu
The airline did not confirm that the pilot slept. | slept | Uu
The airline would not confirm that the pilot slept. | slept | Uu
The airline refused to confirm that the pilot slept. | slept | Uu
The airline has yet to confirm that the pilot slept. | slept | Uu
The airline was unable to confirm that the pilot slept. | slept | Uu
The airline stopped short of saying that the pilot slept. | slept | Uu
She declined to say whether the pilot slept. | slept | Uu
She did not say that the pilot slept. | slept | Uu
No one has confirmed that the pilot slept. | slept | Uu
Nothing proves that the pilot slept. | slept | Uu
The director is suspected of stealing funds. | stealing | PS+
The director was indicted for stealing funds. | stealing | PS+
Accused of stealing funds, the director resigned. | stealing | PS+
The director, charged with theft, resigned. | theft | PS+
The mayor said at least three bridges are closed. | closed | CT+
The mayor said no fewer than three bridges are closed. | closed | CT+
The mayor said not more than three bridges are closed. | closed | CT+
In that case, the bridge is closed. | closed | CT+
The bridge is rather old. | old | CT+
It is rumoured that the director left. | left | CT+
Rumour has it that the director left. | left | CT+
There are unconfirmed reports that the director left. | left | CT+
The director may not have left. | left | PS-
The director could not have left. | left | PR-
The director must have left. | left | PR+
The director might leave. | leave | PS+
The director will leave unless the board resigns. | resigns | Uu
Did the director leave? | leave | Uu
Police believe that the director left. | left | PR+
Police doubt that the director left. | left | PS-
`
