using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Alforis.Crm.Data;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>What makes pages worth looking at: the samples, and a workflow that ran for some deals, was skipped for others and failed once.</summary>
internal sealed class DemoRows
{
    private const string Appointment =
        """
        {"name": "Préparer le rendez-vous de signature", "description": "Une affaire de plus de 40 000 € : le commercial prépare le dossier, et les commerciaux le savent.",
         "trigger_type": "deal_stage_changed", "trigger_config": {"to_stage": "negociation"},
         "conditions": {"operator": "AND", "rules": [{"field": "deal.montant", "operator": ">", "value": 40000}]},
         "actions": [
           {"id": "dossier", "type": "create_task", "config": {"title": "Préparer le dossier de {{ organisation.nom }}", "priority": "high", "due_date": "+2 business days", "assigned_to": "{{ deal.assigned_to }}"}},
           {"id": "prevenir", "type": "send_notification", "config": {"recipients": ["role:commercial"], "title": "Signature en vue : {{ deal.nom }}", "message": "{{ organisation.nom }}, {{ deal.montant }} €", "severity": "success"}}]}
        """;

    private const string Broken =
        """
        {"name": "Confier le dossier au suivi", "description": "Le suivi reprend l'affaire après la signature.", "trigger_type": "deal_stage_changed", "trigger_config": {"to_stage": "signe"},
         "actions": [{"id": "suivi", "type": "create_task", "config": {"title": "Appel de bienvenue : {{ organisation.nom }}", "due_date": "+5 days", "assigned_to": "{{ deal.id }}00000"}}]}
        """;

    private static readonly string[] Active = ["onboarding-interne", "qualification-prospect-cgpi"];

    private readonly Dictionary<string, string> numbers;

    private DemoRows(Dictionary<string, string> numbers) => this.numbers = numbers;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<DemoRows> AddAsync(string data, HostProcess host)
    {
        var samples = Directory.GetFiles(Path.Combine(Repository.Root, "samples/workflows"), "*.json").Order(StringComparer.Ordinal).ToArray();
        await VerbAsync(data, ["import", "--as-draft", .. samples]);
        await VerbAsync(data, ["import", "--activate", .. samples.Where(s => Active.Contains(Path.GetFileNameWithoutExtension(s)))]);
        var (appointment, broken) = (Path.Combine(data, "appointment.json"), Path.Combine(data, "broken.json"));
        await File.WriteAllTextAsync(appointment, Appointment, Cancellation);
        await File.WriteAllTextAsync(broken, Broken, Cancellation);
        await VerbAsync(data, ["import", "--activate", appointment, broken]);

        await using var crm = await CrmClient.ConnectAsync(data);
        var workflow = await crm.ScalarAsync<long>("SELECT id FROM workflows WHERE name LIKE 'Préparer le rendez-vous%'");
        var failing = await crm.ScalarAsync<long>("SELECT id FROM workflows WHERE name LIKE 'Confier le dossier%'");
        using var http = await SignInAsync(host);
        foreach (var deal in await crm.LinesAsync("SELECT id::text FROM deals ORDER BY id LIMIT 10")) await RunAsync(http, workflow, deal);
        await RunAsync(http, failing, "3");
        string[] outcomes = [];
        await Until.TrueAsync(
            async () =>
            {
                outcomes = await crm.LinesAsync($"SELECT concat_ws(' ', entity_id, status, error) FROM workflow_executions WHERE workflow_id IN ({workflow}, {failing}) ORDER BY id");
                return outcomes.Any(o => o.Contains("success", StringComparison.Ordinal)) && outcomes.Any(o => o.Contains("failed", StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(60),
            () => string.Join(Environment.NewLine, outcomes) + Environment.NewLine + host.Output);

        async Task<string> NumberAsync(string sql) => (await crm.ScalarAsync<long>(sql)).ToString(CultureInfo.InvariantCulture);
        return new DemoRows(new(StringComparer.Ordinal)
        {
            ["WORKFLOW"] = workflow.ToString(CultureInfo.InvariantCulture),
            ["EXECUTION"] = await NumberAsync($"SELECT id FROM workflow_executions WHERE workflow_id = {workflow} AND status = 'success' LIMIT 1"),
            ["ORGANISATION"] = await NumberAsync("SELECT organisation_id FROM deals WHERE id = 3"),
            ["DEAL"] = "3",
        });
    }

    /// <summary>An address with the numbers of rows that are there.</summary>
    public string Fill(string address) => numbers.Aggregate(address, (filled, number) => filled.Replace(number.Key, number.Value, StringComparison.Ordinal));

    private static async Task<HttpClient> SignInAsync(HostProcess host)
    {
        var http = new HttpClient { BaseAddress = host.Address };
        using var answer = await http.PostAsJsonAsync("/api/v1/auth/login", new { email = DemoData.AdminEmail, password = DemoData.AdminPassword }, Cancellation);
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task RunAsync(HttpClient http, long workflow, string deal)
    {
        var body = new { trigger_entity_type = "deal", trigger_entity_id = long.Parse(deal, CultureInfo.InvariantCulture) };
        using var answer = await http.PostAsJsonAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/workflows/{workflow}/execute"), body, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task VerbAsync(string data, string[] verb)
    {
        var (exitCode, output, error) = await HostProcess.RunAsync([.. verb, "--data", data]);
        Assert.True(exitCode == 0, output + error);
    }
}
