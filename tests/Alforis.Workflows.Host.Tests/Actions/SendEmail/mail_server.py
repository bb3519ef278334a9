"""A mail server (aiosmtpd) that decodes what it gets with Python's own e-mail library.

Prints its port, then each message as one line of JSON. Ends when its standard input does.
Arguments: options as JSON: cert, key (STARTTLS is required then; with implicit: TLS from the first byte on), user, password (a login is required then).
"""
import asyncio
import email
import email.header
import email.policy
import email.utils
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

options = json.loads(sys.argv[1])


def names(content):
    """Display names by the older decoder: the newer one puts spaces between the words that a long name is cut into."""
    line = email.message_from_bytes(content, policy=email.policy.compat32)["To"]
    return [str(email.header.make_header(email.header.decode_header(name))) for name, _ in email.utils.getaddresses([line])]


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("inconnu"):
            return "550 5.1.1 No such user here"
        if address.startswith("occupe"):
            return "450 4.2.1 Mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps({
            "mail_from": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "secure": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.login.decode() if session.authenticated else None,
            "headers": [[name, str(value)] for name, value in message.items()],
            "parts": [{"type": part.get_content_type(), "text": part.get_content()} for part in message.walk() if not part.is_multipart()],
            "to_names": names(envelope.content),
            "type": message.get_content_type(),
            "raw": envelope.content.decode("latin-1"),
        }), flush=True)
        return "250 2.0.0 Taken"


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # Servers in use take the names of mechanisms in any case; this one takes capitals.
        mechanism, _, rest = arg.partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".rstrip())


def authenticate(server, session, envelope, mechanism, data):
    good = (data.login, data.password) == (options["user"].encode(), options["password"].encode())
    return AuthResult(success=good, handled=False, auth_data=data)


async def serve():
    settings = {"hostname": "mail.test", "data_size_limit": 200_000}
    secure = {}
    if "cert" in options:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options["cert"], options["key"])
        if "implicit" in options:
            secure["ssl"] = context
        else:
            settings |= {"tls_context": context, "require_starttls": True}
    if "user" in options:
        settings |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": "cert" in options and not secure}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(Handler(), loop=loop, **settings), "127.0.0.1", 0, **secure)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
