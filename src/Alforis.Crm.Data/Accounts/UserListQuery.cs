using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Which accounts to list.</summary>
/// <param name="Skip">How many to leave out before.</param>
/// <param name="Limit">How many at most.</param>
public sealed record UserListRequest(int Skip, int Limit)
{
    /// <summary>Only those whose name or address contains this, whatever its case.</summary>
    public string? Search { get; init; }

    /// <summary>Only those who have this role.</summary>
    public string? Role { get; init; }

    /// <summary>Only those who are enabled, or only those who are not.</summary>
    public bool? IsActive { get; init; }

    /// <summary>By what they are sorted.</summary>
    public UserSort Sort { get; init; }

    /// <summary>Whether the last comes first.</summary>
    public bool IsDescending { get; init; }
}

/// <summary>By what accounts are sorted.</summary>
public enum UserSort
{
    /// <summary>The address.</summary>
    Email,

    /// <summary>Last name, then first name.</summary>
    Name,

    /// <summary>When the account was made.</summary>
    CreatedAt,
}

/// <summary>Lists accounts. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts.</param>
public sealed class UserListQuery(NpgsqlDataSource dataSource)
{
    private const string Filter = """
        FROM public.users u
        WHERE ($1::text IS NULL OR strpos(lower(u.email || ' ' || u.first_name || ' ' || u.last_name), lower($1)) > 0)
          AND ($2::boolean IS NULL OR u.is_active = $2)
          AND ($3::text IS NULL OR EXISTS (SELECT FROM public.user_roles ur JOIN public.roles r ON r.id = ur.role_id WHERE ur.user_id = u.id AND r.name = $3))
        """;

    /// <summary>A part of the list, and how many there are in all.</summary>
    /// <param name="request">Which part.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<(long Total, IReadOnlyList<UserAccount> Users)> ListAsync(UserListRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var counting = dataSource.CreateCommand($"SELECT count(*) {Filter}");
        AddFilter(counting, request);
        var total = (long)(await counting.ExecuteScalarAsync(ct).ConfigureAwait(false))!;

        using var command = dataSource.CreateCommand($"SELECT {UserRow.Columns} {Filter} ORDER BY {Order(request)} OFFSET $4 LIMIT $5");
        AddFilter(command, request);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = request.Skip });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = request.Limit });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var users = new List<UserAccount>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) users.Add(UserRow.Read(reader));
        return (total, users);
    }

    private static string Order(UserListRequest request)
    {
        var way = request.IsDescending ? "DESC" : "ASC";
        return request.Sort switch
        {
            UserSort.Name => $"lower(u.last_name) {way}, lower(u.first_name) {way}, u.id {way}",
            UserSort.CreatedAt => $"u.created_at {way}, u.id {way}",
            _ => $"lower(u.email) {way}, u.id {way}",
        };
    }

    private static void AddFilter(NpgsqlCommand command, UserListRequest request)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)request.Search ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)request.IsActive ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)request.Role ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
    }
}
