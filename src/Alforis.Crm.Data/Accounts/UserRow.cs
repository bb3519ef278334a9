using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Accounts as they are read.</summary>
internal static class UserRow
{
    /// <summary>The columns of users <c>u</c>, in the order in which they are read.</summary>
    public const string Columns = """
        u.id, u.email, u.first_name, u.last_name, u.is_active, u.language, u.time_zone,
        ARRAY(SELECT r.name FROM public.user_roles ur JOIN public.roles r ON r.id = ur.role_id WHERE ur.user_id = u.id ORDER BY r.name),
        u.password_hash IS NOT NULL,
        EXISTS (SELECT FROM public.user_totp t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL),
        (SELECT f.locked_until FROM public.sign_in_failures f WHERE f.user_id = u.id AND f.locked_until > clock_timestamp()),
        u.last_login_at, u.created_at, u.updated_at
        """;

    public static UserAccount Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Email = reader.GetString(1),
        FirstName = reader.GetString(2),
        LastName = reader.GetString(3),
        IsActive = reader.GetBoolean(4),
        Language = reader.GetString(5),
        TimeZone = reader.GetString(6),
        Roles = reader.GetFieldValue<string[]>(7),
        HasPassword = reader.GetBoolean(8),
        HasTotp = reader.GetBoolean(9),
        LockedUntil = reader.Moment(10),
        LastLoginAt = reader.Moment(11),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(12),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(13),
    };
}
