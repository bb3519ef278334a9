using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Hooks;

public sealed class ReceptionTests(SharedHookHost shared) : IClassFixture<SharedHookHost>
{
    /// <summary>A hook of a test's own.</summary>
    private readonly string slug = "site-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SignedCall_IsAnEventThatWaitsToBeHandled()
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web", "--event", "formulaire_contact"));

        using var answer = await host.SendUntilKnownAsync(() => call.Request());

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = await EventIdAsync(answer);
        Assert.Equal(
            """webhook_received|hook:site-web|{"type": "demande.recue", "email": "a@exemple.fr", "event": "demande.recue"}|t|t""",
            await host.ScalarAsync<string>(
                """
                SELECT array_to_string(types, ',') || '|' || actor || '|' || (payload -> 'webhook') || '|' || CASE WHEN e.entity_id IS NULL AND e.workflow_id IS NULL AND after IS NULL THEN 't' END
                  || '|' || CASE WHEN q.lane = workflow.lane_of(NULL, NULL) AND q.size > 0 AND q.not_before IS NULL THEN 't' END
                FROM workflow.events e JOIN workflow.event_queue q USING (event_id) WHERE event_id = @id
                """,
                new { id }));
    }

    [Fact]
    public async Task Post_SameIdAgain_SameAnswerAndNoOtherEvent()
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        using var first = await host.SendUntilKnownAsync(() => call.Request());

        // Sent again later, as senders do that got no answer: signed anew, and its text may differ.
        var again = call with { Timestamp = call.Timestamp + 60, Body = """{"type":"demande.recue", "essai": 2}"""u8.ToArray() };
        using var second = await host.Http.SendAsync(again.Request(), Cancellation);
        using var other = await host.Http.SendAsync((call with { Id = "msg_2" }).Request(), Cancellation);

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Accepted], [first.StatusCode, second.StatusCode, other.StatusCode]);
        var id = await EventIdAsync(first);
        Assert.Equal(id, await EventIdAsync(second));
        Assert.NotEqual(id, await EventIdAsync(other));
        Assert.Equal(2, await host.EventsAsync());
    }

    [Fact]
    public async Task Post_OneIdTwoHundredTimesAtOnce_IsOneEvent()
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        using var known = await host.SendUntilKnownAsync(() => (call with { Id = "msg_0" }).Request());
        await using var other = await HookHost.StartBesideAsync(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var answer = await (i % 2 == 0 ? host : other).Http.SendAsync(call.Request(), Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return await EventIdAsync(answer);
        }));

        Assert.Single(answers.Distinct());
        Assert.Equal(2, await host.EventsAsync());
    }

    [Theory]
    [InlineData("""{"event":"a","type":"b"}""", "a")]
    [InlineData("""{"type":"b"}""", "b")]
    [InlineData("""{"event":null,"type":"b"}""", "b")]
    [InlineData("""{"event":"  ","type":7}""", "essai")]
    [InlineData("{}", "essai")]
    [InlineData("""{"event":{"kind":"c"}}""", """{"kind": "c"}""")]
    public async Task Post_EventOfThePayload_GoesBeforeItsTypeAndTheHooks(string body, string expected)
    {
        var host = shared.Host;
        var secret = await host.SecretAsync("create", slug, "--bearer", "--event", "essai");

        using var answer = await host.SendUntilKnownAsync(() => HookHost.BearerCall(slug, secret, body));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(expected, await host.ScalarAsync<string>("SELECT payload -> 'webhook' ->> 'event' FROM workflow.events ORDER BY event_id DESC LIMIT 1"));
    }

    [Fact]
    public async Task Post_BearerWithoutId_EveryCallIsAnEventAndWithIdOnlyTheFirst()
    {
        await using var host = await HookHost.StartAsync();
        var secret = await host.SecretAsync("create", "erp", "--bearer");
        using var first = await host.SendUntilKnownAsync(() => HookHost.BearerCall("erp", secret, "{}"));
        using var second = await host.Http.SendAsync(HookHost.BearerCall("erp", secret, "{}"), Cancellation);
        using var third = await host.Http.SendAsync(HookHost.BearerCall("erp", secret, "{}", "x"), Cancellation);
        using var fourth = await host.Http.SendAsync(HookHost.BearerCall("erp", secret, "{}", "x"), Cancellation);
        using var bad = await host.Http.SendAsync(HookHost.BearerCall("erp", secret, "{}", new string('x', 256)), Cancellation);

        Assert.Equal(3, await host.EventsAsync());
        Assert.Equal(await EventIdAsync(third), await EventIdAsync(fourth));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    /// <summary>Whoever tries must not learn from the answer which slugs there are.</summary>
    [Fact]
    public async Task Post_UnknownInactiveUnsignedOrWronglySigned_OneAndTheSameAnswer()
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        var asleep = new SignedCall("asleep", await host.SecretAsync("create", "asleep"));
        var bearer = await host.SecretAsync("create", "erp", "--bearer");
        using var known = await host.SendUntilKnownAsync(() => call.Request());
        await host.SaysAsync("disable", "asleep");
        var wrong = "v1," + Convert.ToBase64String(new byte[32]);

        HttpRequestMessage[] calls =
        [
            (call with { Slug = "nobody", Id = "n" }).Request(),
            (call with { Slug = "NOBODY'; --", Id = "n" }).Request(),
            asleep.Request(),
            (call with { Id = "n" }).Request(wrong),
            (call with { Id = "n" }).Request("v1,not-base64 v1a,AAAA v2," + call.Signature()),
            (call with { Id = "n" }).Request(""),
            HookHost.Call("site-web", call.Body),
            HookHost.BearerCall("site-web", call.Secret, "{}"),
            HookHost.BearerCall("erp", bearer + "x", "{}"),
            HookHost.BearerCall("erp", "", "{}"),
            (call with { Slug = "erp" }).Request(),
            HookHost.BearerCall("nobody", bearer, "{}"),
        ];
        var answers = await Task.WhenAll(calls.Select(async c =>
        {
            c.Headers.Add("X-Request-Id", "one-and-the-same");
            using var answer = await host.Http.SendAsync(c, Cancellation);
            answer.Headers.Date = null;
            return $"{(int)answer.StatusCode} {answer.Headers} {answer.Content.Headers} {await answer.Content.ReadAsStringAsync(Cancellation)}";
        }));

        Assert.StartsWith("401 ", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answers[0], StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", answers[0], StringComparison.Ordinal);
        Assert.Equal(1, await host.EventsAsync());
    }

    [Theory]
    [InlineData(-3600, "3600 s behind")]
    [InlineData(-310, "s behind")]
    [InlineData(3600, "3600 s ahead")]
    public async Task Post_ClockOff_RefusesAndSaysHowFar(int offset, string said)
    {
        var host = shared.Host;
        var call = new SignedCall(slug, await host.SecretAsync("create", slug));
        using var known = await host.SendUntilKnownAsync(() => call.Request());

        using var late = await host.Http.SendAsync((call with { Id = "late", Timestamp = call.Timestamp + offset }).Request(), Cancellation);
        using var near = await host.Http.SendAsync((call with { Id = "near", Timestamp = call.Timestamp + (Math.Sign(offset) * 280) }).Request(), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        // The clock goes on between signing and checking.
        var detail = (await late.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("detail").GetString()!;
        Assert.Matches(said.Replace("3600", "(3600|3601|3602|3603|3604|3605|359[5-9])", StringComparison.Ordinal), detail);
        Assert.Equal(HttpStatusCode.Accepted, near.StatusCode);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("1e9")]
    [InlineData("")]
    public async Task Post_TimestampThatIsNone_Refuses(string timestamp)
    {
        var host = shared.Host;
        var call = new SignedCall(slug, await host.SecretAsync("create", slug));
        using var known = await host.SendUntilKnownAsync(() => call.Request());
        var request = (call with { Id = "other" }).Request();
        request.Headers.Remove("webhook-timestamp");
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);

        using var answer = await host.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Rotated_BothSecretsAreGoodUntilTheOldOneIsRetired()
    {
        await using var host = await HookHost.StartAsync();
        var old = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        using var known = await host.SendUntilKnownAsync(() => old.Request());
        var young = old with { Secret = await host.SecretAsync("rotate", "site-web"), Id = "msg_2" };
        using var byYoung = await host.SendUntilKnownAsync(() => young.Request());
        using var byOld = await host.Http.SendAsync((old with { Id = "msg_3" }).Request(), Cancellation);
        // A sender that changes over signs with both.
        var both = young with { Id = "msg_4" };
        using var byBoth = await host.Http.SendAsync(both.Request((both with { Secret = old.Secret }).Signature() + " " + both.Signature()), Cancellation);

        Assert.Contains("1 other has ended", await host.SaysAsync("retire", "site-web"), StringComparison.Ordinal);
        using var afterwards = await host.Http.SendAsync((old with { Id = "msg_5" }).Request(), Cancellation);
        using var still = await host.Http.SendAsync((young with { Id = "msg_6" }).Request(), Cancellation);

        Assert.Equal(
            [HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Unauthorized, HttpStatusCode.Accepted],
            [byYoung.StatusCode, byOld.StatusCode, byBoth.StatusCode, afterwards.StatusCode, still.StatusCode]);
    }

    [Fact]
    public async Task Post_Disabled_TakesNothingAtOnceAndAgainWhenEnabled()
    {
        await using var host = await HookHost.StartAsync();
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        using var known = await host.SendUntilKnownAsync(() => call.Request());
        await host.SaysAsync("disable", "site-web");

        using var refused = await host.Http.SendAsync((call with { Id = "a" }).Request(), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await host.SaysAsync("enable", "site-web");
        using var taken = await host.SendUntilKnownAsync(() => (call with { Id = "b" }).Request());

        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal(2, await host.EventsAsync());
    }

    internal static async Task<long> EventIdAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("event_id").GetInt64();
}
