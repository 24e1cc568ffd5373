/** Small reports in our own words, about invented places and people, of which the set of pages is made. */
import type { Language } from '../../src/contract/analysis.ts'

export interface PageArticle {
  title: string
  /** What the page says of itself in its description. */
  description: string
  paragraphs: string[]
}

export const pageArticles: Record<Language, readonly PageArticle[]> = {
  fr: [
    {
      title: 'À Brunelles, le pont suspendu fermé pour six mois',
      description:
        'Des fissures dans les haubans ont conduit la mairie de Brunelles à fermer son pont suspendu aux voitures.',
      paragraphs: [
        'Le pont suspendu de Brunelles est fermé aux voitures depuis mardi soir, après la découverte de fissures dans deux haubans, a annoncé la mairie.',
        'Les piétons et les cyclistes pourront encore passer par la rive gauche, a précisé l’adjointe chargée des routes, Odile Varenne, lors d’un point presse.',
        '« Nous n’avions pas le choix », a-t-elle expliqué, en rappelant que sept mille véhicules empruntent l’ouvrage chaque jour.',
        'Selon un ingénieur du département, les travaux devraient coûter près de trois millions d’euros et durer au moins six mois.',
        'Les commerçants du quartier craignent une perte de clientèle et demandent que la navette fluviale circule aussi le soir.',
      ],
    },
    {
      title: 'Sécheresse : les maraîchers de Talvère privés d’arrosage',
      description:
        'La préfecture interdit l’arrosage de jour dans la plaine de Talvère jusqu’à la fin du mois.',
      paragraphs: [
        'Les maraîchers de la plaine de Talvère ne peuvent plus arroser entre huit heures et vingt heures, en vertu d’un arrêté signé vendredi.',
        'La rivière coule à un tiers de son débit habituel, et deux communes sont déjà ravitaillées par des camions-citernes, indique la préfecture.',
        'Hugo Lestang, qui cultive douze hectares de tomates, estime avoir perdu la moitié de sa récolte en une semaine de chaleur.',
        'Le syndicat agricole demande une réserve d’eau commune, dont le projet dort dans un tiroir depuis quatre ans.',
        'Une réunion est prévue jeudi à la sous-préfecture, où les élus présenteront un calendrier.',
      ],
    },
    {
      title: 'La bibliothèque de Cormeuil ouvre la nuit',
      description:
        'Pendant les examens, la bibliothèque de Cormeuil reste ouverte jusqu’à deux heures du matin.',
      paragraphs: [
        'Jusqu’à la fin des examens, la bibliothèque de Cormeuil restera ouverte chaque nuit jusqu’à deux heures, une première dans la région.',
        'Deux cents étudiants sont venus le premier soir, se félicite la directrice, Mona Perrault, qui a recruté quatre surveillants.',
        'Le conseil universitaire a voté une aide de trente mille euros pour payer le chauffage et les navettes de nuit.',
        'Certains riverains redoutent le bruit ; un médiateur sera présent sur le parvis, promet la ville.',
        'Si l’essai réussit, l’ouverture nocturne sera reconduite en janvier, selon le président de l’université.',
      ],
    },
    {
      title: 'Incendie à la scierie d’Ormont : aucun blessé',
      description: 'Un feu a détruit un hangar de la scierie d’Ormont dans la nuit de dimanche à lundi.',
      paragraphs: [
        'Un hangar de la scierie d’Ormont a brûlé dans la nuit de dimanche à lundi, sans faire de blessé, ont indiqué les pompiers.',
        'Une soixantaine d’hommes ont lutté jusqu’à l’aube contre les flammes, attisées par un vent d’ouest.',
        'Le patron, Étienne Maubert, évoque un court-circuit, mais le parquet a ouvert une enquête pour en établir la cause.',
        'Quarante salariés seront au chômage technique au moins jusqu’à mercredi, d’après la direction.',
        'La route de la vallée, coupée par la fumée, a rouvert peu après sept heures.',
      ],
    },
  ],
  en: [
    {
      title: 'Harlow Bay ferry cancelled after engine failure',
      description: 'Passengers were stranded on Sull Island when the Harlow Bay ferry lost power on Sunday.',
      paragraphs: [
        'About ninety passengers spent Sunday night on Sull Island after the Harlow Bay ferry lost power an hour before its last crossing, the operator said.',
        'The vessel, built in 1987, had been inspected only two weeks earlier, according to records seen by the harbour board.',
        '“We slept in the school gym and nobody complained,” said Martha Quill, a teacher who had come for a wedding.',
        'A spare engine part is due to arrive from the mainland on Tuesday, and a fishing company has offered two boats meanwhile.',
        'Councillor Owen Trask called for a second ferry, which he said the island had been promised for a decade.',
      ],
    },
    {
      title: 'Teachers in Eddleston vote to strike over class sizes',
      description: 'Seven in ten members backed a three-day walkout in Eddleston schools, the union says.',
      paragraphs: [
        'Teachers in Eddleston have voted to walk out for three days from Wednesday in a dispute over class sizes, their union announced.',
        'Some classes hold thirty-eight pupils, nearly ten more than the limit agreed with the district in spring.',
        'District head Lionel Marsh said he was disappointed and urged the union to return to the table before the week was out.',
        'Parents have set up a timetable of shared child care, and two community centres will open their doors from eight.',
        'The last strike in the district, six years ago, ended after a single afternoon.',
      ],
    },
    {
      title: 'Old mill at Penbrook to become a museum of bread',
      description: 'A trust has bought the derelict Penbrook mill and plans to grind flour there again.',
      paragraphs: [
        'The derelict watermill at Penbrook has been bought by a local trust, which plans to grind flour there again and to open a museum of bread.',
        'Restoration will cost £1.4m, two thirds of which has been pledged by a foundation and by four hundred donors.',
        'Architect Sunita Rao found the original millstones under a century of silt, and described them as almost unworn.',
        'Neighbours asked for fewer parking places and more trees, and the plans have been redrawn.',
        'Work is expected to start in April, once the bats that live in the roof have left.',
      ],
    },
    {
      title: 'Wolves return to the Carrick hills, survey finds',
      description: 'Camera traps have recorded a pair of wolves and four cubs in the Carrick hills.',
      paragraphs: [
        'A pair of wolves and four cubs have been recorded by camera traps in the Carrick hills, where none had been seen for a hundred and twenty years.',
        'The survey, run by the university at Stennet, collected eleven thousand pictures between May and September.',
        'Farmer Bridie Nolan lost three lambs this summer and wants to be paid for a taller fence.',
        'The ministry said that compensation rules would be published before the winter, though it gave no sum.',
        'Ecologists believe the animals crossed the frozen lake from the north.',
      ],
    },
  ],
  es: [
    {
      title: 'El hospital de Valmora estrena urgencias tras dos años de obras',
      description: 'Las nuevas urgencias del hospital de Valmora duplican los boxes y separan la pediatría.',
      paragraphs: [
        'El hospital de Valmora abrió este lunes sus nuevas urgencias, que duplican el número de boxes y separan por fin la pediatría, informó la gerencia.',
        'Las obras han durado dos años y han costado nueve millones de euros, uno más de lo previsto.',
        '«Trabajábamos en un pasillo», recordó la jefa de enfermería, Elisa Montal, que lleva veinte años en el centro.',
        'El sindicato pide que se cubran doce plazas vacantes antes del verano, cuando la población se triplica.',
        'La consejera de Salud, Nuria Ferraz, aseguró que las contrataciones empezarán la próxima semana.',
      ],
    },
    {
      title: 'Los pescadores de Puerto Alba bloquean la lonja',
      description:
        'La flota de Puerto Alba protesta por el precio del gasóleo y la entrada de pescado extranjero.',
      paragraphs: [
        'Unos cincuenta pescadores bloquearon desde la madrugada los accesos a la lonja de Puerto Alba para protestar por el precio del gasóleo.',
        'La cofradía calcula que salir a faenar cuesta ya un cuarenta por ciento más que hace un año.',
        'El patrón mayor, Tomás Urrea, dijo que la flota no volverá al mar hasta que el Gobierno se siente a negociar.',
        'Varios camiones cargados de merluza tuvieron que dar la vuelta y tres restaurantes cerraron por falta de género.',
        'La Delegación convocó a las partes para el miércoles por la tarde.',
      ],
    },
    {
      title: 'Hallan en Teruelos un mosaico romano bajo un garaje',
      description: 'Un vecino de Teruelos encontró un mosaico romano mientras ampliaba su garaje.',
      paragraphs: [
        'Un vecino de Teruelos que ampliaba su garaje encontró un mosaico romano de treinta metros cuadrados, casi intacto, según el museo provincial.',
        'Las teselas dibujan un delfín y dos barcas, un motivo raro tan lejos de la costa, explicó la arqueóloga Pilar Samaniego.',
        'La familia podrá seguir en la casa, pero el coche dormirá en la calle durante la excavación.',
        'El Ayuntamiento estudia comprar el solar y cubrirlo con un suelo de cristal para que pueda visitarse.',
        'La primera campaña comenzará en marzo con un equipo de ocho personas.',
      ],
    },
    {
      title: 'Un apagón deja sin luz a media provincia de Larmona',
      description: 'Una avería en la subestación de Larmona cortó el suministro a ochenta mil hogares.',
      paragraphs: [
        'Una avería en la subestación de Larmona dejó sin luz a unos ochenta mil hogares durante cuatro horas, reconoció la compañía eléctrica.',
        'Los bomberos rescataron a diecinueve personas atrapadas en ascensores y atendieron a una mujer con una crisis de ansiedad.',
        'El director de la red, Andrés Cobo, atribuyó el fallo a un transformador que debía jubilarse este otoño.',
        'Los semáforos volvieron a funcionar pasadas las nueve y los trenes, una hora después.',
        'La asociación de consumidores exige que se indemnice a los comercios que perdieron productos congelados.',
      ],
    },
  ],
}
