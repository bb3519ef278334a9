using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Tests.Api.Document;

/// <summary>The tour of docs/api.md is taken, request by request.</summary>
public sealed partial class ApiPageTests
{
    private const string Address = "http://127.0.0.1:5080";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tour_OnADatabaseWithDemoData_IsAnsweredAsThePageSays()
    {
        await using var host = await ApiHost.StartAsync();
        await host.ScalarAsync<object>("UPDATE public.users SET password_hash = @hash WHERE email = 'admin@alforis.com'", new { hash = new PasswordHasher<string>().HashPassword("", "admin123") });
        var page = await File.ReadAllTextAsync(Repository("docs", "api.md"), Cancellation);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = 0;
        foreach (var line in Block().Matches(page).SelectMany(b => Lines(b.Groups["content"].Value)))
        {
            if (line.StartsWith("API=", StringComparison.Ordinal)) variables["API"] = line[4..];
            else if (line[0] != '#') await TakeAsync(host, line, variables, taken++);
        }

        Assert.True(taken >= 3, "The page has no tour.");
    }

    [Fact]
    public async Task Limits_OnThePage_AreThoseOfTheCode()
    {
        var page = await File.ReadAllTextAsync(Repository("docs", "api.md"), Cancellation);

        Assert.Contains($"{Host.Api.ApiLimits.MostBodyBytes / 1024 / 1024} MiB", page, StringComparison.Ordinal);
        Assert.Contains($"{Host.Api.ApiLimits.MostItems} items", page, StringComparison.Ordinal);
        Assert.Contains($"{Host.Api.ApiJson.MostDepth} levels", page, StringComparison.Ordinal);
        Assert.Contains($"{new Host.Hardening.HardeningSettings().CallsPerMinute} requests", page, StringComparison.Ordinal);
        Assert.Contains($"{new Host.Hardening.HardeningSettings().LoginsPerMinute} sign-ins", page, StringComparison.Ordinal);
    }

    /// <summary>Sends what the line says; a comment at its end names the status when it is none of success.</summary>
    private static async Task TakeAsync(ApiHost host, string line, Dictionary<string, string> variables, int number)
    {
        var (text, expected) = Status().Match(line) is { Success: true } status ? (line[..status.Index].TrimEnd(), int.Parse(status.Groups["status"].Value, CultureInfo.InvariantCulture)) : (line, 0);
        var command = CurlCommand.Read(text, variables);
        Assert.StartsWith(Address, command.Url, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(command.Method), new Uri(command.Url[Address.Length..], UriKind.Relative));
        if (command.Body is not null) request.Content = new StringContent(command.Body, Encoding.UTF8, "application/x-www-form-urlencoded");
        foreach (var (name, value) in command.Headers.Select(h => (h[..h.IndexOf(':', StringComparison.Ordinal)], h[(h.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())))
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await host.Anonymous.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(expected == 0 ? answer.IsSuccessStatusCode : (int)answer.StatusCode == expected, $"{number}: {line}\n{(int)answer.StatusCode} {body}");
        if (command.Variable is not null) variables[command.Variable] = JsonDocument.Parse(body).RootElement.GetProperty(command.Member!).ToString();
    }

    /// <summary>Commands may go on in the next line, and texts in quotes too.</summary>
    private static IEnumerable<string> Lines(string block)
    {
        var line = "";
        foreach (var part in Continued().Replace(block, " ").Split('\n').Select(l => l.Trim()))
        {
            line = line.Length == 0 ? part : $"{line} {part}";
            if (line.Count(c => c == '\'') % 2 != 0) continue;
            if (line.Length > 0) yield return line;
            line = "";
        }
    }

    private static string Repository(params string[] path)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln"))) directory = directory.Parent!;
        return Path.Combine([directory.FullName, .. path]);
    }

    [GeneratedRegex("^```sh\n(?<content>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\\\n\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Continued();

    [GeneratedRegex(@"\s+# (?<status>\d{3})\b.*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();
}
