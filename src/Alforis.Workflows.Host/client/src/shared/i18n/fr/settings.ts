export const settings = {
  settings: {
    sections: 'Parties des paramètres',
    section: {
      webhooks: 'Cibles de webhooks',
      hooks: 'Webhooks entrants',
      templates: 'Modèles d’e-mail',
      users: 'Utilisateurs et rôles',
      system: 'État du système',
      audit: 'Journal d’audit',
      account: 'Mon compte',
    },
    lead: {
      webhooks: 'Les adresses que vos workflows appellent.',
      hooks: 'Les adresses par lesquelles d’autres systèmes déclenchent vos workflows.',
      templates: 'Les e-mails que vos workflows envoient.',
      users: 'Qui a accès, et à quoi.',
      system: 'La file d’attente, les serveurs, et ce que l’horloge va déclencher.',
      audit: 'Qui a fait quoi, et quand.',
      account: 'Votre nom, votre mot de passe, vos sessions.',
    },
  },
};
