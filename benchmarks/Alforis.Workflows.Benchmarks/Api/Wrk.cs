using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Alforis.Workflows.Benchmarks.Api;

/// <summary>What a load generator measured.</summary>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="Median">Half of the answers came within so many milliseconds.</param>
/// <param name="Percentile99">99 of 100 did.</param>
internal sealed record Load(double PerSecond, double Median, double Percentile99);

/// <summary>The load generator <c>wrk</c>.</summary>
internal static partial class Wrk
{
    private const string Connections = "16";

    /// <summary>Asks for an address as fast as it is answered; every answer must be a good one.</summary>
    /// <param name="address">The address.</param>
    /// <param name="token">The token that requests bear.</param>
    /// <param name="body">What is posted; <see langword="null"/> to get.</param>
    /// <param name="seconds">How long.</param>
    public static async Task<Load> RunAsync(Uri address, string token, string? body, int seconds)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, body is null ? "wrk.method = 'GET'\n" : $"wrk.method = 'POST'\nwrk.body = [==[{body}]==]\nwrk.headers['Content-Type'] = 'application/json'\n");
        try
        {
            var info = new ProcessStartInfo("wrk") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            string[] arguments =
            [
                "--threads", "1", "--connections", Connections, "--duration", seconds.ToString(CultureInfo.InvariantCulture) + "s", "--latency", "--script", script,
                "--header", "Authorization: Bearer " + token, address.ToString(),
            ];
            foreach (var argument in arguments) info.ArgumentList.Add(argument);
            using var process = Process.Start(info) ?? throw new BenchmarkException("wrk did not start.");
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0 || output.Contains("Non-2xx", StringComparison.Ordinal)) throw new BenchmarkException($"wrk failed: {await error}\n{output}");
            return new Load(Number(Rate().Match(output).Groups["n"].Value), Milliseconds(output, "50%"), Milliseconds(output, "99%"));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchmarkException("wrk is needed (Debian: apt-get install wrk).");
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static double Milliseconds(string output, string share)
    {
        var line = output.Split('\n').First(l => l.TrimStart().StartsWith(share, StringComparison.Ordinal)).Trim()[share.Length..].Trim();
        return line switch
        {
            _ when line.EndsWith("us", StringComparison.Ordinal) => Number(line[..^2]) / 1000,
            _ when line.EndsWith("ms", StringComparison.Ordinal) => Number(line[..^2]),
            _ => Number(line[..^1]) * 1000,
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();
}
