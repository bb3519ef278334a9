using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Pushdown;

/// <summary>Fills the CRM's tables with rows made of <see cref="HostileValues"/>, each field of the schema within what its column allows.</summary>
/// <param name="random">Chooses.</param>
/// <param name="now">The moment of evaluation: some of the rows are whole days away from it.</param>
internal sealed class RandomBook(Random random, DateTimeOffset now)
{
    private const int Users = 12;
    private const int People = 60;
    public const int Organisations = 180;
    public const int Deals = 180;

    private static readonly string[] Emails = ["a@x.fr", "A@X.FR", "é@x.fr", "😀@x.fr", "o'neil@x.fr", "100%@x.fr"];
    private static readonly string[] Roles = ["contact_principal", "contact_secondaire", "decideur", "technique", "administratif", "autre"];

    /// <summary>Replaces all rows.</summary>
    public async Task WriteAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync("SET LOCAL alforis.capture = 'off'");
        await ExecuteAsync("TRUNCATE users, people, person_organization_links, organisations, deals, organisation_activities, workflow.entity_activity CASCADE");
        await InsertAsync("users", Many(Users, User));
        await InsertAsync("people", Many(People, Person));
        await InsertAsync("organisations", Many(Organisations, id => Row(EntityNames.Organisation, id)));
        await InsertAsync("deals", Many(Deals, id => Row(EntityNames.Deal, id)));
        await InsertAsync("person_organization_links", Links());
        await InsertAsync("workflow.entity_activity", Activities(EntityNames.Organisation, Organisations).Concat(Activities(EntityNames.Deal, Deals)));
        await transaction.CommitAsync(ct);

        async Task ExecuteAsync(string sql, string? json = null)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            if (json is not null) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = json });
            await command.ExecuteNonQueryAsync(ct);
        }

        Task InsertAsync(string table, IEnumerable<JsonObject> rows) => ExecuteAsync(
            $"INSERT INTO {table} {(table.StartsWith("workflow.", StringComparison.Ordinal) ? "" : "OVERRIDING SYSTEM VALUE ")}SELECT * FROM jsonb_populate_recordset(NULL::{table}, $1::jsonb)",
            new JsonArray([.. rows]).ToJsonString());
    }

    private static List<JsonObject> Many(int count, Func<int, JsonObject> make) => [.. Enumerable.Range(1, count).Select(make)];

    private JsonObject User(int id) => Stamped(new JsonObject
    {
        ["id"] = id,
        ["email"] = string.Create(CultureInfo.InvariantCulture, $"{(random.Next(2) == 0 ? "u" : "É")}{id}@x.fr"),
        ["first_name"] = Pick(HostileValues.Texts),
        ["last_name"] = Pick(HostileValues.Texts),
        ["is_active"] = random.Next(4) > 0,
        ["language"] = "fr",
        ["time_zone"] = "Europe/Paris",
    });

    private JsonObject Person(int id) => Stamped(new JsonObject
    {
        ["id"] = id,
        ["first_name"] = Pick(HostileValues.Texts),
        ["last_name"] = NotBlank(),
        ["email"] = OrNull(Pick(Emails)),
        ["telephone"] = OrNull(Pick(HostileValues.Texts)),
        ["mobile"] = OrNull(Pick(HostileValues.Texts)),
        ["is_active"] = true,
    });

    /// <summary>A row of the schema's fields, so that no field is forgotten.</summary>
    private JsonObject Row(string entity, int id)
    {
        var row = new JsonObject();
        var trigger = entity == EntityNames.Deal ? TriggerNames.DealCreated : TriggerNames.OrganisationCreated;
        foreach (var field in CrmSchema.Instance.FindTrigger(trigger)!.Views[0].Entity!.Entity!.Fields)
        {
            if (field.Kind == ValueKind.Entity || field.ItemKind == ValueKind.Entity || field.Name.StartsWith("last_activity", StringComparison.Ordinal)) continue;
            row[field.Name] = Value(field, id);
        }

        return row;
    }

    private JsonNode? Value(FieldSchema field, int id) => field.Name switch
    {
        "id" => id,
        "nom" => NotBlank(),
        "organisation_id" => random.Next(1, Organisations + 1),
        "assigned_to" or "created_by" or "manager_id" => OrNull(random.Next(1, Users + 1)),
        "created_at" or "updated_at" => Moment(),
        "email" => OrNull(Pick(Emails)),
        "country_code" => OrNull(Pick(["FR", "BE", "US"])),
        "language" => OrNull(Pick(["fr", "en", "pt-BR"])),
        _ => Value(field),
    };

    private JsonNode? Value(FieldSchema field) => field.Kind switch
    {
        ValueKind.Enum when field.IsNullable => OrNull(Pick([.. field.EnumValues])),
        ValueKind.Enum => Pick([.. field.EnumValues]),
        ValueKind.Number when field.Limits.Maximum is 100 => OrNull(Pick([0, 1, 5, 30, 50, 99, 100])),
        ValueKind.Number => OrNull(JsonValue.Create(Pick(HostileValues.Amounts))),
        ValueKind.Boolean => random.Next(3) > 0,
        ValueKind.Date => OrNull(Pick(HostileValues.Dates)),
        ValueKind.List => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => (JsonNode)Pick(HostileValues.Texts))]),
        _ => OrNull(Pick(HostileValues.Texts)),
    };

    private IEnumerable<JsonObject> Links()
    {
        var id = 0;
        for (var organisation = 1; organisation <= Organisations; organisation++)
        {
            var primary = random.Next(3);
            var people = Enumerable.Range(1, People).OrderBy(_ => random.Next()).Take(random.Next(4)).ToList();
            foreach (var person in people)
            {
                yield return Stamped(new JsonObject
                {
                    ["id"] = ++id, ["person_id"] = person, ["organisation_id"] = organisation, ["role"] = Pick(Roles), ["is_primary"] = people.IndexOf(person) == primary,
                });
            }
        }
    }

    private IEnumerable<JsonObject> Activities(string entity, int count)
    {
        for (var id = 1; id <= count; id++)
        {
            if (random.Next(3) == 0) continue;
            yield return new JsonObject { ["entity_type"] = entity, ["entity_id"] = id, ["last_activity_at"] = Moment() };
        }
    }

    private string Moment() => random.Next(3) > 0
        ? Pick(HostileValues.Moments)
        : now.AddDays(-Pick([0, 1, 2, 5, 30, 90, 99, 100, 101, 365])).AddMicroseconds(Pick([-1, 0, 0, 1])).ToString("O", CultureInfo.InvariantCulture);

    private static JsonObject Stamped(JsonObject row)
    {
        row["created_at"] = "2020-01-01T00:00:00Z";
        row["updated_at"] = "2020-01-01T00:00:00Z";
        return row;
    }

    private string NotBlank()
    {
        while (true)
        {
            if (Pick(HostileValues.Texts) is var text && text.Trim(' ').Length > 0) return text;
        }
    }

    private T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    private JsonNode? OrNull(JsonNode value) => random.Next(4) == 0 ? null : value;
}
