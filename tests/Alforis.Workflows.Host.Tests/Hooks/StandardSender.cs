using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Hooks;

/// <summary>A call that the sender makes.</summary>
internal sealed record SentCall(string Url, string[] Secrets, string Id, long Time, string Payload, string? Sent = null);

/// <summary>A call that somebody received.</summary>
internal sealed record VerifiedCall(string Secret, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// Sends calls with the <c>standardwebhooks</c> package of npm, which shares no code with us: its HMAC is JavaScript's own. Needs Node and
/// npm; where the package cannot be had, tests are skipped and say why.
/// </summary>
internal static class StandardSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "standardwebhooks");
    private static readonly Lazy<Task<string?>> Installation = new(InstallAsync);

    /// <summary>Sends the calls one after the other.</summary>
    public static async Task<IReadOnlyList<(int Status, JsonElement Body)>> SendAsync(params SentCall[] calls)
    {
        if (await Installation.Value is { } reason) Assert.Skip(reason);
        var (exitCode, output, error) = await RunAsync("node", ["send.mjs"], JsonSerializer.Serialize(calls, JsonSerializerOptions.Web));
        Assert.True(exitCode == 0, error);
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray().Select(a => (a.GetProperty("status").GetInt32(), a.GetProperty("body")))];
    }

    /// <summary>Whether the library takes each call for one that is signed with the secret.</summary>
    public static async Task<IReadOnlyList<bool>> VerifyAsync(params VerifiedCall[] calls)
    {
        if (await Installation.Value is { } reason) Assert.Skip(reason);
        var (exitCode, output, error) = await RunAsync("node", ["verify.mjs"], JsonSerializer.Serialize(calls, JsonSerializerOptions.Web));
        Assert.True(exitCode == 0, error);
        return JsonSerializer.Deserialize<bool[]>(output)!;
    }

    /// <summary>Why the package cannot be used, or <see langword="null"/>.</summary>
    private static async Task<string?> InstallAsync()
    {
        try
        {
            var (exitCode, _, error) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "");
            return exitCode == 0 ? null : $"npm cannot install 'standardwebhooks': {error.Trim()}";
        }
        catch (Exception e) when (e is Win32Exception or TimeoutException)
        {
            return $"npm cannot install 'standardwebhooks': {e.Message}";
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program}' did not end within {Patience.TotalSeconds:0} s.", e);
        }

        return (process.ExitCode, await output, await error);
    }
}
