/** What the server refuses, by the code of its answer; and what is wrong with a value, by the rule that it breaks. */
export const problems = {
  problem: {
    codes: {
      invalid_request: {
        title: 'La demande contient une erreur',
        cure: 'Corrigez ce qui est indiqué, puis réessayez.',
      },
      invalid_definition: {
        title: 'La définition ne peut pas être utilisée',
        cure: 'Corrigez les erreurs ci-dessous, puis réessayez.',
      },
      not_activated: {
        title: 'Le workflow ne peut pas être activé',
        cure: 'Corrigez ce qui suit, puis activez-le de nouveau.',
      },
      nothing_imported: {
        title: 'Rien n’a été importé',
        cure: 'Corrigez les erreurs, puis importez de nouveau.',
      },
      cannot_run: {
        title: 'Le workflow ne peut pas être exécuté',
        cure: 'Ouvrez-le pour voir ce qui l’en empêche.',
      },
      invalid_template: {
        title: 'Ce modèle d’e-mail ne peut pas être envoyé',
        cure: 'Corrigez les erreurs indiquées.',
      },
      not_signed_in: {
        title: 'Vous n’êtes plus connecté',
        cure: 'Connectez-vous à nouveau.',
      },
      wrong_credentials: {
        title: 'L’adresse e-mail et le mot de passe ne vont pas ensemble',
        cure: 'Vérifiez les deux ; le compte est peut-être désactivé, ou bloqué quelques minutes après trop d’essais.',
      },
      wrong_password: {
        title: 'Le mot de passe n’est pas le bon',
        cure: 'Vérifiez-le ; après trop d’essais, le compte est bloqué quelques minutes.',
      },
      totp_required: {
        title: 'Un code à usage unique est demandé',
        cure: 'Saisissez le code de votre application d’authentification, ou un code de secours.',
      },
      totp_invalid: {
        title: 'Le code n’est pas valable',
        cure: 'Attendez le code suivant et vérifiez l’heure de votre appareil.',
      },
      refresh_invalid: {
        title: 'Votre session a pris fin',
        cure: 'Connectez-vous à nouveau.',
      },
      forbidden: {
        title: 'Vous n’avez pas le droit de faire cela',
        cure: 'Il vous faut le droit « {{permission}} ». Un administrateur peut vous donner un rôle qui l’accorde.',
      },
      forbidden_to_all: {
        title: 'Personne ne peut faire cela',
        cure: 'Cette action n’est pas ouverte.',
      },
      run_forbidden: {
        title: 'Vous n’avez pas le droit d’exécuter ce workflow',
        cure: 'Il fait quelque chose que vous ne pouvez pas faire à la main. Demandez à une personne qui en a le droit.',
      },
      retry_forbidden: {
        title: 'Vous n’avez pas le droit de reprendre cette exécution',
        cure: 'Le workflow fait quelque chose que vous ne pouvez pas faire à la main. Demandez à une personne qui en a le droit.',
      },
      role_not_held: {
        title: 'Vous ne pouvez pas toucher à ce rôle',
        cure: 'On ne donne pas un rôle que l’on n’a pas, et l’on ne modifie pas un compte qui en a un ; demandez à un administrateur.',
      },
      csrf_invalid: {
        title: 'La demande n’a pas pu être vérifiée',
        cure: 'Rechargez la page, puis réessayez.',
      },
      cross_origin: {
        title: 'Cette connexion n’est pas autorisée',
        cure: 'Ouvrez l’application à son adresse habituelle.',
      },
      not_found: {
        title: 'Introuvable',
        cure: 'Cela n’existe pas, ou a été supprimé entre-temps.',
      },
      no_address: {
        title: 'Cette adresse n’existe pas',
        cure: 'Vérifiez l’adresse.',
      },
      method_not_allowed: {
        title: 'Cela n’est pas possible ici',
        cure: 'Rechargez la page, puis réessayez.',
      },
      wrong_host: {
        title: 'Cette adresse n’est pas servie ici',
        cure: 'Ouvrez l’application à son adresse habituelle, ou prévenez votre administrateur.',
      },
      name_taken: {
        title: 'Ce nom est déjà pris',
        cure: 'Un autre workflow s’appelle « {{name}} ». Choisissez un autre nom.',
      },
      email_taken: {
        title: 'Cette adresse est déjà utilisée',
        cure: 'Un autre compte, peut-être désactivé, a cette adresse.',
      },
      target_taken: {
        title: 'Une cible porte déjà ce nom',
        cure: 'Choisissez un autre nom, ou modifiez cette cible.',
      },
      hook_taken: {
        title: 'Cette adresse est déjà prise',
        cure: 'Le webhook entrant « {{name}} » existe déjà. Choisissez un autre identifiant.',
      },
      template_taken: {
        title: 'Un autre modèle d’e-mail porte ce nom',
        cure: 'Choisissez un autre nom ; majuscules et minuscules ne comptent pas.',
      },
      needed: {
        title: 'Cette fiche est encore utilisée',
        cure: 'Supprimez d’abord ses affaires, ou marquez-la comme inactive.',
      },
      target_needed: {
        title: 'Des workflows actifs appellent cette cible',
        cure: 'Désactivez-les d’abord : {{names}}.',
      },
      template_needed: {
        title: 'Des workflows actifs ne pourraient plus envoyer ce modèle',
        cure: 'Modifiez-les ou désactivez-les d’abord.',
      },
      target_off: {
        title: 'La cible est désactivée',
        cure: 'Activez-la d’abord.',
      },
      too_many_secrets: {
        title: 'Il y a déjà {{max}} secrets',
        cure: 'Mettez d’abord fin aux plus anciens.',
      },
      subscription: {
        title: 'Ce workflow appartient à une cible de webhook',
        cure: 'Modifiez la cible dans Paramètres › Cibles de webhooks.',
      },
      template_not_run: {
        title: 'Un modèle ne s’exécute pas',
        cure: 'Créez un workflow à partir de ce modèle.',
      },
      key_used: {
        title: 'Cette demande a déjà été envoyée autrement',
        cure: 'Rechargez la page, puis réessayez.',
      },
      event_waiting: {
        title: 'L’événement n’est pas abandonné',
        cure: 'Il est dans la file et sera traité.',
      },
      event_handled: {
        title: 'L’événement est déjà traité',
        cure: 'Le rejouer ferait agir les workflows deux fois.',
      },
      event_lost: {
        title: 'L’événement est perdu',
        cure: 'Le journal ne le contient plus : il ne peut pas être rejoué.',
      },
      not_failed: {
        title: 'Cette exécution n’a pas échoué',
        cure: 'Seules les exécutions en échec peuvent être reprises.',
      },
      event_gone: {
        title: 'L’événement d’origine n’existe plus',
        cure: 'L’exécution ne peut plus être reprise.',
      },
      workflow_gone: {
        title: 'Le workflow a été supprimé',
        cure: 'L’exécution ne peut plus être reprise.',
      },
      waiting: {
        title: 'Cette exécution attend son tour',
        cure: 'Il n’y a rien à reprendre.',
      },
      finished: {
        title: 'Cette exécution est terminée',
        cure: 'Il n’y a plus rien à annuler.',
      },
      not_begun: {
        title: 'Cette exécution n’a pas encore commencé',
        cure: 'Réessayez quand elle aura commencé.',
      },
      totp_unavailable: {
        title: 'Les codes à usage unique ne sont pas disponibles ici',
        cure: 'Un administrateur du serveur doit d’abord configurer les clés de chiffrement.',
      },
      totp_enabled: {
        title: 'Un code est déjà demandé',
        cure: 'Désactivez d’abord les codes à usage unique.',
      },
      totp_not_begun: {
        title: 'La mise en place a expiré',
        cure: 'Recommencez depuis le début.',
      },
      own_account: {
        title: 'Il s’agit de votre propre compte',
        cure: 'Passez par « Mon compte », qui demande votre mot de passe.',
      },
      own_account_disabled: {
        title: 'Vous ne pouvez pas désactiver votre propre compte',
        cure: 'Demandez à un autre administrateur.',
      },
      last_administrator: {
        title: 'Il n’y aurait plus d’administrateur',
        cure: 'C’est le dernier administrateur actif : donnez d’abord ce rôle à une autre personne.',
      },
      changed_meanwhile: {
        title: 'Quelqu’un d’autre a modifié cela entre-temps',
        cure: 'Rechargez la page pour voir la version actuelle, puis refaites votre modification.',
      },
      too_large: {
        title: 'C’est trop volumineux',
        cure: '{{max}} Ko au plus sont acceptés.',
      },
      not_json: {
        title: 'Le format n’est pas le bon',
        cure: 'Seul du JSON en UTF-8 est accepté.',
      },
      unreadable: {
        title: 'La demande ne peut pas être lue',
        cure: 'Rechargez la page, puis réessayez.',
      },
      too_many_requests: {
        title: 'Trop de demandes à la fois',
        cure: 'Réessayez dans {{seconds}} s.',
      },
      failed: {
        title: 'Une erreur est survenue sur le serveur',
        cure: 'Ce n’est pas votre faute. Réessayez ; si cela se répète, prévenez votre administrateur.',
      },
      database_away: {
        title: 'La base de données ne répond pas',
        cure: 'Réessayez dans quelques instants.',
      },
      secrets_away: {
        title: 'Un secret ne peut pas être utilisé pour l’instant',
        cure: 'Prévenez votre administrateur : le journal du serveur dit quoi faire.',
      },
      took_too_long: {
        title: 'La réponse a pris trop de temps',
        cure: 'Demandez-en moins, par exemple une période plus courte, ou réessayez plus tard.',
      },
      invalid_value: {
        title: 'Cette valeur ne convient pas',
        cure: 'Vérifiez-la.',
      },
      invalid_json: {
        title: 'Cette valeur ne peut pas être lue',
        cure: 'Vérifiez-la.',
      },
      weak_password: {
        title: 'Ce mot de passe est trop facile à deviner',
        cure: 'Prenez au moins {{min}} caractères, sans répéter toujours les mêmes, et pas votre adresse e-mail.',
      },
      range: {
        title: 'Cette valeur n’est pas permise',
        cure: 'Vérifiez-la.',
      },
    },
    reasons: {
      required: 'Ce champ est obligatoire.',
      blank: 'Ce champ ne peut pas être vide.',
      not_null: 'Ce champ est obligatoire.',
      min_length: 'Au moins {{min}} caractères.',
      max_length: '{{max}} caractères au plus.',
      min_items: 'Choisissez-en au moins {{min}}.',
      max_items: '{{max}} éléments au plus.',
      least: 'La valeur doit être d’au moins {{min}}.',
      most: 'La valeur doit être d’au plus {{max}}.',
      range: 'La valeur doit être comprise entre {{min}} et {{max}}.',
      choice: 'Cette valeur ne fait pas partie des choix possibles.',
      characters: 'Le texte contient un caractère qui ne peut pas être enregistré.',
      email: 'Indiquez une adresse e-mail telle que anne@exemple.fr.',
      role: 'Ce rôle n’existe pas.',
      time_zone: 'Ce fuseau horaire n’existe pas ; un exemple : Europe/Paris.',
      country_code: 'Indiquez les deux lettres du pays en majuscules, par exemple FR.',
      language: 'Indiquez une langue telle que fr ou fr-FR.',
      locale: 'Cette langue n’existe pas ; un exemple : fr-FR.',
      unknown_id: 'Cette fiche n’existe pas, ou plus.',
      unknown_user: 'Cet utilisateur n’existe pas ou est désactivé.',
      other_organisation: 'Cette affaire appartient à une autre organisation.',
      person_name: '{{max}} caractères au plus, sur une seule ligne.',
      target_name: 'De 1 à 200 caractères, sans espace au début ni à la fin.',
      slug: 'De 1 à 100 minuscules sans accent, chiffres, tirets ou tirets bas ; commence par une lettre ou un chiffre.',
      url: 'Cette adresse ne peut pas être appelée. Indiquez une adresse complète, telle que https://exemple.fr/webhook, sans nom d’utilisateur ni mot de passe.',
      headers: 'Un en-tête ne convient pas : un nom par ligne, sans accents, et aucun de ceux que le serveur écrit lui-même.',
      future: 'Choisissez une date à venir.',
      type: 'La valeur n’est pas du bon type.',
      unknown_member: 'Cet élément est inconnu.',
      wrong_entity: 'Choisissez la fiche pour laquelle exécuter le workflow.',
    },
  },
};
