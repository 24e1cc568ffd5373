/**
 * What a site says of itself to its readers, in the three languages: notices of cookies, appeals for money, offers of
 * a subscription, print footers, requests to change the browser. None of it is a report's text.
 */

/** UTF-16 units; longer paragraphs are not asked. */
const longestNotice = 1500

const you =
  /(?<![\p{L}\p{N}])(?:nous|vous|votre|vos|notre|nos|we|you|your|our|us|usted|ustedes|su|sus|tu|tus|nuestr[oa]s?|puede[ns]?|puedes|utilizamos|usamos|le|te|ce site|this (?:web)?site|este sitio|esta web)(?![\p{L}\p{N}])/iu

const cookies =
  /(?<![\p{L}\p{N}])(?:cookies?|traceurs|trackers|RGPD|GDPR)(?![\p{L}\p{N}])|politique de confidentialité|privacy policy|política de privacidad/iu
const cookiePurpose =
  /accept|refus|reject|rechaz|consent|nécessaires|necessary|necesarias|préférences|preferenc|paramétr|settings|configur|navigat|naveg|browser|brows|partenaires|partners|socios|trafic|traffic|tráfico|expérience|experienc|audience|mesurer|measure|medir|publicit|advertis|personnalis|personali|(?:nous|we) (?:utilisons|use)|utilizamos|usamos|supprim|delet|elimin|stocké|stored|almacen/iu

const notices: readonly RegExp[] = [
  // Appeals for money.
  /^(?:soutenez|aidez|apoya(?:d|n)?|apoye|ayuda|ayude|support|help)\s[^.!?:]{0,90}(?:journalisme|journalism|periodismo|presse|press|prensa|rédaction|newsroom|redacción|information|información|reporting|média|medio|journal|newspaper|diario|indépendan|independ|local)/iu,
  /^(?:soutenez|apoye|apoya|support)(?:-nous|\s+(?:us|(?:a\s+)?\p{Lu})).*(?:lecteur|reader|lector|contribution|contribución|contribu[iy]|don(?:s|ation|ations|ación|aciones)?(?![\p{L}])|gratuit|free|libre)/isu,
  /(?:nous (?:offrons|proposons|avons besoin)|we (?:offer|provide|need|rely)|ofrecemos|necesitamos|dependemos)[^.!?]{0,120}(?:lecteurs|lectrices|readers|lectores|lectoras|soutien|dons|support|donations|apoyo|donaciones)[\s\S]{0,300}(?:contribu|don(?:s|ation|ations|ación|aciones)?(?![\p{L}])|soutenir|soutien|support|apoy)/iu,
  /(?:^|[.!?]\s+)(?:faites un don|faire un don|make a (?:donation|contribution)|donate (?:now|today|here)|haz(?:te)? (?:un donativo|una donación|socio)|haga (?:un donativo|una donación)|dona (?:ahora|aquí))(?![\p{L}])/iu,
  // Offers of a subscription.
  /^(?:(?:accès|access|acceso) (?:illimité|complet|intégral|unlimited|ilimitado|total|completo)|(?:unlimited|full|complete) (?:digital )?access)(?![\p{L}])/iu,
  /(?:abonnez-vous|s['’]abonner|subscribe|suscríbe(?:te|se)|suscribirse)[^.!?]{0,80}(?:pour (?:lire|continuer|accéder|profiter|découvrir)|to (?:read|continue|unlock|get|keep)|para (?:leer|seguir|continuar|acceder))/iu,
  /(?:déjà abonné|already (?:a )?(?:subscriber|subscribed|a member)|ya (?:es|eres) suscriptor)[^.!?]{0,60}\?/iu,
  /(?:you have (?:reached|read) (?:your|the)|vous avez (?:atteint|lu) (?:votre|la) limite|(?:ha|has) (?:alcanzado|llegado al?)(?: tu| su| el)?)[^.!?]{0,50}(?:free|gratuits?|gratis|gratuitos|límite|limit)/iu,
  // Print footers and rights.
  /(?:cette page|cet article|ce document) (?:a été|est) (?:imprimée?|téléchargée?)|(?:this (?:page|article|document|story)|it) (?:was|has been) (?:printed|downloaded) from|(?:esta página|este artículo|este documento) (?:fue|ha sido) (?:impres[oa]|descargad[oa])|^(?:imprimée? (?:depuis|à partir de)|printed from|impres[oa] desde)\s[^.!?]*\.[a-z]{2}/iu,
  /(?:toute reproduction|reproduction (?:totale|partielle|même partielle))[^.!?]{0,90}interdite|may not be (?:published|reproduced|republished)[^.!?]{0,90}(?:redistributed|permission|without)|prohibida (?:la|su) reproducción/iu,
  /(?:tous droits (?:de reproduction )?réservés|all rights reserved|(?:todos los|reservados todos los) derechos(?: reservados)?)[\s.©\d-]{0,20}$/iu,
  // The browser, scripts, blockers of advertisements.
  /(?:activer|activez|enable|turn on|habilit[ae]r?|active)[^.!?]{0,30}javascript|javascript[^.!?]{0,40}(?:désactivé|disabled|desactivad)/iu,
  /(?:votre navigateur|your browser|su navegador|tu navegador)[^.!?]{0,40}(?:obsolète|pas à jour|n['’]est (?:pas|plus)|out of date|outdated|does not support|not supported|doesn['’]t support|no (?:es compatible|admite|soporta)|desactualizado)/iu,
  /(?:bloqueur de (?:publicité|pub)|ad[ -]?block(?:er)?|bloqueador de (?:anuncios|publicidad))[^.!?]{0,80}(?:désactiv|disable|turn off|whitelist|desactiv|détecté|detected|detectado)|(?:désactive[rz]|disable|turn off|desactiv[ea]r?)[^.!?]{0,40}(?:bloqueur de|ad[ -]?block|bloqueador de)/iu,
  // Requests to write to the newsroom.
  /^[^.!]{0,120}(?:(?:écrivez|contactez)(?:-nous|\s(?:à\s)?(?:la|notre) rédaction)|(?:write to|contact|email)\s(?:us|(?:the|our) newsroom)|(?:escrib[ae]|contacte)\s(?:a |con )?(?:la|nuestra) redacción|(?:écrivez|write|escriba)[^.!?]{0,10}@)/iu,
  /^(?:do you have a (?:story|tip)|vous souhaitez réagir|une (?:information|erreur) à nous (?:signaler|transmettre)|¿(?:quiere|quieres|tiene|tienes) (?:contarnos|algo que))[^.!]{0,60}\?/iu,
  // Letters by mail and applications.
  /^(?:inscrivez-vous|recevez|abonnez-vous|retrouvez|téléchargez|suivez(?:-nous)?|follow|siga|sigue|sign up|subscribe|get our|download|follow us|join our|suscríbete|suscríbase|recib[ae]|descarg[ae]|síguenos|síganos|únete|únase)(?![\p{L}])[^.!?]{0,120}(?:newsletters?|lettre d['’]information|infolettre|boletín|boletines|whatsapp|telegram|facebook|twitter|instagram|notre application|notre appli|our app|nuestra app|nuestra aplicación|google news|google actualités|chaque matin|every morning|cada mañana|boîte mail|inbox|correo)/iu,
]

/** Words that somebody is quoted with are a report's, whatever they are about. */
const quotation = /[«“„"»”]/u

/**
 * Whether a paragraph is a site's word to its readers.
 * @param headline of the report: one about cookies may speak of cookies
 */
export function isBoilerplate(text: string, headline = ''): boolean {
  if (text.length > longestNotice || text.length < 12 || quotation.test(text)) return false
  if (cookies.test(text) && cookiePurpose.test(text) && you.test(text)) return !cookies.test(headline)
  return notices.some((notice) => notice.test(text))
}
