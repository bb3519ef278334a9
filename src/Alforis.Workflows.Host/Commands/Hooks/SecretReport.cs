using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Endpoints.Hooks;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary>A new secret as JSON says it.</summary>
internal sealed record SecretReport(string Slug, HookKind Kind, string Event, string Path, string Secret)
{
    /// <summary>Tells the secret, in JSON or with an example that can be typed in as it is.</summary>
    public static async Task WriteAsync(string slug, HookKind kind, string hookEvent, NewSecret secret, bool asJson, CommandSurroundings surroundings)
    {
        if (asJson)
        {
            await surroundings.Output.WriteLineAsync(Json.Print(new SecretReport(slug, kind, hookEvent, HookEndpoints.Path + slug, secret.Text)));
            return;
        }

        await surroundings.Output.WriteLineAsync($"Secret: {secret.Text}");
        await surroundings.Error.WriteLineAsync("It is shown this once only. Give it to the sender by a way that nobody else can read.");
        await surroundings.Output.WriteLineAsync($"\nA call, as an example:\n\n{Example(slug, kind, secret.Text)}");
    }

    private static string Example(string slug, HookKind kind, string secret) => kind == HookKind.Bearer
        ? $$"""
            curl -sS -X POST "${ALFORIS_URL:-{{Address}}}{{HookEndpoints.Path}}{{slug}}" \
              -H 'Content-Type: application/json' -H 'Authorization: Bearer {{secret}}' \
              -H "webhook-id: msg_$(date +%s)" -d '{"essai": true}'
            """
        : $$"""
            body='{"essai": true}' id="msg_$(date +%s)" time="$(date +%s)"
            key="$(printf %s '{{secret["whsec_".Length..]}}' | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')"
            signature="$(printf %s "$id.$time.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)"
            curl -sS -X POST "${ALFORIS_URL:-{{Address}}}{{HookEndpoints.Path}}{{slug}}" \
              -H 'Content-Type: application/json' -H "webhook-id: $id" -H "webhook-timestamp: $time" \
              -H "webhook-signature: v1,$signature" -d "$body"
            """;

    private const string Address = "http://127.0.0.1:5080";
}
