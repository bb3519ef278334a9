using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

public sealed class WorkflowLifeTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    [Fact]
    public async Task Create_Draft_IsAnsweredReadListedExportedAndAudited()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var definition = Calls.Definition("Neuf", """ "category": "Ventes", """);

        using var created = await manager.SendAsync("POST", "/workflows", definition);
        var workflow = await Task.FromResult(created).JsonAsync(HttpStatusCode.Created);

        var id = workflow.Id();
        Assert.Equal($"/api/v1/workflows/{id}", created.Headers.Location!.ToString());
        Assert.NotNull(created.Headers.ETag);
        Assert.Equal(("draft", "1", "Ventes", "0"), (workflow.Text("status"), workflow.Text("version"), workflow.Text("category"), workflow.Text("execution_count")));
        Assert.Equal("montant", workflow.GetProperty("conditions").GetProperty("rules")[0].Text("field"));
        var read = await manager.SendAsync("GET", $"/workflows/{id}").JsonAsync();
        Assert.Equal("create_task", read.GetProperty("actions")[0].Text("type"));
        var listed = await manager.SendAsync("GET", "/workflows?search=NEUF&limit=1").JsonAsync();
        Assert.Equal(("1", id), (listed.Text("total"), listed.GetProperty("items")[0].Id()));
        using var exported = await manager.SendAsync("GET", $"/workflows/{id}/export");
        Assert.Equal(definition, await exported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var trail = await manager.SendAsync("GET", $"/workflows/{id}/audit").JsonAsync();
        var entry = Assert.Single(trail.GetProperty("items").EnumerateArray());
        Assert.Equal(("workflow.create", "manager@test.example", "api"), (entry.Text("action"), entry.Text("actor"), entry.Text("via")));
    }

    [Fact]
    public async Task Change_SomeMembers_KeepsTheRestAsItWasWritten()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        using var created = await manager.SendAsync("POST", "/workflows", Calls.Definition("Partiel"));
        var id = (await Task.FromResult(created).JsonAsync(HttpStatusCode.Created)).Id();
        var etag = created.Headers.ETag!.ToString();

        var changed = await manager.SendAsync("PUT", $"/workflows/{id}", """{"name": "Partiel", "description": "Pourquoi", "id": 99, "execution_count": 7}""", etag).JsonAsync();
        var lost = await manager.SendAsync("PUT", $"/workflows/{id}", """{"description": "Perdu"}""", etag).JsonAsync(HttpStatusCode.PreconditionFailed);
        using var exported = await manager.SendAsync("GET", $"/workflows/{id}/export");

        Assert.Equal(("2", "Pourquoi"), (changed.Text("version"), changed.Text("description")));
        Assert.NotEmpty(lost.Text("detail")!);
        Assert.Equal(
            Calls.Definition("Partiel").Replace("] ] }\n}", "", StringComparison.Ordinal).TrimEnd()[..^2] + ",\n  \"description\": \"Pourquoi\"\n}",
            await exported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("2", (await manager.SendAsync("PUT", $"/workflows/{id}", """{"description": "Pourquoi"}""").JsonAsync()).Text("version"));
    }

    [Fact]
    public async Task Change_ThatIsWrong_TellsThePlaceInTheBody()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Place"))).Id();

        var problem = await manager.SendAsync("PUT", $"/workflows/{id}", "{\n  \"conditions\": {\"rules\": [\n    {\"field\": \"montan\", \"operator\": \">\", \"value\": 1}]}}").JsonAsync(HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(("WF1201", "/conditions/rules/0/field", "3", "15"), (error.Text("code"), error.Text("pointer"), error.Text("line"), error.Text("column")));
        Assert.Equal("1", (await manager.SendAsync("GET", $"/workflows/{id}").JsonAsync()).Text("version"));
    }

    [Fact]
    public async Task Change_TwoAtOnceOfOneReading_OneWins()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        using var created = await manager.SendAsync("POST", "/workflows", Calls.Definition("Course"));
        var id = (await Task.FromResult(created).JsonAsync(HttpStatusCode.Created)).Id();
        var etag = created.Headers.ETag!.ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => manager.SendAsync("PUT", $"/workflows/{id}", $$"""{"description": "{{i}}"}""", etag)));

        Assert.Equal([1, 5], new[] { HttpStatusCode.OK, HttpStatusCode.PreconditionFailed }.Select(s => answers.Count(a => a.StatusCode == s)));
        Assert.Equal(2, await host.ScalarAsync<long>("SELECT count(*) FROM workflow_versions WHERE workflow_id = @id", new { id }));
    }

    [Fact]
    public async Task Activate_AndBack_SetsWhoAnswersForIt()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Vif"))).Id();

        var active = await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "active"}""").JsonAsync();
        var broken = await manager.SendAsync(
            "PUT", $"/workflows/{id}", """{"actions": [{"type": "call_webhook", "config": {"target": "nulle-part"}}]}""").JsonAsync(HttpStatusCode.UnprocessableEntity);
        var inactive = await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "inactive"}""").JsonAsync();
        await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "draft"}""").JsonAsync(HttpStatusCode.BadRequest);

        Assert.Equal(("active", await host.ScalarAsync<string>("SELECT id::text FROM users WHERE email = 'manager@test.example'")), (active.Text("status"), active.Text("activated_by")));
        Assert.Equal("WF2008", broken.GetProperty("errors")[0].Text("code"));
        Assert.Equal(("inactive", "1"), (inactive.Text("status"), inactive.Text("version")));
        var actions = (await manager.SendAsync("GET", $"/workflows/{id}/audit").JsonAsync()).GetProperty("items").EnumerateArray().Select(e => e.Text("action"));
        Assert.Equal(["workflow.deactivate", "workflow.activate", "workflow.create"], actions);
    }

    [Fact]
    public async Task Activate_Template_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Modèle", """ "is_template": true, """))).Id();

        var problem = await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "active"}""").JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.StartsWith("WF2003 /is_template", problem.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ActiveStatus_WithoutThePermission_IsForbiddenOnEveryWay()
    {
        await using var host = await ApiHost.StartAsync();
        await host.ScalarAsync<int>("DELETE FROM role_permissions USING permissions p, roles r WHERE permission_id = p.id AND role_id = r.id AND r.name = 'manager' AND p.resource = 'workflows' AND p.action = 'activate'; SELECT 1");
        var admin = await host.AsAsync("admin");
        var manager = await host.AsAsync("manager");
        var draft = (await manager.CreateAsync(Calls.Definition("Un"))).Id();
        var active = (await admin.CreateAsync(Calls.Definition("Deux", """ "status": "active", """))).Id();

        foreach (var (method, path, body) in new[]
        {
            ("POST", "/workflows", Calls.Definition("Trois", """ "status": "active", """)),
            ("PUT", $"/workflows/{draft}", """{"status": "active"}"""),
            ("PUT", $"/workflows/{draft}", """{"is_active": true}"""),
            ("PUT", $"/workflows/{active}", """{"description": "autre"}"""),
            ("POST", "/workflows/import?status=active", Calls.Definition("Quatre")),
            ("POST", $"/workflows/{draft}/activate", """{"status": "active"}"""),
        })
        {
            await manager.SendAsync(method, path, body).JsonAsync(HttpStatusCode.Forbidden);
        }

        Assert.Equal(1, await host.ScalarAsync<long>("SELECT count(*) FROM workflows WHERE status = 'active' AND deleted_at IS NULL AND name IN ('Un', 'Deux', 'Trois', 'Quatre')"));
    }

    [Fact]
    public async Task Delete_FreesTheNameAndKeepsTheTrail()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Fini"))).Id();
        var taken = await manager.SendAsync("POST", "/workflows", Calls.Definition("FINI")).JsonAsync(HttpStatusCode.Conflict);

        await manager.SendAsync("DELETE", $"/workflows/{id}", ifMatch: "\"0-0\"").JsonAsync(HttpStatusCode.PreconditionFailed);
        await manager.SendAsync("DELETE", $"/workflows/{id}").JsonAsync(HttpStatusCode.NoContent);

        Assert.Contains("Fini", taken.Text("detail"), StringComparison.OrdinalIgnoreCase);
        foreach (var path in new[] { "", "/versions", "/export", "/stats", "/executions" }) await manager.SendAsync("GET", $"/workflows/{id}{path}").JsonAsync(HttpStatusCode.NotFound);
        await manager.SendAsync("DELETE", $"/workflows/{id}").JsonAsync(HttpStatusCode.NotFound);
        await manager.CreateAsync(Calls.Definition("Fini"));
        Assert.Equal("workflow.delete", (await manager.SendAsync("GET", $"/workflows/{id}/audit").JsonAsync()).GetProperty("items")[0].Text("action"));
    }

    [Fact]
    public async Task Subscription_IsChangedWithItsTargetAlone()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Abonnement"))).Id();
        await host.ScalarAsync<int>("INSERT INTO webhooks (name, origin, sealed_url) VALUES ('cible', 'https://example.com', 'x'); UPDATE workflows SET webhook_id = (SELECT max(id) FROM webhooks) WHERE id = @id; SELECT 1", new { id });

        await manager.SendAsync("PUT", $"/workflows/{id}", """{"description": "x"}""").JsonAsync(HttpStatusCode.Conflict);
        await manager.SendAsync("DELETE", $"/workflows/{id}").JsonAsync(HttpStatusCode.Conflict);
        await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "active"}""").JsonAsync(HttpStatusCode.Conflict);
        await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "inactive"}""").JsonAsync(HttpStatusCode.Conflict);
        await manager.SendAsync("POST", $"/workflows/{id}/versions/1/restore").JsonAsync(HttpStatusCode.Conflict);
        await manager.SendAsync("POST", "/workflows/import", Calls.Definition("abonnement")).JsonAsync(HttpStatusCode.Conflict);

        Assert.True((await manager.SendAsync("GET", $"/workflows/{id}").JsonAsync()).GetProperty("is_subscription").GetBoolean());
    }

    [Fact]
    public async Task Versions_RestoreAndCopies_MakeNewOnes()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Histoire"))).Id();
        await manager.SendAsync("PUT", $"/workflows/{id}", """{"description": "deuxième"}""").JsonAsync();

        var restored = await manager.SendAsync("POST", $"/workflows/{id}/versions/1/restore").JsonAsync();
        await manager.SendAsync("POST", $"/workflows/{id}/versions/9/restore").JsonAsync(HttpStatusCode.NotFound);
        var versions = await manager.SendAsync("GET", $"/workflows/{id}/versions").JsonAsync();
        var second = await manager.SendAsync("GET", $"/workflows/{id}/versions/2").JsonAsync();
        var copy = await manager.SendAsync("POST", $"/workflows/{id}/duplicate", "{}").JsonAsync(HttpStatusCode.Created);
        var another = await manager.SendAsync("POST", $"/workflows/{id}/duplicate", """{"name": "Autre"}""").JsonAsync(HttpStatusCode.Created);

        Assert.Equal(("3", ""), (restored.Text("version"), restored.Text("description")));
        Assert.Equal(["3", "2", "1"], versions.GetProperty("items").EnumerateArray().Select(v => v.Text("version")!));
        Assert.Equal("deuxième", second.GetProperty("definition").Text("description"));
        Assert.Equal(("Histoire (2)", "draft", "Autre"), (copy.Text("name"), copy.Text("status"), another.Text("name")));
    }

    [Fact]
    public async Task Templates_AreListedAndMadeDraftsOf()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var template = (await manager.CreateAsync(Calls.Definition("Gabarit", """ "is_template": true, """))).Id();
        var none = (await manager.CreateAsync(Calls.Definition("Aucun"))).Id();

        var listed = await manager.SendAsync("GET", "/workflows/templates/list?limit=200").JsonAsync();
        var made = await manager.SendAsync("POST", $"/workflows/templates/{template}/create", """{"name": "Fait"}""").JsonAsync(HttpStatusCode.Created);
        await manager.SendAsync("POST", $"/workflows/templates/{none}/create", "{}").JsonAsync(HttpStatusCode.NotFound);
        var unknown = await manager.SendAsync("POST", "/workflows/templates/999999/create", "{}").JsonAsync(HttpStatusCode.NotFound);

        Assert.Contains(template, listed.GetProperty("items").EnumerateArray().Select(t => t.Id()));
        Assert.All(listed.GetProperty("items").EnumerateArray(), t => Assert.True(t.GetProperty("is_template").GetBoolean()));
        Assert.Equal(("Fait", "False", "draft"), (made.Text("name"), made.Text("is_template"), made.Text("status")));
        Assert.StartsWith("The template 999999 ", unknown.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopyAndCreateFromTemplate_ManyAtOnceWithoutAName_EachGetOne()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var template = (await manager.CreateAsync(Calls.Definition("Foule", """ "is_template": true, """))).Id();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => manager.SendAsync("POST", i % 2 == 0 ? $"/workflows/templates/{template}/create" : $"/workflows/{template}/duplicate")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Equal(8, await host.ScalarAsync<long>("SELECT count(DISTINCT lower(name)) FROM workflows WHERE name LIKE 'Foule (%'"));
    }

    [Theory]
    [InlineData("""{"status": null, "description": "Autre"}""", "active", "2")]
    [InlineData("""{"is_active": null, "status": null, "enabled": null}""", "active", "1")]
    [InlineData("""{"status": null, "is_active": false}""", "inactive", "2")]
    public async Task Change_StatusOfNull_LeavesTheStatus(string change, string status, string version)
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Éveillé", """ "status": "active", """))).Id();

        var changed = await manager.SendAsync("PUT", $"/workflows/{id}", change).JsonAsync();

        Assert.Equal((status, version), (changed.Text("status"), changed.Text("version")));
    }

    [Fact]
    public async Task Import_List_StoresAllOrNone()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var good = $"[{Calls.Definition("I1")},\n{Calls.Definition("I2", """ "status": "active", """)}]";
        var bad = $"[{Calls.Definition("I3")},\n{Calls.Definition("I4").Replace("create_task", "create_tsk", StringComparison.Ordinal)}]";

        var imported = await manager.SendAsync("POST", "/workflows/import", good).JsonAsync();
        var problem = await manager.SendAsync("POST", "/workflows/import", bad).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var again = await manager.SendAsync("POST", "/workflows/import", good).JsonAsync();
        await manager.SendAsync("POST", "/workflows/import", $"[{Calls.Definition("I5")},{Calls.Definition("i5")}]").JsonAsync(HttpStatusCode.UnprocessableEntity);
        await manager.SendAsync("POST", "/workflows/import", "[").JsonAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["created draft", "created active"], imported.GetProperty("items").EnumerateArray().Select(i => $"{i.Text("outcome")} {i.Text("status")}"));
        Assert.Equal(["unchanged", "unchanged"], again.GetProperty("items").EnumerateArray().Select(i => i.Text("outcome")!));
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(("WF1301", "/1/actions/0/type", "11"), (error.Text("code"), error.Text("pointer"), error.Text("line")));
        Assert.Equal(2, await host.ScalarAsync<long>("SELECT count(*) FROM workflows WHERE name ~ '^[Ii][0-9]$'"));
    }

    [Theory]
    [InlineData("?sort=-name&limit=2", 200)]
    [InlineData("?limit=201", 400)]
    [InlineData("?skip=-1", 400)]
    [InlineData("?limit=x", 400)]
    [InlineData("?status=gone", 400)]
    [InlineData("?trigger_type=nothing", 400)]
    [InlineData("?sort=secret", 400)]
    [InlineData("?search=%25%27%22%F0%9F%8E%89", 200)]
    public async Task List_Parameters_AreChecked(string query, int status)
    {
        var host = shared.Host;
        var viewer = await host.AsAsync("viewer");

        await viewer.SendAsync("GET", "/workflows" + query).JsonAsync((HttpStatusCode)status);
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}", "application/json", 400)]
    [InlineData("{}", "application/json", 422)]
    [InlineData("{}", "text/plain", 415)]
    public async Task Create_BodyThatIsNoDefinition_IsRefused(string body, string type, int status)
    {
        var host = shared.Host;
        var manager = await host.AsAsync("manager");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);

        var problem = await manager.PostAsync(new Uri("/api/v1/workflows", UriKind.Relative), content, TestContext.Current.CancellationToken).JsonAsync((HttpStatusCode)status);

        Assert.NotEmpty(problem.Text("title")!);
    }

    [Fact]
    public async Task Validate_FindsEverythingAndStoresNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var before = await host.ScalarAsync<long>("SELECT count(*) FROM workflows");

        var good = await viewer.SendAsync("POST", "/workflows/validate", Calls.Definition("Bon")).JsonAsync();
        var syntax = await viewer.SendAsync("POST", "/workflows/validate", "{\n\"name\": }").JsonAsync();
        var target = Calls.Definition("Loin").Replace("\"type\": \"create_task\", \"config\": { \"title\"", "\"type\": \"call_webhook\", \"config\": { \"target\": \"rien\", \"body\"", StringComparison.Ordinal);
        var stored = await viewer.SendAsync("POST", "/workflows/validate", target).JsonAsync();
        var active = await viewer.SendAsync("POST", "/workflows/validate?for_activation=true", target).JsonAsync();

        Assert.True(good.GetProperty("valid").GetBoolean());
        Assert.Equal(("WF1001", "2", "error"), (syntax.GetProperty("diagnostics")[0].Text("code"), syntax.GetProperty("diagnostics")[0].Text("line"), syntax.GetProperty("diagnostics")[0].Text("severity")));
        Assert.True(stored.GetProperty("valid").GetBoolean(), stored.ToString());
        Assert.Contains("WF2008", active.GetProperty("diagnostics").EnumerateArray().Select(d => d.Text("code")));
        Assert.Equal(before, await host.ScalarAsync<long>("SELECT count(*) FROM workflows"));
    }

    [Fact]
    public async Task Answer_OfAReading_CanBeWrittenBack()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var workflow = await manager.CreateAsync(Calls.Definition("Retour"));
        var read = await manager.SendAsync("GET", $"/workflows/{workflow.Id()}").JsonAsync();
        var body = JsonSerializer.Serialize(read.EnumerateObject().Where(p => p.Name != "diagnostics").ToDictionary(p => p.Name, p => p.Value));

        var written = await manager.SendAsync("PUT", $"/workflows/{workflow.Id()}", body).JsonAsync();

        Assert.Equal("Retour", written.Text("name"));
    }
}
