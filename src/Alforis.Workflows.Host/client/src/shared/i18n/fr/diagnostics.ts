/** Mistakes in definitions and templates by code: what is wrong, what to do, and `said` where the mistake’s own names fit into a sentence. */
export const diagnostics = {
  diagnostic: {
    meant: 'Vouliez-vous dire « {{meant}} » ?',
    allowed: 'Possibles : {{allowed}}.',
    permission: 'Droit manquant : {{permission}}.',
    placed: '{{place}} : {{text}}',
    line: 'Ligne {{line}}, colonne {{column}}',
    workflow: 'Workflow « {{workflow}} »',
    raw: 'Détail',
    place: {
      trigger: 'Déclencheur',
      conditions: 'Conditions',
      condition: 'Condition {{number}}',
      actions: 'Actions',
      action: 'Action {{number}}',
      name: 'Nom',
      description: 'Description',
      category: 'Catégorie',
      status: 'État',
      time_zone: 'Fuseau horaire',
      locale: 'Langue',
      is_template: 'Modèle',
      limits: 'Limites',
    },
    part: {
      type: 'type',
      field: 'champ',
      operator: 'opérateur',
      value: 'valeur',
      rules: 'conditions',
      id: 'identifiant',
      delay: 'délai',
      retry: 'nouveaux essais',
      config: 'réglages',
      setting: 'réglage « {{name}} »',
      subject: 'objet',
      html: 'contenu HTML',
      text: 'texte',
    },
    kind: {
      text: 'un texte',
      number: 'un nombre',
      boolean: 'oui ou non (true ou false)',
      date: 'une date telle que 2026-03-31',
      datetime: 'un moment tel que 2026-03-31T09:00:00+02:00',
      enum: 'l’une des valeurs du champ',
      list: 'une liste',
      entity: 'un objet',
      json: 'une valeur JSON',
      object: 'un objet',
      array: 'une liste',
      string: 'un texte',
      null: 'rien',
    },
    codes: {
      WF1001: {
        title: 'Le texte n’est pas du JSON valide',
        cure: 'Corrigez à l’endroit indiqué : souvent une virgule en trop, un guillemet ou une parenthèse qui manque.',
      },
      WF1002: {
        title: 'Un élément figure deux fois',
        cure: 'Gardez-en un seul.',
      },
      WF1003: {
        title: 'Un élément inconnu figure ici',
        cure: 'Corrigez son nom ou retirez-le.',
        said: 'L’élément « {{name}} » est inconnu à cet endroit',
      },
      WF1004: {
        title: 'Un élément obligatoire manque',
        cure: 'Ajoutez-le.',
        said: '« {{name}} » manque et doit être renseigné',
      },
      WF1005: {
        title: 'Une valeur n’est pas du bon type',
        cure: 'Remplacez-la par une valeur du type attendu.',
        said: '« {{name}} » n’est pas du bon type',
      },
      WF1006: {
        title: 'Cette valeur ne fait pas partie des choix possibles',
        cure: 'Prenez l’un des choix possibles.',
        said: '« {{name}} » n’est pas un choix possible pour « {{owner}} »',
      },
      WF1007: {
        title: 'La définition est trop volumineuse',
        cure: 'Divisez-la en plusieurs workflows, ou regroupez les conditions portant sur un même champ.',
      },
      WF1101: {
        title: 'Le déclencheur est inconnu',
        cure: 'Choisissez un déclencheur existant.',
        said: 'Le déclencheur « {{name}} » n’existe pas',
      },
      WF1102: {
        title: 'Un réglage du déclencheur ne convient pas',
        cure: 'Vérifiez la valeur de ce réglage et qu’il n’en contredit pas un autre.',
      },
      WF1103: {
        title: 'Le fuseau horaire est inconnu',
        cure: 'Indiquez un fuseau tel que Europe/Paris.',
      },
      WF1201: {
        title: 'Un champ est inconnu',
        cure: 'Choisissez un champ auquel ce déclencheur a accès.',
        said: 'Le champ « {{name}} » n’existe pas',
      },
      WF1202: {
        title: 'L’opérateur est inconnu',
        cure: 'Choisissez un opérateur existant.',
        said: 'L’opérateur « {{name}} » n’existe pas',
      },
      WF1203: {
        title: 'Cet opérateur ne s’applique pas à ce champ',
        cure: 'Choisissez un opérateur adapté au type du champ.',
        said: 'L’opérateur « {{name}} » ne s’applique pas au champ « {{owner}} »',
      },
      WF1204: {
        title: 'La valeur ne correspond pas au type du champ',
        cure: 'Écrivez une valeur du même type que le champ.',
        said: '{{name}} ne convient pas : il faut {{kind}}',
      },
      WF1205: {
        title: 'Cette valeur n’existe pas pour ce champ',
        cure: 'Prenez l’une des valeurs du champ.',
        said: '« {{name}} » n’est pas une valeur de ce champ',
      },
      WF1206: {
        title: 'Ces deux champs ne peuvent pas être comparés',
        cure: 'Comparez avec un champ du même type, par exemple une date avec une date.',
      },
      WF1207: {
        title: 'La liste est vide',
        cure: 'Ajoutez une valeur, ou retirez ce critère.',
      },
      WF1208: {
        title: 'Ce groupe ne contient aucune condition',
        cure: 'Ajoutez une condition, ou retirez le groupe.',
      },
      WF1209: {
        title: 'Cette durée ne peut pas être lue',
        cure: 'Écrivez un signe, un nombre entier et une unité, par exemple « -30 days ».',
      },
      WF1210: {
        title: 'L’intervalle se termine avant de commencer',
        cure: 'Écrivez d’abord la plus petite valeur.',
      },
      WF1211: {
        title: 'L’expression de recherche ne peut pas être lue',
        cure: 'Simplifiez l’expression régulière, ou utilisez « contient ».',
      },
      WF1212: {
        title: 'Cet opérateur ne prend pas de valeur',
        cure: 'Retirez la valeur.',
      },
      WF1213: {
        title: 'Aucun changement n’est visible ici',
        cure: 'Choisissez un déclencheur de modification, ou un champ dont les changements sont suivis.',
      },
      WF1214: {
        title: 'La casse ne peut être ignorée que pour du texte',
        cure: 'Retirez cette option.',
      },
      WF1215: {
        title: 'Cette condition sur une liste est mal imbriquée',
        cure: 'Placez-la à côté de l’autre, et non à l’intérieur.',
      },
      WF1216: {
        title: 'Cette condition ne peut jamais être remplie',
        cure: 'Vérifiez les conditions qui se contredisent : « au moins une » était peut-être voulu.',
      },
      WF1217: {
        title: 'Cette condition est toujours remplie',
        cure: 'Corrigez-la ou retirez-la : elle ne filtre rien.',
      },
      WF1301: {
        title: 'L’action est inconnue',
        cure: 'Choisissez une action existante.',
        said: 'L’action « {{name}} » n’existe pas',
      },
      WF1302: {
        title: 'La valeur d’un réglage ne convient pas',
        cure: 'Vérifiez qu’elle est bien formée, ni vide ni trop longue.',
      },
      WF1303: {
        title: 'L’action ne sait pas sur quelle fiche porter',
        cure: 'Indiquez une organisation ou une affaire que ce workflow connaît, ou laissez ce réglage vide.',
      },
      WF1304: {
        title: 'Ce réglage n’accepte pas de champ entre accolades',
        cure: 'Écrivez une valeur fixe.',
        said: '« {{name}} » n’accepte pas de champ entre accolades',
      },
      WF1305: {
        title: 'Des réglages se contredisent ou il en manque un',
        cure: 'Gardez-en un seul, ou ajoutez celui qui manque.',
      },
      WF1306: {
        title: 'Deux actions portent le même identifiant',
        cure: 'Donnez à chacune un identifiant différent.',
      },
      WF1307: {
        title: 'Le délai ne convient pas',
        cure: 'Écrivez une durée d’une seconde à 366 jours.',
      },
      WF1308: {
        title: 'Les nouveaux essais sont mal réglés',
        cure: 'Vérifiez le nombre d’essais et les durées d’attente.',
      },
      WF1309: {
        title: 'Ce réglage est sans effet ici',
        cure: 'Retirez-le, ou complétez ce dont il dépend.',
      },
      WF1401: {
        title: 'Le modèle ne peut pas être lu',
        cure: 'Vérifiez les accolades, guillemets et parenthèses à l’endroit indiqué.',
      },
      WF1402: {
        title: 'Le modèle utilise un champ inconnu',
        cure: 'Choisissez un champ de la liste.',
        said: 'Le champ « {{name}} » n’existe pas',
      },
      WF1403: {
        title: 'Le type de ce champ ne convient pas ici',
        cure: 'Choisissez un champ d’un autre type, ou convertissez sa valeur.',
      },
      WF1404: {
        title: 'Le modèle appelle une fonction inconnue',
        cure: 'Vérifiez le nom de la fonction.',
        said: 'La fonction « {{name}} » n’existe pas',
      },
      WF1405: {
        title: 'Une fonction a trop ou trop peu d’arguments',
        cure: 'Complétez ou retirez ce qui suit son nom.',
      },
      WF1406: {
        title: 'Un bloc « if » ou « for » n’est pas fermé',
        cure: 'Ajoutez le « end » qui manque, ou retirez celui qui est de trop.',
      },
      WF1407: {
        title: 'Cette écriture n’est pas possible dans un modèle',
        cure: 'Remplacez-la par une écriture plus simple : un champ, une fonction, « if » ou « for ».',
      },
      WF1408: {
        title: 'Le format de date ou de nombre est inconnu',
        cure: 'Utilisez un format tel que « %d/%m/%Y » ou « N2 ».',
      },
      WF1409: {
        title: 'La langue du workflow est inconnue',
        cure: 'Indiquez une langue et un pays, par exemple fr-FR.',
      },
      WF1901: {
        title: 'Un élément ancien a été ignoré',
        cure: 'Rien à faire.',
      },
      WF1902: {
        title: 'Un ancien nom a été reconnu',
        cure: 'Rien à faire.',
      },
      WF1903: {
        title: 'Une ancienne écriture a été reconnue',
        cure: 'Rien à faire.',
      },
      WF1904: {
        title: 'La même chose est dite deux fois',
        cure: 'Rien à faire ; l’un des deux suffit.',
      },
      WF2003: {
        title: 'Un modèle ne peut pas être activé',
        cure: 'Créez un workflow à partir de ce modèle, puis activez-le.',
      },
      WF2004: {
        title: 'Deux workflows importés portent le même nom',
        cure: 'Renommez l’un des deux.',
      },
      WF2005: {
        title: 'La description est trop longue',
        cure: 'Raccourcissez-la à 10 000 caractères au plus.',
      },
      WF2006: {
        title: 'Le modèle d’e-mail n’existe pas',
        cure: 'Choisissez un modèle existant, ou créez-le dans Paramètres › Modèles d’e-mail.',
        said: 'Le modèle d’e-mail « {{name}} » n’existe pas',
      },
      WF2007: {
        title: 'Le modèle d’e-mail ne convient pas à ce workflow',
        cure: 'Choisissez un autre modèle, ou retirez du modèle les champs que ce workflow ne connaît pas.',
        said: 'Le modèle d’e-mail « {{name}} » utilise des champs que ce workflow ne connaît pas',
      },
      WF2008: {
        title: 'La cible de webhook n’existe pas',
        cure: 'Choisissez une cible existante, ou créez-la dans Paramètres › Cibles de webhooks.',
        said: 'La cible de webhook « {{name}} » n’existe pas',
      },
      WF2009: {
        title: 'Ce nom est celui d’un workflow du système',
        cure: 'Donnez un autre nom à ce workflow.',
      },
      WF2010: {
        title: 'La personne qui a activé ce workflow n’en a pas, ou plus, le droit',
        cure: 'Faites-le activer par une personne qui dispose de ce droit, ou retirez l’action.',
        said: '{{name}} n’a pas le droit de faire exécuter « {{owner}} »',
      },
      WF2011: {
        title: 'Un mot de passe ou un jeton est écrit dans l’appel',
        cure: 'Créez une cible de webhooks dans les paramètres, dont l’adresse et les en-têtes restent secrets, et nommez-la dans l’action.',
      },
      WF2101: {
        title: 'Le fichier ne peut pas être lu',
        cure: 'Vérifiez le fichier et enregistrez-le en UTF-8.',
      },
      WF2201: {
        title: 'Les données d’essai ne sont pas du JSON valide',
        cure: 'Corrigez à l’endroit indiqué.',
      },
      WF2202: {
        title: 'Les données d’essai contiennent un élément inconnu',
        cure: 'Corrigez son nom ou retirez-le.',
      },
      WF2203: {
        title: 'Une valeur des données d’essai ne convient pas',
        cure: 'Écrivez une valeur du type attendu.',
      },
      WF2204: {
        title: 'Les données d’essai se contredisent',
        cure: 'Vérifiez qu’elles décrivent un seul et même événement.',
      },
    },
  },
};
