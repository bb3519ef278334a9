using Alforis.Crm.Data;
using Microsoft.Playwright;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>One service and one browser for all tests that need no service of their own. Each test makes the rows that it looks at.</summary>
public sealed class BrowserService : IAsyncLifetime
{
    private readonly DataDirectory data = new();
    private HostProcess? host;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private CrmClient? crm;

    internal HostProcess Host => host!;

    internal CrmClient Crm => crm!;

    internal string Data => data.Path;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Place is null) return;
        host = await HostProcess.ServeAsync(data.Path);
        crm = await CrmClient.ConnectAsync(data.Path);
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (crm is not null) await crm.DisposeAsync();
        if (host is { HasExited: false }) await host.StopAsync();
        if (host is not null) await host.DisposeAsync();
        data.Dispose();
    }

    /// <summary>Somebody who opens a new browser window at the service.</summary>
    internal Task<Visitor> VisitAsync(string locale = "fr-FR", int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(browser is null, Chromium.Missing);
        return Visitor.ComeAsync(browser!, host!.Address, locale, width, height, scheme);
    }

    /// <summary>A new account with a role; its password is that of the demo.</summary>
    internal async Task<Account> AccountAsync(string role)
    {
        var email = $"{role}-{Guid.NewGuid():N}@alforis.example";
        await Crm.ExecuteAsync($"""
            WITH account AS (
              INSERT INTO users (email, first_name, last_name, password_hash)
              SELECT '{email}', 'Alix', 'Moreau', password_hash FROM users WHERE email = '{DemoData.UserEmail}' RETURNING id)
            INSERT INTO user_roles (user_id, role_id) SELECT account.id, roles.id FROM account, roles WHERE roles.name = '{role}'
            """);
        return new Account(email, DemoData.UserPassword);
    }

    /// <summary>Runs a verb that succeeds.</summary>
    /// <returns>What it printed.</returns>
    internal async Task<string> VerbAsync(params string[] verb)
    {
        var (exitCode, output, error) = await HostProcess.RunAsync([.. verb, "--data", data.Path]);
        Assert.True(exitCode == 0, output + error);
        return output;
    }
}
