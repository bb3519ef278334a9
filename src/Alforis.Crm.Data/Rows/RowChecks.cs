using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Rows;

/// <summary>What no constraint of a table says.</summary>
internal static class RowChecks
{
    private const string UserSql = "SELECT u.is_active FROM public.users u WHERE u.id = $1";
    private const string DealSql = "SELECT d.organisation_id FROM public.deals d WHERE d.id = $1 FOR KEY SHARE";

    /// <summary>Whether somebody may be given something to do.</summary>
    public static async Task<bool> IsActiveUserAsync(AuditedChange change, long user, CancellationToken ct)
    {
        using var command = change.Command(UserSql, new NpgsqlParameter<long> { TypedValue = user });
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is true;
    }

    /// <summary>A row that belongs to a deal belongs to its organisation: fills that in, and refuses another one.</summary>
    /// <param name="change">The transaction.</param>
    /// <param name="before">The row as it is; empty for a new one.</param>
    /// <param name="values">The values that it is to have.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<RefusedValue?> OfDealAsync(AuditedChange change, JsonObject before, JsonObject values, CancellationToken ct)
    {
        if (!values.ContainsKey("deal_id") && !values.ContainsKey("organisation_id")) return null;
        var deal = RowWriting.Number(values.ContainsKey("deal_id") ? values["deal_id"] : before["deal_id"]);
        if (deal is not { } number) return null;
        using var command = change.Command(DealSql, new NpgsqlParameter<long> { TypedValue = number });
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not long owner) return new RefusedValue("deal_id", FormattableString.Invariant($"There is no deal {number}.")) { Reason = "unknown_id" };
        var organisation = RowWriting.Number(values.ContainsKey("organisation_id") ? values["organisation_id"] : before["organisation_id"]);
        if (organisation is null) values["organisation_id"] = owner;
        return organisation is { } other && other != owner ? new RefusedValue("deal_id", FormattableString.Invariant($"The deal {number} is of the organisation {owner}, not {other}.")) { Reason = "other_organisation" } : null;
    }
}
