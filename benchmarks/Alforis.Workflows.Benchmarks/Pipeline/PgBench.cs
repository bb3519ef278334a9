using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Alforis.Workflows.Benchmarks;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>PostgreSQL's own load generator.</summary>
internal static partial class PgBench
{
    /// <summary>Runs a script from several clients for some seconds; gives transactions per second.</summary>
    /// <param name="uri">The database.</param>
    /// <param name="script">The script.</param>
    /// <param name="clients">How many clients.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="rate">Transactions per second, begun at random times whether or not earlier ones have ended; 0 for as many as there can be.</param>
    /// <param name="options">Settings of the sessions.</param>
    public static async Task<double> RunAsync(string uri, string script, int clients, int seconds, int rate = 0, string options = "")
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);
        try
        {
            var info = new ProcessStartInfo("pgbench") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            string[] arguments =
            [
                "--no-vacuum", "--protocol", "prepared", "--client", Text(clients), "--jobs", Text(Math.Min(clients, 2)),
                "--time", Text(seconds), "--file", file, .. rate > 0 ? ["--rate", Text(rate)] : Array.Empty<string>(), uri,
            ];
            foreach (var argument in arguments) info.ArgumentList.Add(argument);
            if (options.Length > 0) info.Environment["PGOPTIONS"] = options;
            using var process = Process.Start(info) ?? throw new BenchmarkException("pgbench did not start.");
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var tps = Tps().Match(output);
            return process.ExitCode == 0 && tps.Success
                ? double.Parse(tps.Groups["tps"].ValueSpan, CultureInfo.InvariantCulture)
                : throw new BenchmarkException($"pgbench failed: {await error}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchmarkException("pgbench is needed (Debian: apt-get install postgresql-contrib).");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("tps = (?<tps>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tps();
}
