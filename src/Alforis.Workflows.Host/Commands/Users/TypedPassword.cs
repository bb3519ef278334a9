using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Alforis.Crm.Data.Accounts;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary>A password for an account: piped in, or made here. Never an argument, which other users of the machine could read.</summary>
/// <param name="Text">The password.</param>
/// <param name="IsMade">Whether it was made here and is to be shown, this once.</param>
internal sealed record TypedPassword(string Text, bool IsMade)
{
    private const int Length = 20;
    private const int MostBytes = 16 * 1024;
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static Option<bool> FromInput() => new("--password-stdin")
    {
        Description = "Read the password from the first line of the standard input. Without this one is made and printed, once.",
    };

    /// <summary>The password, or <see langword="null"/> after saying why there is none.</summary>
    public static async Task<TypedPassword?> ReadAsync(bool fromInput, string email, CommandSurroundings surroundings, CancellationToken ct)
    {
        if (!fromInput) return new TypedPassword(RandomNumberGenerator.GetString(Alphabet, Length), IsMade: true);
        var buffer = new byte[MostBytes];
        await using var input = surroundings.OpenInput();
        var length = await input.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, ct);
        var text = Encoding.UTF8.GetString(buffer, 0, length).Split('\n')[0].TrimEnd('\r').TrimStart('\uFEFF');
        if (PasswordRules.Problem(text, email) is not { } problem) return new TypedPassword(text, IsMade: false);
        await surroundings.Error.WriteLineAsync($"The password on the standard input cannot be used. {problem}");
        return null;
    }

    /// <summary>Shows a password that was made here.</summary>
    public async Task ShowAsync(CommandSurroundings surroundings)
    {
        if (!IsMade) return;
        await surroundings.Output.WriteLineAsync($"Password: {Text}");
        await surroundings.Error.WriteLineAsync("It is shown this once only. Its user changes it after signing in.");
    }

    public override string ToString() => "a password";
}
