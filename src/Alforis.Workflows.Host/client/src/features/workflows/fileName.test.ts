import { expect, it } from 'vitest';
import { fileName } from './fileName';

it.each([
  ['Créer une tâche', 'creer-une-tache.json'],
  ['Relance / été (2026) !', 'relance-ete-2026.json'],
  ['../../etc/passwd', 'etc-passwd.json'],
  ['Заявка №5', 'заявка-5.json'],
  ['🎉', 'workflow.json'],
])('names a file of "%s"', (name, file) => expect(fileName(name)).toBe(file));
