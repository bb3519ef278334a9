using System.Globalization;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Pushdown;

public sealed class EntitySelectionTests(EntitySelectionTests.Book book) : IClassFixture<EntitySelectionTests.Book>
{
    private const int Organisations = 1_300;

    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every path of the schema, to the depth at which it begins to repeat.</summary>
    public static TheoryData<string, string> Paths()
    {
        var views = new[] { TriggerNames.Scheduled, TriggerNames.InactivityDelay }
            .SelectMany(t => CrmSchema.Instance.FindTrigger(t)!.Views).Where(v => v.Entity is not null);
        var found = views.SelectMany(v => v.Roots.SelectMany(r => Below(r, r.Name, 3)).Select(path => (Entity: v.Entity!.Name, Path: path))).Distinct();
        var paths = new TheoryData<string, string>();
        foreach (var (entity, path) in found) paths.Add(entity, path);
        return paths;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task CountAsync_EveryFieldOfTheSchema_IsSql(string entity, string path)
    {
        var selection = EntitySelection.Of(Selecting.ByRule(Selecting.Rule(path, "is_empty", null), entity));

        Assert.True(selection.IsExact, path);
        Assert.InRange(await Selecting.CountAsync(book.Database, selection, Now), 0, Organisations);
    }

    [Theory]
    [InlineData("nom", "starts_with", "\"Société\"", true)]
    [InlineData("nom", "matches", "\"^Société\"", false)]
    public async Task PageAsync_ManyRows_ComeInOrderEachOnce(string field, string @operator, string value, bool isExact)
    {
        var selection = EntitySelection.Of(Selecting.ByRule(Selecting.Rule(field, @operator, value)));
        var ids = new List<long>();
        var pages = 0;

        for (long? after = 0; after is { } from; pages++)
        {
            var page = await Selecting.PageAsync(book.Database, selection, Now, from, most: 600);
            Assert.True(page.Ids.Length <= 600);
            ids.AddRange(page.Ids);
            after = page.Next;
        }

        Assert.Equal(isExact, selection.IsExact);
        Assert.Equal(await book.Database.QueryAsync<long>("SELECT id FROM organisations WHERE nom LIKE 'Société%' ORDER BY id"), ids);
        Assert.Equal(ids.Count, await Selecting.CountAsync(book.Database, selection, Now));
        Assert.True(pages >= 2);
    }

    [Fact]
    public async Task PageAsync_NothingSelectedInMemory_SaysThatMoreMayFollow()
    {
        var selection = EntitySelection.Of(Selecting.ByRule(Selecting.Rule("nom", "matches", "\"^(?:never)$\"")));

        var page = await Selecting.PageAsync(book.Database, selection, Now, most: 10);

        Assert.Empty(page.Ids);
        Assert.Equal(10, page.Next);
    }

    [Theory]
    [InlineData("nom", "contains", "\"1\"")]
    [InlineData("nom", "matches", "\"1\"")]
    public async Task AmongAsync_Candidates_SelectsThoseAlone(string field, string @operator, string value)
    {
        var selection = EntitySelection.Of(Selecting.ByRule(Selecting.Rule(field, @operator, value)));
        var candidates = new EntityCandidates(
            "SELECT o.id FROM organisations o WHERE o.id BETWEEN $1 AND $2 UNION ALL SELECT $1", [new NpgsqlParameter<long> { TypedValue = 95 }, new NpgsqlParameter<long> { TypedValue = 102 }]);

        var page = await Selecting.PageAsync(book.Database, selection, Now, most: 3, among: candidates);
        var rest = await Selecting.PageAsync(book.Database, selection, Now, page.Next!.Value, among: candidates);

        var expected = await book.Database.QueryAsync<long>("SELECT id FROM organisations WHERE id BETWEEN 95 AND 102 AND nom LIKE '%1%' ORDER BY id");
        Assert.Equal(expected, page.Ids.AddRange(rest.Ids));
        Assert.Null(rest.Next);
    }

    /// <summary>Partly untranslatable, also below negations: nothing that meets the conditions is lost.</summary>
    [Theory]
    [InlineData("""{"operator": "NOT", "rules": [{"field": "nom", "operator": "matches", "value": "7$"}]}""", "nom !~ '7$'")]
    [InlineData("""{"operator": "OR", "rules": [{"field": "nom", "operator": "matches", "value": "7$"}, {"field": "montant_potentiel", "operator": "<", "value": 5}]}""", "nom ~ '7$' OR montant_potentiel < 5")]
    [InlineData("""{"operator": "NOT", "rules": [{"operator": "OR", "rules": [{"field": "nom", "operator": "matches", "value": "7$"}, {"field": "montant_potentiel", "operator": ">", "value": 5}]}]}""", "nom !~ '7$' AND montant_potentiel <= 5")]
    [InlineData("""{"operator": "AND", "rules": [{"field": "tags", "operator": "any", "value": {"field": "it", "operator": "matches", "value": "^v"}}, {"field": "montant_potentiel", "operator": ">", "value": 5}]}""", "tags = '{vip}' AND montant_potentiel > 5")]
    [InlineData("""{"operator": "NOT", "rules": [{"field": "tags", "operator": "all", "value": {"field": "it", "operator": "matches", "value": "^v"}}]}""", "tags = '{a}'")]
    public async Task PageAsync_PartlyInMemory_LosesNothing(string condition, string sql)
    {
        var selection = EntitySelection.Of(Selecting.ByRule(condition));

        var page = await Selecting.PageAsync(book.Database, selection, Now, most: 100_000);

        Assert.False(selection.IsExact);
        Assert.Equal(await book.Database.QueryAsync<long>($"SELECT id FROM organisations WHERE {sql} ORDER BY id"), page.Ids);
    }

    [Fact]
    public void CountSql_HostileLiterals_AreParameters()
    {
        const string hostile = "'; DROP TABLE organisations; --";
        var selection = EntitySelection.Of(Selecting.ByRule($$"""
            {"operator": "OR", "rules": [
              {"field": "nom", "operator": "==", "value": "{{hostile}}"}, {"field": "nom", "operator": "contains", "value": "{{hostile}}"},
              {"field": "nom", "operator": "in", "value": ["{{hostile}}", "b"]}, {"field": "tags", "operator": "contains", "value": "{{hostile}}"},
              {"field": "nom", "operator": "ends_with", "value": "{{hostile}}", "ignore_case": true}, {"field": "montant_potentiel", "operator": "==", "value": 424242},
              {"field": "date_signature", "operator": "==", "value": "2042-04-02"}, {"field": "created_at", "operator": "in", "value": ["2042-04-02"]}]}
            """));

        Assert.True(selection.IsExact);
        Assert.DoesNotContain("DROP", selection.CountSql, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("42", selection.CountSql, StringComparison.Ordinal);
    }

    /// <summary>What <c>upper</c> in the collation C and .NET make of each letter: only for ASCII literals the two agree, and for these with every letter.</summary>
    [Fact]
    public async Task Fold_EveryLetter_IsAnAsciiLetterForBothOrForNone()
    {
        var letters = Enumerable.Range(1, char.MaxValue).Select(c => (char)c).Where(c => !char.IsSurrogate(c)).Select(c => c.ToString()).ToArray();
        var folded = await book.Database.QueryAsync<(string Letter, string Upper)>(
            "SELECT l, upper(l COLLATE \"C\") FROM unnest(@letters) AS l", new { letters });

        foreach (var (letter, upper) in folded)
        {
            for (var c = 'A'; c <= 'Z'; c++)
            {
                var ascii = c.ToString();
                if (string.Equals(letter, ascii, StringComparison.OrdinalIgnoreCase) != string.Equals(upper, ascii, StringComparison.Ordinal)) Assert.Fail($"{(int)letter[0]:X4} and {ascii}");
            }
        }

        Assert.Equal(letters.Length, folded.Count);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 1)]
    public async Task PageAsync_ScheduledAt_IsTheMomentThatItWasDueAt(int hours, int expected)
    {
        var rule = Selecting.Rule("trigger.scheduled_at", "<", "\"2026-06-15T12:00:00Z\"");
        var selection = EntitySelection.Of(Selecting.ByRule(rule), scheduledAt: Now.AddHours(hours));

        var page = await Selecting.PageAsync(book.Database, selection, Now, most: 2);

        Assert.Equal(expected == 2, page.Ids.Length == 2);
        Assert.True(selection.IsExact);
    }

    [Theory]
    [InlineData(30, 100)]
    [InlineData(400, 0)]
    public async Task CountAsync_SilentOnly_CountsTheSilent(int days, long expected)
    {
        var workflow = Selecting.Compile(
            TriggerNames.InactivityDelay, $$"""{"entity_type": "organisation", "inactivity_days": {{days.ToString(CultureInfo.InvariantCulture)}}, "stages": ["prospect"]}""", "{}");

        Assert.Equal(expected, await Selecting.CountAsync(book.Database, EntitySelection.Of(workflow, silentOnly: true), Now));
        Assert.Equal(Organisations, await Selecting.CountAsync(book.Database, EntitySelection.Of(workflow), Now));
    }

    /// <summary>The last activity was at midnight UTC of 15 May.</summary>
    [Theory]
    [InlineData("2026-06-14T00:00:00Z", ">=", "30", 100)]
    [InlineData("2026-06-13T23:59:59.9999999Z", ">=", "30", 0)]
    [InlineData("2026-06-14T00:00:00Z", ">", "29", 100)]
    [InlineData("2026-06-14T00:00:00Z", "<", "30", 0)]
    [InlineData("2026-06-13T23:59:59.999999Z", "<", "30", 100)]
    [InlineData("2026-06-14T23:59:59.999999Z", "==", "30", 100)]
    [InlineData("2026-06-15T00:00:00Z", "==", "30", 0)]
    public async Task CountAsync_DaysOfActivity_AreOf24Hours(string now, string @operator, string days, long expected)
    {
        var rule = $$"""{"operator": "AND", "rules": [{{Selecting.Rule("last_activity_days", @operator, days)}}, {{Selecting.Rule("last_activity_at", "!=", "null")}}]}""";

        Assert.Equal(expected, await Selecting.CountAsync(book.Database, EntitySelection.Of(Selecting.ByRule(rule)), HostileValues.Moment(now)));
    }

    [Fact]
    public async Task CountAsync_WaitsForAnEvent_CountsAtMost()
    {
        var workflow = Selecting.Compile(
            TriggerNames.OrganisationUpdated, """{"fields": ["ville"]}""",
            """{"rules": [{"field": "montant_potentiel", "operator": "<", "value": 5}, {"field": "previous.ville", "operator": "==", "value": "Lyon"}, {"field": "nom", "operator": "changed"}]}""");
        var selection = EntitySelection.Of(workflow);

        Assert.Equal(
            ["trigger.changed_fields contains \"ville\"", "previous.ville == \"Lyon\"", "organisation.nom changed"], selection.Unknown);
        Assert.Equal(await book.Database.ScalarAsync<long>("SELECT count(*) FROM organisations WHERE montant_potentiel < 5"), await Selecting.CountAsync(book.Database, selection, Now));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Selecting.PageAsync(book.Database, selection, Now));
    }

    [Fact]
    public void Of_NoEntity_Throws()
    {
        var workflow = Selecting.Compile(
            TriggerNames.Scheduled, """{"schedule": "daily"}""", "{}", action: """{"type": "send_notification", "config": {"user_id": "a@x.fr", "title": "x", "message": "x"}}""");

        Assert.Throws<ArgumentException>(() => EntitySelection.Of(workflow));
    }

    /// <summary>More people than contexts have: the rest is not looked at, in SQL as in memory.</summary>
    [Theory]
    [InlineData("Personne 1000", true)]
    [InlineData("Personne 1001", false)]
    public async Task PageAsync_MoreThanAThousandPeople_LooksAtTheSameAsContexts(string name, bool isFound)
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO organisations (nom) VALUES ('Grande');
            INSERT INTO people (last_name) SELECT 'Personne ' || n FROM generate_series(1, 1001) n;
            INSERT INTO person_organization_links (person_id, organisation_id) SELECT p.id, o.id FROM people p, organisations o ORDER BY p.id
            """);
        var inner = Selecting.Rule("last_name", "==", $"\"{name}\"");
        foreach (var extra in new[] { "", """, {"field": "nom", "operator": "matches", "value": "G"}""" })
        {
            var selection = EntitySelection.Of(Selecting.ByRule($$"""{"operator": "AND", "rules": [{"field": "people", "operator": "any", "value": {{inner}}}{{extra}}]}"""));

            Assert.Equal(isFound ? 1 : 0, (await Selecting.PageAsync(database, selection, Now)).Ids.Length);
        }
    }

    private static IEnumerable<string> Below(FieldSchema field, string path, int depth)
    {
        yield return path;
        if (depth == 0 || field.Entity is not { } entity) yield break;
        foreach (var below in entity.Fields.SelectMany(f => Below(f, path + "." + f.Name, depth - 1))) yield return below;
    }

    public sealed class Book : IAsyncLifetime
    {
        internal CrmDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await Databases.CreateAsync();
            await Database.ExecuteAsync(
                $$"""
                SET alforis.capture = 'off';
                INSERT INTO organisations (nom, montant_potentiel, tags, created_at)
                SELECT CASE n % 2 WHEN 0 THEN 'Société ' ELSE 'Autre ' END || n, n % 10, CASE n % 3 WHEN 0 THEN ARRAY['vip'] ELSE ARRAY['a'] END, '2026-06-01Z'
                FROM generate_series(1, {{Organisations}}) n;
                INSERT INTO workflow.entity_activity SELECT 'organisation', n, '2026-05-15Z' FROM generate_series(1, 100) n;
                RESET alforis.capture
                """);
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
