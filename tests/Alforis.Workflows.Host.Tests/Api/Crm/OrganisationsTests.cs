using System.Net;
using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Host.Tests.Api.Crm;

public sealed class OrganisationsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static EntitySchema Schema => CrmSchema.Instance.FindTrigger(TriggerNames.OrganisationUpdated)!.Views[0].Entity!.Entity!;

    [Fact]
    public async Task Create_ThenGet_HasWhatWasSentAndTheDefaults()
    {
        using var answer = await api.AnswerAsync("commercial", HttpMethod.Post, "/organisations", new { nom = "Banque Née", category = "CGPI", aum = 12.5, tags = new[] { "vip" }, aum_date = "2026-01-31" });
        var made = await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created);
        var id = made.GetProperty("id").GetInt64();

        Assert.Equal($"/api/v1/organisations/{id}", answer.Headers.Location!.ToString());
        var read = await api.GetAsync("viewer", $"/organisations/{id}");
        Assert.Equal(made.ToString(), read.ToString());
        Assert.Equal("Banque Née client prospect CGPI 12.50 2026-01-31", string.Join(' ', new[] { "nom", "type", "pipeline_stage", "category", "aum", "aum_date" }.Select(f => read.GetProperty(f).ToString())));
        Assert.Equal(await api.UserAsync("commercial"), read.GetProperty("created_by").GetInt64());
        Assert.Equal(0, read.GetProperty("contacts").GetArrayLength());
        Assert.Equal("commercial@test.example organisation.create {}", await api.AuditAsync("organisation", id));
        Assert.Equal("commercial@test.example", await api.Host.ScalarAsync<string>("SELECT actor FROM workflow.events WHERE entity_type = 'organisation' AND entity_id = @id", new { id }));
    }

    [Fact]
    public async Task Update_OfEveryWritableField_IsStored()
    {
        var (id, _) = await api.OrganisationAsync();
        foreach (var field in Schema.Fields.Where(f => f.IsWritable))
        {
            object value = field switch
            {
                { Name: "country_code" } => "BE",
                { Name: "language" } => "en",
                { Name: "email" } => "a@b.example",
                { Kind: ValueKind.Enum } => field.EnumValues[^1],
                { Kind: ValueKind.Number } => 17,
                { Kind: ValueKind.Boolean } => false,
                { Kind: ValueKind.Date } => "2026-02-03",
                { Kind: ValueKind.List } => new[] { "a", "b" },
                _ => "texte",
            };

            var changed = await api.PatchAsync("manager", $"/organisations/{id}", new Dictionary<string, object> { [field.Name] = value });

            var expected = JsonSerializer.SerializeToElement(value);
            Assert.True(
                expected.ValueKind == JsonValueKind.Number ? changed.GetProperty(field.Name).GetDecimal() == 17 : JsonElement.DeepEquals(expected, changed.GetProperty(field.Name)),
                $"{field.Name} is {changed.GetProperty(field.Name)}");
            Assert.Equal($$"""manager@test.example organisation.update {"fields": ["{{field.Name}}"]}""", await api.AuditAsync("organisation", id));
        }
    }

    [Fact]
    public async Task Update_WithNull_ClearsWhatMayBeEmptyAndLeavesTheRest()
    {
        var (id, nom) = await api.OrganisationAsync(new { ville = "Lyon", notes = "n" });

        var changed = await api.PatchAsync("manager", $"/organisations/{id}", new { ville = (string?)null });

        Assert.Equal(JsonValueKind.Null, changed.GetProperty("ville").ValueKind);
        Assert.Equal($"{nom} n", $"{changed.GetProperty("nom")} {changed.GetProperty("notes")}");
    }

    [Fact]
    public async Task Update_ThatChangesNothing_IsNoEventAndNoEntry()
    {
        var (id, nom) = await api.OrganisationAsync();
        using var before = await api.AnswerAsync("manager", HttpMethod.Get, $"/organisations/{id}", null);

        using var after = await api.AnswerAsync("manager", HttpMethod.Put, $"/organisations/{id}", new { nom });

        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(1, await api.Host.ScalarAsync<long>("SELECT count(*) FROM workflow.events WHERE entity_type = 'organisation' AND entity_id = @id", new { id }));
        Assert.StartsWith("manager@test.example organisation.create", await api.AuditAsync("organisation", id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"nom": ""}""", "invalid_value /nom:")]
    [InlineData("""{"nom": null}""", "invalid_json /nom: It may not be null")]
    [InlineData("""{"nom": "a\u0000b"}""", "invalid_value /nom: NUL characters cannot be stored")]
    [InlineData("""{"type": "ami"}""", "invalid_value /type: It must be one of: client, fournisseur")]
    [InlineData("""{"pipeline_stage": "won"}""", "invalid_value /pipeline_stage: It must be one of: prospect")]
    [InlineData("""{"email": "nonsense"}""", "invalid_value /email: It must be an e-mail address")]
    [InlineData("""{"country_code": "fr"}""", "invalid_value /country_code: ")]
    [InlineData("""{"language": "français"}""", "invalid_value /language: ")]
    [InlineData("""{"probabilite_signature": 101}""", "invalid_value /probabilite_signature: ")]
    [InlineData("""{"probabilite_signature": 99999999999}""", "invalid_json /probabilite_signature: ")]
    [InlineData("""{"montant_potentiel": -1}""", "invalid_value /montant_potentiel: ")]
    [InlineData("""{"montant_potentiel": 12345678901234567}""", "invalid_value /montant_potentiel: ")]
    [InlineData("""{"montant_potentiel": 1e400}""", "invalid_value /montant_potentiel: ")]
    [InlineData("""{"montant_potentiel": "12"}""", "invalid_json /montant_potentiel: ")]
    [InlineData("""{"date_signature": "31/01/2026"}""", "invalid_json /date_signature: ")]
    [InlineData("""{"tags": ["a", null]}""", "invalid_value /tags: ")]
    [InlineData("""{"tags": "a"}""", "invalid_json /tags: ")]
    [InlineData("""{"assigned_to": 999999999}""", "invalid_value /assigned_to: There is no active user 999999999.")]
    [InlineData("""{"id": 3}""", "invalid_json /id: There is no such member")]
    [InlineData("""{"created_by": 3}""", "invalid_json /created_by: There is no such member")]
    [InlineData("""{"nom": "\ud800"}""", "invalid_json ")]
    [InlineData("[]", "invalid_json ")]
    [InlineData("null", "invalid_request ")]
    public async Task Update_WithAValueThatItCannotHave_SaysWhichAndWhy(string body, string error)
    {
        var (id, nom) = await api.OrganisationAsync();
        var manager = await api.Host.AsAsync("manager");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var problem = await manager.PatchAsync(new Uri($"/api/v1/organisations/{id}", UriKind.Relative), content, Cancellation).JsonAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(error, problem.Error(), StringComparison.Ordinal);
        Assert.Equal(nom, (await api.GetAsync("viewer", $"/organisations/{id}")).GetProperty("nom").GetString());
    }

    [Fact]
    public async Task Update_WithAnOldTag_IsRefused()
    {
        var (id, _) = await api.OrganisationAsync();
        using var read = await api.AnswerAsync("manager", HttpMethod.Get, $"/organisations/{id}", null);
        var tag = read.Headers.ETag!.Tag;
        await api.PatchAsync("manager", $"/organisations/{id}", new { ville = "Lille" }, HttpStatusCode.OK, tag);

        await api.PatchAsync("manager", $"/organisations/{id}", new { ville = "Metz" }, HttpStatusCode.PreconditionFailed, tag);
        await api.PatchAsync("manager", $"/organisations/{id}", new { ville = "Metz" }, HttpStatusCode.PreconditionFailed, "nonsense");
        await api.DeleteAsync("manager", $"/organisations/{id}", HttpStatusCode.PreconditionFailed, tag);

        Assert.Equal("Lille", (await api.GetAsync("viewer", $"/organisations/{id}")).GetProperty("ville").GetString());
    }

    [Fact]
    public async Task Update_ByManyAtTheSameTime_IsWonByOne()
    {
        var (id, _) = await api.OrganisationAsync();
        using var read = await api.AnswerAsync("manager", HttpMethod.Get, $"/organisations/{id}", null);
        var tag = read.Headers.ETag!.Tag;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => api.AnswerAsync("manager", HttpMethod.Patch, $"/organisations/{id}", new { ville = $"Ville {i}" }, tag)));

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.PreconditionFailed, 7).Prepend(HttpStatusCode.OK)], answers.Select(a => a.StatusCode).Order());
        var winner = await answers.Single(a => a.IsSuccessStatusCode).Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(JsonDocument.Parse(winner).RootElement.GetProperty("ville").GetString(), (await api.GetAsync("viewer", $"/organisations/{id}")).GetProperty("ville").GetString());
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Assignment_WithoutThePermission_IsForbiddenButToOneself()
    {
        var (manager, commercial) = (await api.UserAsync("manager"), await api.UserAsync("commercial"));
        var (id, _) = await api.OrganisationAsync();

        var refused = await api.PatchAsync("commercial", $"/organisations/{id}", new { assigned_to = commercial }, HttpStatusCode.Forbidden);
        await api.PostAsync("commercial", "/organisations", new { nom = "À un autre", assigned_to = manager }, HttpStatusCode.Forbidden);
        var own = await api.PostAsync("commercial", "/organisations", new { nom = "À moi", assigned_to = commercial });
        await api.PatchAsync("commercial", $"/organisations/{own.GetProperty("id")}", new { assigned_to = commercial, ville = "Nice" });
        var assigned = await api.PatchAsync("manager", $"/organisations/{id}", new { assigned_to = commercial });

        Assert.Contains("organisations:assign", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("Commercial Test", assigned.GetProperty("assigned_to_name").GetString());
        await api.PatchAsync("commercial", $"/organisations/{id}", new { assigned_to = (long?)null }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Delete_OfOneWithDeals_IsAConflict()
    {
        var (id, _) = await api.OrganisationAsync();
        var deal = await api.DealAsync(id);

        await api.DeleteAsync("commercial", $"/organisations/{id}", HttpStatusCode.Forbidden);
        await api.DeleteAsync("manager", $"/organisations/{id}", HttpStatusCode.Conflict);
        await api.DeleteAsync("manager", $"/deals/{deal}");
        await api.DeleteAsync("manager", $"/organisations/{id}");

        await api.GetAsync("manager", $"/organisations/{id}", HttpStatusCode.NotFound);
        await api.DeleteAsync("manager", $"/organisations/{id}", HttpStatusCode.NotFound);
        await api.PatchAsync("manager", $"/organisations/{id}", new { ville = "x" }, HttpStatusCode.NotFound);
        Assert.Equal("manager@test.example organisation.delete {}", await api.AuditAsync("organisation", id));
    }

    [Fact]
    public async Task List_WithFiltersAndParts_IsExactAndStable()
    {
        var user = await api.UserAsync("manager");
        var tag = $"Quartier{Guid.NewGuid():N}";
        for (var i = 0; i < 7; i++) await api.OrganisationAsync(new { ville = tag, type = i < 5 ? "emetteur" : "autre", category = "SDG", assigned_to = i < 6 ? user : (long?)null, is_active = i < 4, pipeline_stage = "signe" });
        var filter = $"search={tag}&pipeline_stage=signe&category=SDG";

        async Task<string> TotalAsync(string more) => (await api.GetAsync("viewer", $"/organisations?{filter}{more}")).GetProperty("total").ToString();

        Assert.Equal("7", await TotalAsync(""));
        Assert.Equal("5", await TotalAsync("&type=emetteur"));
        Assert.Equal("6", await TotalAsync($"&assigned_to={user}"));
        Assert.Equal("3", await TotalAsync("&is_active=false"));
        Assert.Equal("0", await TotalAsync("&pipeline_stage=perdu".Replace("pipeline_stage", "type", StringComparison.Ordinal).Replace("perdu", "client", StringComparison.Ordinal)));
        var ids = new List<long>();
        for (var skip = 0; skip < 9; skip += 3)
        {
            var page = await api.GetAsync("viewer", $"/organisations?{filter}&sort=-type&skip={skip}&limit=3");
            Assert.Equal($"7 {skip} 3", $"{page.GetProperty("total")} {page.GetProperty("skip")} {page.GetProperty("limit")}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64()));
        }

        Assert.Equal(7, ids.Distinct().Count());
        Assert.Equal(7, ids.Count);
    }

    [Theory]
    [InlineData("limit=0", "?limit")]
    [InlineData("limit=201", "?limit")]
    [InlineData("limit=x", "?limit")]
    [InlineData("skip=-1", "?skip")]
    [InlineData("skip=99999999999999", "?skip")]
    [InlineData("sort=password_hash", "?sort")]
    [InlineData("sort=nom;DROP TABLE users", "?sort")]
    [InlineData("pipeline_stage=won", "?pipeline_stage")]
    [InlineData("is_active=perhaps", "?is_active")]
    [InlineData("assigned_to=me", "?assigned_to")]
    public async Task List_WithAParameterThatItCannotHave_SaysWhich(string query, string pointer)
    {
        var problem = await api.GetAsync("viewer", $"/organisations?{query}", HttpStatusCode.BadRequest);

        Assert.StartsWith($"invalid_value {pointer}: ", problem.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_ByAWord_FindsTheBestFirst()
    {
        var word = $"mot{Guid.NewGuid():N}";
        var (noted, _) = await api.OrganisationAsync(new { notes = word });
        var named = (await api.PostAsync("manager", "/organisations", new { nom = $"Été {word}" })).GetProperty("id").GetInt64();

        var found = await api.GetAsync("viewer", $"/organisations/search?q={word[..20].ToUpperInvariant()}&limit=1");
        var rest = await api.GetAsync("viewer", $"/organisations/search?q={word}&skip=1");
        var beyond = await api.GetAsync("viewer", $"/organisations/search?q={word}&skip=5");

        Assert.Equal(2, found.GetProperty("total").GetInt64());
        Assert.Equal(named, Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.Equal(noted, Assert.Single(rest.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.Equal("2 0", $"{beyond.GetProperty("total")} {beyond.GetProperty("items").GetArrayLength()}");
    }

    [Fact]
    public async Task Requests_InTurnsWithThoseThatTheDatabaseRefuses_AreAnswered()
    {
        var (id, _) = await api.OrganisationAsync();
        for (var i = 0; i < 40; i++)
        {
            await api.PatchAsync("manager", $"/organisations/{id}", new { email = "nonsense" }, HttpStatusCode.BadRequest);
            if (i % 3 == 0) await api.PatchAsync("manager", $"/organisations/{id}", new { ville = $"Ville {i}" });
            await api.GetAsync("manager", "/organisations/search?q=a%00b", HttpStatusCode.BadRequest);
            if (i % 3 == 0) await api.GetAsync("manager", "/organisations/search?q=ab");
        }
    }

    public static TheoryData<string> Texts => [.. new[] { "", "'", "\"", "%", "_", "\\", "'; DROP TABLE users; --", "a & | ! ( ) : *", ":*", "\0", "a\0b", "😀", "\u0001\u001f", "{{ user }}", "<script>", "é’ß İı", new string('x', 1000), new string('x', 10_000), "\ufffe", "𝔘𝔫𝔦" }];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Search_ByAnyText_IsAnsweredOrRefused(string text)
    {
        var client = await api.Host.AsAsync("viewer");
        foreach (var path in new[] { "organisations/search?q=", "organisations?search=", "deals?search=", "tasks?search=", "people?search=" })
        {
            using var answer = await client.GetAsync(new Uri($"/api/v1/{path}{Uri.EscapeDataString(text)}", UriKind.Relative), Cancellation);
            var errors = string.Join('\n', api.Host.Logs.Where(l => l.StartsWith("Error", StringComparison.Ordinal)));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{path}: {answer.StatusCode} {errors}");
        }
    }

    [Theory]
    [InlineData("GET", "/organisations")]
    [InlineData("GET", "/organisations/search?q=a")]
    [InlineData("POST", "/organisations")]
    [InlineData("GET", "/organisations/1")]
    [InlineData("PATCH", "/organisations/1")]
    [InlineData("PUT", "/organisations/1")]
    [InlineData("DELETE", "/organisations/1")]
    [InlineData("GET", "/organisations/1/timeline")]
    [InlineData("GET", "/organisations/1/activities")]
    public async Task Request_ByNobodyOrAViewer_IsRefused(string method, string path)
    {
        await api.SendAsync("", new HttpMethod(method), path, null, HttpStatusCode.Unauthorized);
        if (method != "GET") await api.SendAsync("viewer", new HttpMethod(method), path, new { nom = "x" }, HttpStatusCode.Forbidden);
    }
}
