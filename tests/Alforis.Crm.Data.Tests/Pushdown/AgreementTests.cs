using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Conditions;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Pushdown;

/// <summary>
/// PostgreSQL selects the very entities whose contexts meet the compiled conditions: rounds of random rows and random conditions, as many as fit into
/// <c>ALFORIS_FUZZ_SECONDS</c>. A failure names the seed of its round, and <c>ALFORIS_FUZZ_SEED</c> begins with that one.
/// </summary>
public sealed class AgreementTests
{
    private const int Rounds = 12;
    private const int Cases = 250;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);
    private long cases;
    private long compiled;
    private long leaves;
    private long inMemory;
    private long asked;
    private long held;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PageAsync_RandomConditionsAndRows_SelectsAsTheCompiledConditions()
    {
        await using var database = await Databases.CreateAsync();
        var seconds = Setting("ALFORIS_FUZZ_SECONDS");
        var seed = Setting("ALFORIS_FUZZ_SEED") ?? unchecked((int)Stopwatch.GetTimestamp());
        var run = Stopwatch.StartNew();
        for (var i = 0; seconds is { } most ? run.Elapsed.TotalSeconds < most : i < Rounds; i++) await TryAsync(database, unchecked(seed + i));

        TestContext.Current.TestOutputHelper?.WriteLine($"{cases} conditions, {compiled} compiled, {leaves} leaves, {inMemory} in memory, {held} of {asked} held");
        Assert.True(compiled > cases * 7 / 10, $"Only {compiled} of {cases} definitions compiled: the property says little.");
        Assert.True(inMemory < leaves / 10, $"{inMemory} of {leaves} rules are evaluated in memory: the property says little.");
        Assert.InRange((double)held / asked, 0.1, 0.9);
    }

    private async Task TryAsync(CrmDatabase database, int seed)
    {
        try
        {
            await RoundAsync(database.DataSource, new Random(seed));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Repeat it with ALFORIS_FUZZ_SEED={seed}. {e.Message}"), e);
        }
    }

    private async Task RoundAsync(NpgsqlDataSource database, Random random)
    {
        var now = HostileValues.Moment(HostileValues.Nows[random.Next(HostileValues.Nows.Length)]);
        await new RandomBook(random, Whole(now)).WriteAsync(database, Token);
        await using var connection = await database.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var contexts = new Dictionary<string, IReadOnlyList<(long Id, CrmContext Context)>>(StringComparer.Ordinal)
        {
            [EntityNames.Organisation] = await ContextsAsync(transaction, EntityNames.Organisation, "organisations", now),
            [EntityNames.Deal] = await ContextsAsync(transaction, EntityNames.Deal, "deals", now),
        };
        var selections = new RandomSelections(random);
        for (var i = 0; i < Cases; i++)
        {
            cases++;
            var definition = selections.Next();
            if (compiler.Compile(definition.ToJsonString()).Workflow is not { } workflow) continue;
            compiled++;
            await CompareAsync(transaction, workflow, definition, contexts[workflow.Entity!], now, random);
        }
    }

    private async Task CompareAsync(
        NpgsqlTransaction transaction, CompiledWorkflow<CrmContext> workflow, JsonObject definition, IReadOnlyList<(long Id, CrmContext Context)> contexts,
        DateTimeOffset now, Random random)
    {
        var moment = Whole(now);
        var expected = contexts
            .Select(c => (c.Id, Context: c.Context with { Trigger = c.Context.Trigger with { Type = workflow.TriggerType, Actor = "system", ScheduledAt = moment } }))
            .Where(c => workflow.PassesFilter(c.Context, moment) && workflow.MeetsConditions(c.Context, moment)).Select(c => c.Id).ToList();
        asked += contexts.Count;
        held += expected.Count;
        var selection = EntitySelection.Of(workflow);
        leaves += Leaves(selection.Conditions.Filter) + Leaves(selection.Conditions.Conditions);
        inMemory += selection.InMemory.Length;
        Assert.Empty(selection.Unknown);

        var actual = new List<long>();
        var rest = 0L;
        var candidates = random.Next(4) == 0 ? new EntityCandidates("SELECT n FROM generate_series($1::bigint, 200, 3) AS n", [new NpgsqlParameter<long> { TypedValue = 2 }]) : null;
        var most = random.Next(4) == 0 ? 7 : 100_000;
        try
        {
            for (long? after = 0; after is { } from;)
            {
                var page = candidates is null
                    ? await selection.PageAsync(transaction, from, most, now, Token)
                    : await selection.AmongAsync(transaction, candidates, from, most, now, Token);
                actual.AddRange(page.Ids);
                after = page.Next;
            }

            if (candidates is null && random.Next(8) == 0) rest = await selection.CountAsync(transaction, now, Token) - actual.Count;
        }
        catch (PostgresException e)
        {
            Assert.Fail($"{e.Message}\n{definition.ToJsonString(Readable)}\n{selection.CountSql}");
        }

        if (candidates is not null) expected = [.. expected.Where(id => id >= 2 && (id - 2) % 3 == 0)];
        if (rest == 0 && expected.SequenceEqual(actual)) return;
        var odd = expected.Except(actual).Concat(actual.Except(expected)).FirstOrDefault();
        Assert.Fail(
            $"""
            At {now:O}: {definition.ToJsonString(Readable)}
            {selection.CountSql}
            missing {string.Join(' ', expected.Except(actual))}; too many {string.Join(' ', actual.Except(expected))}; the count differs by {rest}
            {JsonSerializer.Serialize(contexts.FirstOrDefault(c => c.Id == odd).Context, Readable)}
            """);
    }

    private static async Task<IReadOnlyList<(long Id, CrmContext Context)>> ContextsAsync(
        NpgsqlTransaction transaction, string entity, string table, DateTimeOffset now)
    {
        now = Whole(now);
        var events = new List<CrmEvent>();
        await using (var command = new NpgsqlCommand($"SELECT id, to_jsonb(t)::text FROM {table} t ORDER BY id", transaction.Connection, transaction))
        await using (var reader = await command.ExecuteReaderAsync(Token))
        {
            while (await reader.ReadAsync(Token))
            {
                events.Add(new CrmEvent
                {
                    EventId = 1, Lane = 0, OccurredAt = now, Types = ["x"], EntityType = entity, EntityId = reader.GetInt64(0), After = reader.GetString(1),
                });
            }
        }

        var contexts = await ContextLoader.LoadAsync(transaction, [.. events], ContextNeeds.All, now, Token);
        return [.. contexts.Select((c, i) => (events[i].EntityId!.Value, c))];
    }

    private static DateTimeOffset Whole(DateTimeOffset moment) => new(moment.UtcTicks / 10 * 10, TimeSpan.Zero);

    private static int Leaves(Condition condition) => condition switch
    {
        Conjunction and => and.Conditions.Sum(Leaves),
        Disjunction or => or.Conditions.Sum(Leaves),
        Negation not => Leaves(not.Condition),
        ElementCheck check => Leaves(check.Condition),
        _ => 1,
    };

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
