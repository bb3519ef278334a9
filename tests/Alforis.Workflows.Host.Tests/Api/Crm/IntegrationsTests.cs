using System.Net;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;
using Alforis.Workflows.Host.Hooks;
using Alforis.Workflows.Host.Tests.Actions.CallWebhook;

namespace Alforis.Workflows.Host.Tests.Api.Crm;

public sealed class IntegrationsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static string Name => $"cible {Guid.NewGuid():N}";

    [Fact]
    public async Task Webhook_FromMakingToDeleting_NeverShowsASecret()
    {
        var name = Name;
        var made = await api.PostAsync("admin", "/webhooks", new { name, url = "https://erp.example/tr3s/secret", headers = new { Authorization = "Bearer tr3s-secret" }, event_types = new[] { "deal_created" } });
        var id = made.GetProperty("webhook").GetProperty("id").GetInt64();
        Assert.StartsWith("whsec_", made.GetProperty("secret").GetString(), StringComparison.Ordinal);

        var read = await api.GetAsync("manager", $"/webhooks/{id}");

        Assert.DoesNotContain("tr3s", read.ToString(), StringComparison.Ordinal);
        Assert.Equal("https://erp.example True 1 deal_created", Text(read.GetProperty("webhook")));
        Assert.True(read.GetProperty("workflows")[0].GetProperty("is_subscription").GetBoolean());
        Assert.DoesNotContain("tr3s", await api.AuditAsync("webhook", id), StringComparison.Ordinal);
        await api.PostAsync("admin", "/webhooks", new { name = name.ToUpperInvariant(), url = "https://other.example" }, HttpStatusCode.Conflict);
        Assert.StartsWith("whsec_", (await api.PostAsync("admin", $"/webhooks/{id}/rotate", new { }, HttpStatusCode.OK)).GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await api.PostAsync("admin", $"/webhooks/{id}/retire", null, HttpStatusCode.OK)).GetProperty("ended").GetInt64());

        using var tagged = await api.AnswerAsync("admin", HttpMethod.Get, $"/webhooks/{id}", null);
        var moved = await api.PatchAsync("admin", $"/webhooks/{id}", new { url = "https://new.example/a", event_types = Array.Empty<string>(), is_active = false }, HttpStatusCode.OK, tagged.Headers.ETag!.Tag);
        await api.PatchAsync("admin", $"/webhooks/{id}", new { description = "x" }, HttpStatusCode.PreconditionFailed, tagged.Headers.ETag.Tag);

        Assert.Equal("https://new.example False 0 ", Text(moved.GetProperty("webhook")));
        Assert.False(moved.GetProperty("webhook").GetProperty("is_active").GetBoolean());
        await api.PostAsync("manager", $"/webhooks/{id}/test", null, HttpStatusCode.Conflict);
        await api.DeleteAsync("manager", $"/webhooks/{id}", HttpStatusCode.Forbidden);
        await api.DeleteAsync("admin", $"/webhooks/{id}");
        await api.GetAsync("admin", $"/webhooks/{id}", HttpStatusCode.NotFound);
        Assert.StartsWith("admin@test.example webhook.delete", await api.AuditAsync("webhook", id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": " x", "url": "https://a.example"}""", "/name")]
    [InlineData("""{"name": "x", "url": "ftp://a.example"}""", "/url")]
    [InlineData("""{"name": "x", "url": "https://user:tr3s@a.example"}""", "/url")]
    [InlineData("""{"name": "x", "url": "https://a.example", "headers": {"Host": "tr3s"}}""", "/headers")]
    [InlineData("""{"name": "x", "url": "https://a.example", "headers": {"X-A": null}}""", "/headers")]
    [InlineData("""{"name": "x", "url": "https://a.example", "event_types": ["everything"]}""", "/event_types")]
    [InlineData("""{"name": "x", "url": "https://a.example", "event_types": ["deal_created", "deal_created"]}""", "/event_types")]
    public async Task Webhook_WithWhatItCannotHave_SaysWhichWithoutTheValue(string body, string pointer)
    {
        var problem = await api.PostAsync("admin", "/webhooks", JsonDocument.Parse(body), HttpStatusCode.BadRequest);

        Assert.StartsWith($"invalid_value {pointer}: ", problem.Error(), StringComparison.Ordinal);
        Assert.DoesNotContain("tr3s", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_Tested_SendsASignedEventAndTellsTheAnswer()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(Encoding.UTF8.GetBytes(new string('y', 5000)), "text/plain", 418);
        await using var host = await ApiHost.StartAsync(s => s with { Calls = new CallSettings { AllowedRanges = [CallSettings.ParseRange("127.0.0.1")!.Value] } });
        var admin = await host.AsAsync("admin");
        using var creation = new StringContent(JsonSerializer.Serialize(new { name = "t", url = receiver.Address + "/in" }), Encoding.UTF8, "application/json");
        var made = await admin.PostAsync(new Uri("/api/v1/webhooks", UriKind.Relative), creation, TestContext.Current.CancellationToken).JsonAsync(HttpStatusCode.Created);
        var id = made.GetProperty("webhook").GetProperty("id").GetInt64();

        var answer = await admin.PostAsync(new Uri($"/api/v1/webhooks/{id}/test", UriKind.Relative), null, TestContext.Current.CancellationToken).JsonAsync();

        Assert.Equal("False 418 2000 True", $"{answer.GetProperty("delivered")} {answer.GetProperty("status")} {answer.GetProperty("body").GetString()!.Length} {answer.GetProperty("body_truncated")}");
        var request = Assert.Single(receiver.Requests);
        Assert.Equal("/in test", $"{request.Target} {JsonDocument.Parse(request.Body).RootElement.GetProperty("type").GetString()}");
        var key = Convert.FromBase64String(made.GetProperty("secret").GetString()!["whsec_".Length..]);
        Assert.Equal(
            StandardWebhook.Sign([key], request.Headers[StandardWebhook.IdHeader], request.Headers[StandardWebhook.TimestampHeader], Encoding.UTF8.GetBytes(request.Body)), request.Headers[StandardWebhook.SignatureHeader]);
        Assert.Equal("webhook.test", await host.ScalarAsync<string>("SELECT action FROM public.audit_log ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task Webhook_TestedAtAnAddressOfThisMachine_IsRefusedByTheGuard()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        var made = await api.PostAsync("admin", "/webhooks", new { name = Name, url = receiver.Address, is_signed = false });

        var answer = await api.PostAsync("manager", $"/webhooks/{made.GetProperty("webhook").GetProperty("id")}/test", null, HttpStatusCode.OK);

        Assert.False(answer.GetProperty("delivered").GetBoolean());
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task IncomingHook_FromMakingToDeleting_ShowsItsSecretOnce()
    {
        var slug = $"hook-{Guid.NewGuid():N}";
        var made = await api.PostAsync("admin", "/incoming_hooks", new { slug, kind = "bearer", @event = "formulaire" });
        var secret = made.GetProperty("secret").GetString()!;
        Assert.Equal($"/api/v1/hooks/{slug}", made.GetProperty("address").GetString());
        Assert.DoesNotContain(secret, (await api.GetAsync("manager", $"/incoming_hooks/{slug}")).ToString(), StringComparison.Ordinal);
        await api.PostAsync("admin", "/incoming_hooks", new { slug }, HttpStatusCode.Conflict);
        await api.PostAsync("admin", "/incoming_hooks", new { slug = "Not A Slug" }, HttpStatusCode.BadRequest);
        await api.PostAsync("manager", "/incoming_hooks", new { slug = "x" }, HttpStatusCode.Forbidden);

        var changed = await api.PatchAsync("admin", $"/incoming_hooks/{slug}", new { name = "Site", is_active = false });

        Assert.Equal("Site formulaire False", $"{changed.GetProperty("name")} {changed.GetProperty("event")} {changed.GetProperty("is_active")}");
        for (var i = 0; i < 4; i++) await api.PostAsync("admin", $"/incoming_hooks/{slug}/rotate", new { }, HttpStatusCode.OK);
        await api.PostAsync("admin", $"/incoming_hooks/{slug}/rotate", new { }, HttpStatusCode.Conflict);
        Assert.Equal(4, (await api.PostAsync("admin", $"/incoming_hooks/{slug}/retire", null, HttpStatusCode.OK)).GetProperty("ended").GetInt64());
        Assert.NotEqual(secret, (await api.PostAsync("admin", $"/incoming_hooks/{slug}/rotate", new { retire_old = true }, HttpStatusCode.OK)).GetProperty("secret").GetString());
        await api.DeleteAsync("admin", $"/incoming_hooks/{slug}");
        await api.GetAsync("admin", $"/incoming_hooks/{slug}", HttpStatusCode.NotFound);
        await api.PatchAsync("admin", "/incoming_hooks/UPPER", new { name = "x" }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task EmailTemplate_FromMakingToDeleting_IsCheckedAndShown()
    {
        var name = $"modele_{Guid.NewGuid():N}";
        var (organisation, nom) = await api.OrganisationAsync();
        var made = await api.PostAsync("manager", "/email_templates", new { name, subject = "Bonjour {{ organisation.nom }}", html = "<p>{{ organisation.nom }} & {{ organisation.ville }}</p>", text = "{{ organisation.nom }}" });
        var id = made.GetProperty("id").GetInt64();
        await api.PostAsync("manager", "/email_templates", new { name = name.ToUpperInvariant(), subject = "s", html = "h", text = "t" }, HttpStatusCode.Conflict);

        var wrong = await api.PatchAsync("manager", $"/email_templates/{id}", new { subject = "{{ organisation.nomm }}" }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/subject 1", $"{wrong.GetProperty("errors")[0].GetProperty("pointer")} {wrong.GetProperty("errors")[0].GetProperty("line")}");
        using var tagged = await api.AnswerAsync("viewer", HttpMethod.Get, $"/email_templates/{id}", null);
        await api.PatchAsync("manager", $"/email_templates/{id}", new { description = "neuf" }, HttpStatusCode.OK, tagged.Headers.ETag!.Tag);
        await api.PatchAsync("manager", $"/email_templates/{id}", new { description = "ancien" }, HttpStatusCode.PreconditionFailed, tagged.Headers.ETag.Tag);
        await api.PatchAsync("manager", $"/organisations/{organisation}", new { ville = "<b>Albi</b>" });

        var real = await api.PostAsync("viewer", $"/email_templates/{id}/preview", new { organisation_id = organisation }, HttpStatusCode.OK);
        var sample = await api.PostAsync("viewer", $"/email_templates/{id}/preview", new { }, HttpStatusCode.OK);
        var unsaved = await api.PostAsync("viewer", "/email_templates/preview", new { subject = "{{ deal.montant }}", html = "<p>{{ previous.stage }}</p>", text = "t" }, HttpStatusCode.OK);

        Assert.Equal($"Bonjour {nom}|<p>{nom} & &lt;b&gt;Albi&lt;/b&gt;</p>|{nom}", $"{real.GetProperty("subject")}|{real.GetProperty("html")}|{real.GetProperty("text")}");
        Assert.Equal("Bonjour Organisation Exemple", sample.GetProperty("subject").GetString());
        Assert.Equal("<p>qualification</p>", unsaved.GetProperty("html").GetString());
        await api.PostAsync("viewer", $"/email_templates/{id}/preview", new { organisation_id = 999_999_999 }, HttpStatusCode.NotFound);
        await api.PostAsync("viewer", $"/email_templates/{id}/preview", new { organisation_id = 1, deal_id = 1 }, HttpStatusCode.BadRequest);
        await api.PostAsync("viewer", "/email_templates/preview", new { subject = "{{ 7 | nothing }}", html = "h", text = "t" }, HttpStatusCode.UnprocessableEntity);
        await api.PatchAsync("viewer", $"/email_templates/{id}", new { description = "x" }, HttpStatusCode.Forbidden);
        await api.DeleteAsync("manager", $"/email_templates/{id}");
        await api.GetAsync("viewer", $"/email_templates/{id}", HttpStatusCode.NotFound);
        Assert.Equal($$"""manager@test.example email_template.delete {"name": "{{name}}"}""", await api.AuditAsync("email_template", id));
    }

    [Fact]
    public async Task EmailTemplateWorkflows_OfWorkflowsThatNameIt_AreListedActiveFirst()
    {
        var name = $"modèle_{Guid.NewGuid():N}";
        var made = await api.PostAsync("manager", "/email_templates", new { name, subject = "s", html = "h", text = "t" });
        var other = await api.PostAsync("manager", "/email_templates", new { name = name + "_2", subject = "s", html = "h", text = "t" });
        var draft = await SenderAsync("A draft", name.ToUpperInvariant());
        var active = await SenderAsync("Z active", name);
        await SenderAsync("Another template", name + "_2");
        await api.PostAsync("manager", $"/workflows/{active}/activate", new { status = "active" }, HttpStatusCode.OK);
        var deleted = await SenderAsync("Deleted", name);
        await api.DeleteAsync("manager", $"/workflows/{deleted}");

        var uses = await api.GetAsync("viewer", $"/email_templates/{made.GetProperty("id").GetInt64()}/workflows");
        var ofOther = await api.GetAsync("viewer", $"/email_templates/{other.GetProperty("id").GetInt64()}/workflows");

        Assert.Equal(
            [$"{active} Z active active", $"{draft} A draft draft"],
            uses.GetProperty("items").EnumerateArray().Select(u => $"{u.GetProperty("workflow_id")} {u.GetProperty("workflow_name")} {u.GetProperty("status")}"));
        Assert.Equal("Another template", Assert.Single(ofOther.GetProperty("items").EnumerateArray()).GetProperty("workflow_name").GetString());
        await api.GetAsync("viewer", "/email_templates/999999999/workflows", HttpStatusCode.NotFound);

        async Task<long> SenderAsync(string workflow, string template)
        {
            var stored = await api.PostAsync("manager", "/workflows", new
            {
                name = workflow, trigger_type = "deal_created", actions = new[] { new { type = "send_email", config = new { template, to = "quelquun@alforis.example" } } },
            });
            return stored.GetProperty("id").GetInt64();
        }
    }

    private static string Text(JsonElement webhook) =>
        $"{webhook.GetProperty("origin")} {webhook.GetProperty("has_headers")} {webhook.GetProperty("secrets")} {string.Join(',', webhook.GetProperty("event_types").EnumerateArray().Select(t => t.GetString()))}";
}
