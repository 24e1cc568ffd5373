/**
 * French sentences of our own: text | predicate | factuality as the last holder presents it | basis (where the case is about it).
 * The constructions are those of the English factuality corpora.
 */
export const cases = `
# plain statements
Le ministre a signé le traité. | signé | CT+ | asserted
La mairie ferme la piscine. | ferme | CT+ | asserted
Le navire a coulé près du port. | coulé | CT+
Les élus étaient présents à la cérémonie. | présents | CT+
Le maire est malade. | malade | CT+
L'arrestation du banquier a surpris la ville. | arrestation | CT+
L'arrestation du banquier a surpris la ville. | surpris | CT+
Le directeur a démissionné mardi. | démissionné | CT+
# negation and its scope
Le ministre n'a pas signé le traité. | signé | CT-
La mairie ne ferme pas la piscine. | ferme | CT-
Le navire n'a jamais coulé. | coulé | CT-
Le maire n'est pas malade. | malade | CT-
Personne n'a signé le traité. | signé | CT-
Aucun élu n'a signé le traité. | signé | CT-
Le maire ne dirige plus la ville. | dirige | CT-
Rien n'a changé dans la vallée. | changé | CT-
Le préfet n'a mené aucune enquête. | enquête | CT-
Le maire ne boit que de l'eau. | boit | CT+
L'enquête n'a pas commencé. | commencé | CT-
Il est parti sans signer le traité. | signer | CT-
Il est parti sans signer le traité. | parti | CT+
Le maire a vendu la piscine sans consulter les habitants. | consulter | CT-
Au lieu de signer le traité, il a quitté la salle. | signer | CT-
Ni le maire ni le préfet n'ont signé. | signé | CT-
Il y a peu de preuves que le pilote a dormi. | dormi | Uu
Il y a peu d'indices que le pilote a dormi. | dormi | Uu
La police a trouvé de maigres preuves que le pilote a dormi. | dormi | Uu
Il y a des preuves que le pilote a dormi. | dormi | CT+
Il y a un peu de preuves que le pilote a dormi. | dormi | CT+
# modals
Le ministre peut signer le traité. | signer | PS+
Le ministre pourrait signer le traité. | signer | PS+ | asserted
Le ministre ne peut pas signer le traité. | signer | PR-
Le ministre doit signer le traité. | signer | PR+
Le ministre devrait signer le traité mardi. | signer | PR+ | asserted
Le navire peut couler. | couler | PS+
Le ministre a pu signer le traité. | signer | CT+
Le ministre n'a pas pu signer le traité. | signer | CT-
Le ministre a dû signer le traité. | signer | CT+
# future
Le ministre signera le traité. | signera | PR+
Le ministre va signer le traité. | signer | PR+
Le ministre ne signera pas le traité. | signera | PR-
La piscine fermera en juin. | fermera | PR+
La piscine sera fermée en juin. | fermée | PR+
# hedges
Le ministre a peut-être signé le traité. | signé | PS+
Le ministre a probablement signé le traité. | signé | PR+
Le ministre a sans doute signé le traité. | signé | PR+
Le navire a vraisemblablement coulé. | coulé | PR+
Le navire a apparemment coulé. | coulé | PR+
Il est possible que le navire ait coulé. | coulé | PS+
Il est probable que le navire ait coulé. | coulé | PR+
Il est peu probable que le navire ait coulé. | coulé | PR-
Il est certain que le navire a coulé. | coulé | CT+
Il est faux que le navire ait coulé. | coulé | CT-
Le navire semble avoir coulé. | coulé | PR+
Le maire paraît hésiter. | hésiter | PR+
Le maire semble hésiter. | hésiter | PR+
Le navire ne semble pas avoir coulé. | coulé | PR-
# implicatives
Le ministre a réussi à signer le traité. | signer | CT+
Le ministre n'a pas réussi à signer le traité. | signer | CT-
Le ministre est parvenu à convaincre les élus. | convaincre | CT+
Le ministre a échoué à convaincre les élus. | convaincre | CT-
Le ministre a refusé de signer le traité. | signer | CT-
Le ministre a oublié de signer le traité. | signer | CT-
Le ministre n'a pas oublié de signer le traité. | signer | CT+
Le ministre a omis de prévenir le maire. | prévenir | CT-
Le préfet a empêché la vente. | vente | CT-
Le préfet a évité une émeute. | émeute | CT-
Le maire a renoncé à vendre la piscine. | vendre | CT-
Le maire a commencé à vendre ses tableaux. | vendre | CT+
Le maire a osé défier le préfet. | défier | CT+
Le préfet a obligé le maire à vendre la piscine. | vendre | CT+
Le préfet a forcé le maire à partir. | partir | CT+
Le maire a fait semblant, puis il est parti. | parti | CT+
Le maire a feint de dormir. | dormir | CT-
# factives
Le maire regrette que le navire ait coulé. | coulé | CT+
Le maire sait que le navire a coulé. | coulé | CT+
Le maire ne sait pas que le navire a coulé. | coulé | CT+
Le maire a découvert que le caissier volait la ville. | volait | CT+
Le rapport révèle que le caissier volait la ville. | volait | CT+
Le maire a reconnu avoir vendu la piscine. | vendu | CT+
Le maire déplore la fermeture de la piscine. | fermeture | CT+
Le préfet a constaté que la digue avait cédé. | cédé | CT+
# reporting verbs
Le maire a dit que le navire avait coulé. | coulé | CT+
Le maire affirme que le navire a coulé. | coulé | CT+
Le maire affirme que le navire n'a pas coulé. | coulé | CT-
Le maire n'a pas dit que le navire avait coulé. | coulé | Uu
Le maire a annoncé la fermeture de la piscine. | fermeture | CT+
Le maire accuse le caissier d'avoir volé la ville. | volé | CT+
Le maire nie avoir vendu la piscine. | vendu | CT-
Le maire dément que la piscine ait été vendue. | vendue | CT-
Le maire conteste avoir touché cet argent. | touché | CT-
# belief, doubt, fear, hope
Le maire pense que le navire a coulé. | coulé | PR+
Le maire croit que le navire a coulé. | coulé | PR+
Le maire ne pense pas que le navire ait coulé. | coulé | PR-
Le maire doute que le navire ait coulé. | coulé | PS-
Le maire soupçonne que le caissier a menti. | menti | PS+
Le maire craint que le navire coule. | coule | PS+
Le maire espère vendre la piscine. | vendre | PS+
Le maire veut vendre la piscine. | vendre | PS+
Le maire souhaite que la piscine ferme. | ferme | PS+
Le maire ne veut pas vendre la piscine. | vendre | PS-
Le maire compte vendre la piscine. | vendre | PS+
Le maire envisage de vendre la piscine. | vendre | PS+
Le maire redoute une émeute. | émeute | PS+
Le maire essaie de vendre la piscine. | vendre | PS+
Le maire a tenté de vendre la piscine. | vendre | PS+
# promises, decisions, demands
Le maire a promis de vendre la piscine. | vendre | PR+
Le maire a décidé de vendre la piscine. | vendre | PR+
Le maire a accepté de vendre la piscine. | vendre | PR+
Le préfet a demandé au maire de vendre la piscine. | vendre | PS+
Le préfet a ordonné la fermeture de la piscine. | fermeture | PS+
Le préfet exige le retrait des engins. | retrait | PS+
Le préfet a invité le maire à démissionner. | démissionner | PS+
Le préfet a menacé de fermer la piscine. | fermer | PS+
La digue risque de céder. | céder | PS+
Le préfet a autorisé le maire à vendre la piscine. | vendre | PS+
Le préfet a interdit la vente de la piscine. | vente | CT-
# conditions, purposes, questions, imperatives
Si la digue cède, la vallée sera inondée. | cède | Uu
Si la digue cède, la vallée sera inondée. | inondée | PR+
Si la digue cédait, la vallée serait inondée. | cédait | Uu
Si la digue cédait, la vallée serait inondée. | inondée | PS+ | asserted
Le maire a vendu la piscine pour payer ses dettes. | payer | PS+
Le maire a vendu la piscine pour payer ses dettes. | vendu | CT+
Le préfet est venu afin de rassurer les habitants. | rassurer | PS+
Le maire a-t-il vendu la piscine ? | vendu | Uu
Le navire a-t-il coulé ? | coulé | Uu
Pourquoi le maire a-t-il vendu la piscine ? | vendu | CT+
On ignore si le navire a coulé. | coulé | Uu
# nouns under nouns and adjectives
La possibilité d'une attaque inquiète le maire. | attaque | PS+
Le risque d'une inondation inquiète le maire. | inondation | PS+
Le refus de signer a surpris les élus. | signer | CT-
Le projet de vendre la piscine a surpris les élus. | vendre | PS+
La menace d'une grève inquiète le préfet. | grève | PS+
L'absence d'enquête a surpris les élus. | enquête | CT-
Une éventuelle grève inquiète le préfet. | grève | PS+
# distance
Selon la police, le caissier a volé la ville. | volé | CT+ | attributed
Selon la police, le caissier aurait volé la ville. | volé | CT+ | attributed
Le caissier aurait volé la ville pendant dix ans. | volé | CT+ | hearsay
Le navire aurait coulé dans la nuit. | coulé | CT+ | hearsay
Le ministre aurait refusé de signer le traité. | refusé | CT+ | hearsay
Le navire aurait, dit-on, coulé dans la nuit. | coulé | CT+ | hearsay
Le maire aurait vendu la piscine à un promoteur. | vendu | CT+ | hearsay
# what is false, unproved, unconfirmed, rumoured, charged; and numbers that change nothing
Aucune preuve que la mairesse a volé l'argent n'a été trouvée. | volé | Uu | asserted
Il n'y a aucune preuve que le vaccin est dangereux. | dangereux | Uu | asserted
Rien ne prouve que le maire a touché des pots-de-vin. | touché | Uu | asserted
Le ministère n'a pas confirmé que le pilote a survécu. | survécu | Uu | asserted
La police n'a pas confirmé que la digue avait été sabotée. | sabotée | Uu | asserted
L'enquête n'a pas établi que la digue a été sabotée. | sabotée | Uu | asserted
La préfète a dit qu'au moins dix maisons ont été détruites. | détruites | CT+ | attributed
La préfète a dit que plus de dix maisons ont été détruites. | détruites | CT+ | attributed
Le ministère a affirmé qu'au moins 200 personnes avaient été tuées à Karsk. | tuées | CT+ | attributed
Le banquier est accusé d'avoir tué son associé. | tué | PS+ | hearsay
Un troisième randonneur a été tué, emporté par une avalanche, a déclaré le ministre. | emporté | CT+ | attributed
Il est inexact que la banque ait fermé ses guichets. | fermé | CT-
C'est un mythe que le barrage a cédé. | cédé | CT-
Il n'est pas exact que le juge a démissionné. | démissionné | CT-
La rumeur selon laquelle le juge a démissionné est fausse. | démissionné | CT-
L'information selon laquelle le barrage a cédé est erronée. | cédé | CT-
Le juge a démenti que le barrage ait cédé. | cédé | CT-
Le juge dément avoir touché de l'argent. | touché | CT-
Le parquet a écarté que l'incendie soit criminel. | criminel | CT-
Aucun élément ne permet d'affirmer que le pilote a dormi. | dormi | Uu
Aucun indice ne montre que le pilote a dormi. | dormi | Uu
Rien ne permet de dire que le pilote a dormi. | dormi | Uu
Rien ne laisse penser que le pilote a dormi. | dormi | Uu
Les enquêteurs n'ont pas prouvé que le pilote a dormi. | dormi | Uu
La compagnie n'a pas encore confirmé que le pilote a dormi. | dormi | Uu
La compagnie ne confirme pas que le pilote a dormi. | dormi | Uu
La compagnie s'est refusée à confirmer que le pilote a dormi. | dormi | Uu
La compagnie n'a pas voulu confirmer que le pilote a dormi. | dormi | Uu
Il n'est pas établi que le pilote a dormi. | dormi | Uu
Il n'est pas prouvé que le pilote a dormi. | dormi | Uu
On ignore si le pilote a dormi. | dormi | Uu
Il n'existe aucune preuve que le pilote a dormi. | dormi | Uu
Les experts n'ont trouvé aucune trace que le pont a été saboté. | saboté | Uu
Sans preuve que le pont a été saboté, le juge a classé l'affaire. | saboté | Uu
Faute de preuves que le pont a été saboté, le juge a classé l'affaire. | saboté | Uu
Le directeur est soupçonné d'avoir détourné des fonds. | détourné | PS+
Le directeur a été inculpé d'avoir détourné des fonds. | détourné | PS+
Le directeur est poursuivi pour avoir détourné des fonds. | détourné | PS+
Le directeur a été mis en examen pour avoir détourné des fonds. | détourné | PS+
Accusé d'avoir détourné des fonds, le directeur se tait. | détourné | PS+
Le directeur, accusé de détournement, se tait. | détournement | PS+
On lui reproche d'avoir détourné des fonds. | détourné | CT+
La presse parle d'informations selon lesquelles le directeur serait parti. | parti | CT+
Il est exclu que le directeur soit parti. | parti | CT-
Il n'est pas exclu que le directeur soit parti. | parti | PS+
Le maire a dit qu'au moins trois ponts sont fermés. | fermés | CT+
Le maire affirme qu'au plus trois ponts sont fermés. | fermés | CT+
Le maire assure que moins de cinq ponts sont fermés. | fermés | CT+
En tout cas, le pont est fermé. | fermé | CT+
Dix cas ont été signalés. | signalés | CT+
Le maire est plutôt satisfait. | satisfait | CT+
Sans doute le pont est-il fermé. | fermé | PR+
Le pont sera fermé, à moins que la pluie ne cesse. | cesse | Uu
Elle n'a dit à personne que le pont était fermé. | fermé | Uu
Auraient été arrêtés trois marins. | arrêtés | CT+
Aurait également signé le trésorier. | signé | CT+
Aurait été visé un convoi de camions. | visé | CT+
Auraient pris part à la réunion deux ministres. | pris | CT+
`
