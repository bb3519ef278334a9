namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary>A new secret as JSON says it; <see langword="null"/> when nothing is signed.</summary>
internal sealed record TargetSecretReport(string Name, string Origin, string? Secret)
{
    /// <summary>Tells the secret: the only time that anybody sees it.</summary>
    public static async Task WriteAsync(string name, string origin, string? secret, bool asJson, CommandSurroundings surroundings)
    {
        if (asJson)
        {
            await surroundings.Output.WriteLineAsync(Json.Print(new TargetSecretReport(name, origin, secret)));
            return;
        }

        if (secret is null) return;
        await surroundings.Output.WriteLineAsync($"Secret: {secret}");
        await surroundings.Error.WriteLineAsync("It is shown this once only. Give it to the receiver, who checks the signatures with it (standardwebhooks.com), by a way that nobody else can read.");
    }
}
