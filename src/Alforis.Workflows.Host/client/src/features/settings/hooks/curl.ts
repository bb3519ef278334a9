import type { Hook } from './queries';

/** Where the calls of a hook go. */
export const addressOf = (slug: string) => `${window.location.origin}/api/v1/hooks/${slug}`;

/** A call of a hook to try in a terminal; a signed one signs itself. */
export function curlOf({ slug, kind }: Pick<Hook, 'slug' | 'kind'>, secret: string) {
  const head = `curl -sS -X POST '${addressOf(slug)}' -H 'Content-Type: application/json'`;
  if (kind === 'bearer') return `${head} \\\n  -H 'Authorization: Bearer ${secret}' -d '{"essai": true}'`;
  return [
    `body='{"essai": true}' id="msg_$(date +%s)" time="$(date +%s)"`,
    `key="$(printf %s '${secret.replace(/^whsec_/, '')}' | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')"`,
    `signature="$(printf %s "$id.$time.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)"`,
    `${head} \\`,
    `  -H "webhook-id: $id" -H "webhook-timestamp: $time" -H "webhook-signature: v1,$signature" -d "$body"`,
  ].join('\n');
}
