/** Search over everything, which is in the frame. */
export const search = {
  search: {
    open: 'Rechercher',
    hint: 'Organisation, affaire, workflow, page…',
    pages: 'Pages',
    none: 'Rien ne correspond à « {{words}} ».',
    partly: 'Une partie de la recherche a échoué.',
    found_one: '{{count}} résultat',
    found_other: '{{count}} résultats',
    keys: 'Flèches pour parcourir, Entrée pour ouvrir, Échap pour fermer',
  },
};
