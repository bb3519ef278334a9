// A sender of webhooks as others write them: signs with the library of the specification, sends with fetch.
// Standard input: a list of { url, secrets, id, time (seconds), payload, sent }; `sent` goes instead of the signed payload.
// Standard output: a list of { status, body }.
import { Webhook } from 'standardwebhooks'

let text = ''
for await (const chunk of process.stdin) text += chunk

const answers = []
for (const { url, secrets, id, time, payload, sent } of JSON.parse(text)) {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(time * 1000), payload))
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(time),
      'webhook-signature': signatures.join(' '),
    },
    body: sent ?? payload,
  })
  answers.push({ status: response.status, body: await response.json() })
}
console.log(JSON.stringify(answers))
