// A receiver of webhooks as others write them: checks signatures with the library of the specification.
// Standard input: a list of { secret, headers, body }. Standard output: a list of true and false.
import { Webhook } from 'standardwebhooks'

let text = ''
for await (const chunk of process.stdin) text += chunk

const verdicts = JSON.parse(text).map(({ secret, headers, body }) => {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  try {
    new Webhook(secret).verify(body, lower)
    return true
  } catch (error) {
    if (error.name !== 'WebhookVerificationError') console.error(error)
    return false
  }
})
console.log(JSON.stringify(verdicts))
