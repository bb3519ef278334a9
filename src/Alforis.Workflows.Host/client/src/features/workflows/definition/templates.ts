import { isFrench, nounOf } from './nouns';
import type { Words } from './types';

const placeholder = /\{\{-?\s*([\s\S]*?)\s*-?\}\}/g;
const path = /^[a-z_]\w*(\.\w+)*/i;
const statement = /^(if|else|end|for|case|when|capture|with|while)\b/;

/** The path of a text that is exactly one placeholder. */
export const onlyPath = (text: unknown) =>
  typeof text === 'string' ? (/^\s*\{\{-?\s*([a-z_]\w*(?:\.\w+)*)\s*(?:[|?][^}]*)?-?\}\}\s*$/i.exec(text)?.[1] ?? null) : null;

function nameOf(expression: string, w: Words) {
  const french = isFrench(w);
  if (statement.test(expression)) return '';
  const found = path.exec(expression)?.[0];
  const rest = found ? expression.slice(found.length).trim() : '';
  if (!found || (rest !== '' && !/^[|?]/.test(rest))) return french ? '[calcul]' : '[formula]';
  if (found === 'today') return french ? '[date du jour]' : '[current date]';
  if (found === 'now' || found === 'timestamp') return french ? '[date et heure]' : '[date and time]';
  return `[${nounOf(found, w, true).text}]`;
}

/** A template with what stands in for its placeholders by name: `Relancer [nom de l’organisation]`. */
export const templateWords = (text: string, w: Words) => text.replace(placeholder, (_, expression: string) => nameOf(expression, w));
