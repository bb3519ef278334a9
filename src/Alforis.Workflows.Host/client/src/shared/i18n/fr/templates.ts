export const templates = {
  mailTemplates: {
    search: 'Rechercher un modèle',
    active: 'Actif',
    inactive: 'Désactivé',
    none: 'Aucun modèle d’e-mail',
    none_hint: 'Les modèles que vos workflows envoient apparaissent ici.',
    none_found: 'Aucun modèle ne correspond à cette recherche.',
  },
};
