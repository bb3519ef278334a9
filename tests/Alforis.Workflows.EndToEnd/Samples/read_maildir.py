"""Prints the messages of a Maildir as one list in JSON, decoded by Python's own e-mail library. Argument: the Maildir."""
import email
import email.policy
import json
import mailbox
import sys


def part(message, kind):
    found = [p for p in message.walk() if p.get_content_type() == kind]
    return found[0].get_content() if len(found) == 1 else None


def told(message):
    return {
        "message_id": message["Message-ID"],
        "sender": message["X-MailFrom"],
        "recipients": [r.strip() for r in message["X-RcptTo"].split(",")],
        "type": message.get_content_type(),
        "text": part(message, "text/plain"),
        "html": part(message, "text/html"),
        "headers": {name.lower(): str(value) for name, value in message.items()},
    }


box = mailbox.Maildir(sys.argv[1], factory=lambda f: email.message_from_binary_file(f, policy=email.policy.default), create=False)
print(json.dumps([told(message) for message in box]))
