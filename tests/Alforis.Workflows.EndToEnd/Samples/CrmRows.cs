using System.Globalization;

namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Rows as people make them; what a sample is tried on belongs to Claire, and to no other sample.</summary>
internal static class CrmRows
{
    /// <summary>Long before any test: whoever was dealt with last on this day has been silent for every sample's time.</summary>
    public const string LongAgo = "2024-01-15 10:30:00+00";

    /// <summary>An organisation of Claire's.</summary>
    /// <param name="service">The service.</param>
    /// <param name="nom">Its name.</param>
    /// <param name="columns">Further columns with their values, as <c>ville = 'Nice'</c>.</param>
    public static Task<long> OrganisationAsync(this SampleService service, string nom, params string[] columns) =>
        service.InsertAsync("organisations", ["nom = " + Quoted(nom), "assigned_to = " + User(Staff.Claire), .. columns]);

    /// <summary>A deal of Claire's.</summary>
    public static Task<long> DealAsync(this SampleService service, long organisation, string nom, params string[] columns) =>
        service.InsertAsync("deals", ["organisation_id = " + Text(organisation), "nom = " + Quoted(nom), "assigned_to = " + User(Staff.Claire), .. columns]);

    /// <summary>An organisation's primary contact.</summary>
    public static async Task ContactAsync(this SampleService service, long organisation, string firstName, string lastName, string email, string telephone)
    {
        var person = await service.InsertAsync(
            "people", "first_name = " + Quoted(firstName), "last_name = " + Quoted(lastName), "email = " + Quoted(email), "telephone = " + Quoted(telephone));
        await service.InsertAsync("person_organization_links", "organisation_id = " + Text(organisation), "person_id = " + Text(person), "role = 'contact_principal'", "is_primary = true");
    }

    /// <summary>A call that Claire has made long ago.</summary>
    /// <param name="service">The service.</param>
    /// <param name="organisation">With whom.</param>
    /// <param name="deal">About what, as SQL.</param>
    public static Task<long> CallLongAgoAsync(this SampleService service, long organisation, string deal = "NULL") => service.InsertAsync(
        "organisation_activities",
        "organisation_id = " + Text(organisation), "deal_id = " + deal, "type = 'appel'", "title = 'Premier échange'", $"occurred_at = '{LongAgo}'", $"created_at = '{LongAgo}'");

    /// <summary>Gives everybody but one more open tasks than that one has: other samples may have left tasks with anybody.</summary>
    /// <param name="service">The service.</param>
    /// <param name="free">Who has the fewest.</param>
    /// <param name="users">Who is there to choose from.</param>
    public static Task BusyAllButAsync(this SampleService service, string free, IEnumerable<string> users) => service.Crm.ExecuteAsync($"""
        INSERT INTO tasks (title, assigned_to)
        SELECT 'Autre travail', u.id
        FROM users u
        CROSS JOIN generate_series(0, (SELECT count(*) FROM tasks WHERE assigned_to = {User(free)})) n
        WHERE u.email IN ({string.Join(", ", users.Where(u => u != free).Select(Quoted))})
        """);

    /// <summary>A user's number, as SQL.</summary>
    public static string User(string email) => $"(SELECT id FROM users WHERE email = '{email}')";

    /// <summary>A text, as SQL.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Inserts a row; of a column that is named twice the last value counts.</summary>
    private static Task<long> InsertAsync(this SampleService service, string table, params string[] columns)
    {
        var pairs = columns.Select(c => c.Split(" = ", 2)).GroupBy(p => p[0], StringComparer.Ordinal).Select(g => g.Last()).ToList();
        return service.Crm.ScalarAsync<long>(
            $"INSERT INTO {table} ({string.Join(", ", pairs.Select(p => p[0]))}) VALUES ({string.Join(", ", pairs.Select(p => p[1]))}) RETURNING id");
    }
}
