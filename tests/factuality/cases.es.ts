/**
 * Spanish sentences of our own: text | predicate | factuality as the last holder presents it | basis (where the case is about it).
 * The constructions are those of the English factuality corpora.
 */
export const cases = `
# plain statements
El ministro firmó el tratado. | firmó | CT+ | asserted
El alcalde cierra la piscina. | cierra | CT+ | asserted
El barco se hundió cerca del puerto. | hundió | CT+
Los concejales estaban presentes en la ceremonia. | presentes | CT+
El alcalde está enfermo. | enfermo | CT+
La detención del banquero sorprendió a la ciudad. | detención | CT+
La detención del banquero sorprendió a la ciudad. | sorprendió | CT+
El director dimitió el martes. | dimitió | CT+
El ministro ha firmado el tratado. | firmado | CT+
# negation and its scope
El ministro no firmó el tratado. | firmó | CT-
El alcalde no cierra la piscina. | cierra | CT-
El barco nunca se hundió. | hundió | CT-
El alcalde no está enfermo. | enfermo | CT-
Nadie firmó el tratado. | firmó | CT-
Ningún concejal firmó el tratado. | firmó | CT-
El alcalde tampoco firmó el tratado. | firmó | CT-
Nada cambió en el valle. | cambió | CT-
El ministro no ha firmado el tratado. | firmado | CT-
La investigación no empezó. | empezó | CT-
Se fue sin firmar el tratado. | firmar | CT-
Se fue sin firmar el tratado. | fue | CT+
El alcalde vendió la piscina sin consultar a los vecinos. | consultar | CT-
En lugar de firmar el tratado, abandonó la sala. | firmar | CT-
Hay pocas pruebas de que el piloto se durmió. | durmió | Uu
Hay unas pocas pruebas de que el piloto se durmió. | durmió | CT+
En vez de vender la piscina, el alcalde la reparó. | vender | CT-
Ni el alcalde ni el gobernador firmaron. | firmaron | CT-
# modals
El ministro puede firmar el tratado. | firmar | PS+
El ministro podría firmar el tratado. | firmar | PS+ | asserted
El ministro no puede firmar el tratado. | firmar | PR-
El ministro debe firmar el tratado. | firmar | PR+
El ministro debería firmar el tratado el martes. | firmar | PR+ | asserted
El barco puede hundirse. | hundirse | PS+
El ministro pudo firmar el tratado. | firmar | CT+
El ministro no pudo firmar el tratado. | firmar | CT-
# future
El ministro firmará el tratado. | firmará | PR+
El ministro va a firmar el tratado. | firmar | PR+
El ministro no firmará el tratado. | firmará | PR-
La piscina cerrará en junio. | cerrará | PR+
La piscina será cerrada en junio. | cerrada | PR+
# hedges
Quizás el ministro firmó el tratado. | firmó | PS+
Tal vez el ministro firmó el tratado. | firmó | PS+
El ministro probablemente firmó el tratado. | firmó | PR+
El barco posiblemente se hundió. | hundió | PS+
El barco aparentemente se hundió. | hundió | PR+
Es posible que el barco se haya hundido. | hundido | PS+
Es probable que el barco se haya hundido. | hundido | PR+
Es poco probable que el barco se haya hundido. | hundido | PR-
Es cierto que el barco se hundió. | hundió | CT+
Es falso que el barco se haya hundido. | hundido | CT-
El alcalde parece dudar. | dudar | PR+
El alcalde no parece dudar. | dudar | PR-
Es imposible que el barco se haya hundido. | hundido | CT-
# implicatives
El ministro logró firmar el tratado. | firmar | CT+
El ministro no logró firmar el tratado. | firmar | CT-
El ministro consiguió convencer a los concejales. | convencer | CT+
El ministro no consiguió convencer a los concejales. | convencer | CT-
El ministro se negó a firmar el tratado. | firmar | CT-
El ministro olvidó firmar el tratado. | firmar | CT-
El ministro no olvidó firmar el tratado. | firmar | CT+
El ministro omitió avisar al alcalde. | avisar | CT-
El gobernador impidió la venta. | venta | CT-
El gobernador evitó una revuelta. | revuelta | CT-
El alcalde renunció a vender la piscina. | vender | CT-
El alcalde empezó a vender sus cuadros. | vender | CT+
El alcalde comenzó a vender sus cuadros. | vender | CT+
El alcalde se atrevió a desafiar al gobernador. | desafiar | CT+
El gobernador obligó al alcalde a vender la piscina. | vender | CT+
El gobernador forzó al alcalde a marcharse. | marcharse | CT+
El alcalde fingió dormir. | dormir | CT-
# factives
El alcalde lamenta que el barco se haya hundido. | hundido | CT+
El alcalde sabe que el barco se hundió. | hundió | CT+
El alcalde no sabe que el barco se hundió. | hundió | CT+
El alcalde descubrió que el cajero robaba a la ciudad. | robaba | CT+
El informe revela que el cajero robaba a la ciudad. | robaba | CT+
El alcalde reconoció haber vendido la piscina. | vendido | CT+
El alcalde lamentó el cierre de la piscina. | cierre | CT+
El gobernador constató que el dique había cedido. | cedido | CT+
# reporting verbs
El alcalde dijo que el barco se había hundido. | hundido | CT+
El alcalde afirma que el barco se hundió. | hundió | CT+
El alcalde afirma que el barco no se hundió. | hundió | CT-
El alcalde no dijo que el barco se había hundido. | hundido | Uu
El alcalde anunció el cierre de la piscina. | cierre | CT+
El alcalde acusa al cajero de haber robado a la ciudad. | robado | CT+
El alcalde niega haber vendido la piscina. | vendido | CT-
El alcalde desmiente que la piscina haya sido vendida. | vendida | CT-
El alcalde negó que el barco se hubiera hundido. | hundido | CT-
# belief, doubt, fear, hope
El alcalde piensa que el barco se hundió. | hundió | PR+
El alcalde cree que el barco se hundió. | hundió | PR+
El alcalde no cree que el barco se haya hundido. | hundido | PR-
El alcalde duda que el barco se haya hundido. | hundido | PS-
El alcalde sospecha que el cajero mintió. | mintió | PS+
El alcalde teme que el barco se hunda. | hunda | PS+
El alcalde quiere vender la piscina. | vender | PS+
El alcalde desea vender la piscina. | vender | PS+
El alcalde no quiere vender la piscina. | vender | PS-
El alcalde pretende vender la piscina. | vender | PS+
El alcalde teme una revuelta. | revuelta | PS+
El alcalde intenta vender la piscina. | vender | PS+
El alcalde trató de vender la piscina. | vender | PS+
El alcalde quiere que la piscina cierre. | cierre | PS+
El alcalde planea vender la piscina. | vender | PS+
# promises, decisions, demands
El alcalde prometió vender la piscina. | vender | PR+
El alcalde decidió vender la piscina. | vender | PR+
El alcalde aceptó vender la piscina. | vender | PR+
El alcalde espera vender la piscina. | vender | PR+
El gobernador pidió al alcalde vender la piscina. | vender | PS+
El gobernador ordenó el cierre de la piscina. | cierre | PS+
El gobernador exige la retirada de las máquinas. | retirada | PS+
El gobernador instó al alcalde a dimitir. | dimitir | PS+
El gobernador amenazó con cerrar la piscina. | cerrar | PS+
El gobernador autorizó al alcalde a vender la piscina. | vender | PS+
El gobernador prohibió la venta de la piscina. | venta | CT-
# conditions, purposes, questions
Si el dique cede, el valle se inundará. | cede | Uu
Si el dique cede, el valle se inundará. | inundará | PR+
Si el dique cediera, el valle se inundaría. | cediera | Uu
Si el dique cediera, el valle se inundaría. | inundaría | PS+ | asserted
El alcalde vendió la piscina para pagar sus deudas. | pagar | PS+
El alcalde vendió la piscina para pagar sus deudas. | vendió | CT+
El gobernador vino a fin de tranquilizar a los vecinos. | tranquilizar | PS+
¿El alcalde vendió la piscina? | vendió | Uu
¿Se hundió el barco? | hundió | Uu
¿Por qué vendió el alcalde la piscina? | vendió | CT+
Se ignora si el barco se hundió. | hundió | Uu
# nouns under nouns and adjectives
La posibilidad de un ataque preocupa al alcalde. | ataque | PS+
El riesgo de una inundación preocupa al alcalde. | inundación | PS+
La negativa a firmar sorprendió a los concejales. | firmar | CT-
El proyecto de vender la piscina sorprendió a los concejales. | vender | PS+
La amenaza de una huelga preocupa al gobernador. | huelga | PS+
La falta de investigación sorprendió a los concejales. | investigación | CT-
Una posible huelga preocupa al gobernador. | huelga | PS+
# distance
Según la policía, el cajero robó a la ciudad. | robó | CT+ | attributed
Según la policía, el cajero habría robado a la ciudad. | robado | CT+ | attributed
El cajero habría robado a la ciudad durante diez años. | robado | CT+ | hearsay
El barco se habría hundido durante la noche. | hundido | CT+ | hearsay
Al parecer, el barco se hundió durante la noche. | hundió | CT+ | hearsay
El cajero supuestamente robó a la ciudad. | robó | CT+ | hearsay
El alcalde presuntamente vendió la piscina a un amigo. | vendió | CT+ | hearsay
Se dice que el alcalde vendió la piscina. | vendió | CT+ | hearsay
# what is false, unproved, unconfirmed, rumoured, charged; and numbers that change nothing
No es verdad que la ministra dimitió. | dimitió | CT- | asserted
Es falso que el alcalde robó el dinero. | robó | CT- | asserted
No hay pruebas de que el alcalde haya mentido. | mentido | Uu | asserted
La policía aún no confirma que el incendio fue provocado. | provocado | Uu | asserted
El rumor de que el alcalde mintió es falso. | mintió | CT- | asserted
Habría obligado también a su vecina a firmar el documento. | obligado | CT+ | hearsay
El agente habría obligado a su vecina a firmar el documento. | obligado | CT+ | hearsay
El Gobierno de Velmar estaría planeando ataques contra Tolvia. | planeando | CT+ | hearsay
La presidenta descartó una intervención tras informes de que Velik estaría contemplando enviar tropas. | intervención | CT- | attributed
La presidenta descartó una intervención tras informes de que Velik estaría contemplando enviar tropas. | contemplando | CT+ | hearsay
El banquero fue acusado de matar a su socio. | matar | PS+ | hearsay
Es inexacto que el banco haya cerrado sus ventanillas. | cerrado | CT-
Es un mito que la presa cedió. | cedió | CT-
Es un bulo que la presa cedió. | cedió | CT-
No es exacto que el juez dimitiera. | dimitiera | CT-
No es cierto que la presa haya cedido. | cedido | CT-
La noticia de que la presa cedió es falsa. | cedió | CT-
La afirmación de que la presa cedió es falsa. | cedió | CT-
El juez desmintió que la presa hubiera cedido. | cedido | CT-
El juez niega haber cobrado dinero. | cobrado | CT-
La fiscalía descartó que el incendio fuera intencionado. | intencionado | CT-
Ningún dato demuestra que el piloto durmiera. | durmiera | Uu
Nada hace pensar que el piloto durmiera. | durmiera | Uu
No consta que el piloto durmiera. | durmiera | Uu
No está probado que el piloto durmiera. | durmiera | Uu
No se ha demostrado que el piloto durmiera. | durmiera | Uu
La compañía no ha querido confirmar que el piloto durmió. | durmió | Uu
La compañía declinó confirmar que el piloto durmió. | durmió | Uu
La compañía todavía no ha confirmado que el piloto durmió. | durmió | Uu
La compañía no pudo confirmar que el piloto durmió. | durmió | Uu
Sin pruebas de que el puente fuera saboteado, el juez archivó el caso. | saboteado | Uu
No existe evidencia de que el puente fuera saboteado. | saboteado | Uu
No hay indicios de que el puente fuera saboteado. | saboteado | Uu
Se desconoce si el piloto durmió. | durmió | Uu
El director está acusado de desviar fondos. | desviar | PS+
El director fue imputado por desviar fondos. | desviar | PS+
El director es investigado por haber desviado fondos. | desviado | PS+
Acusado de desviar fondos, el director calla. | desviar | PS+
Se le acusa de desviar fondos. | desviar | CT+
La prensa habla de informes según los cuales el director se habría marchado. | marchado | CT+
Según versiones de prensa, el director se marchó. | marchó | CT+
El alcalde dijo que al menos tres puentes están cerrados. | cerrados | CT+
El alcalde dijo que no menos de tres puentes están cerrados. | cerrados | CT+
El alcalde siempre mintió. | mintió | CT+
En caso de lluvia, el puente cerrará. | cerrará | PR+
El puente cerrará a menos que cese la lluvia. | cese | Uu
Habría firmado también el tesorero. | firmado | CT+
Habrían sido detenidos tres marineros. | detenidos | CT+
Tendría en su poder varias armas. | Tendría | CT+
Una vez firmado el tratado, el ministro se marchó. | firmado | CT+
Habría sido mejor cerrar el puente. | mejor | PS+
De haber llovido menos, el valle se habría inundado. | inundado | CT-
`
