using System.Globalization;
using Npgsql;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>The statements that select the entities of one kind that meet a condition. Immutable.</summary>
/// <param name="entity">The entity.</param>
/// <param name="condition">The condition.</param>
internal sealed class SelectionSql(RowSource entity, SqlPart condition)
{
    private readonly SqlPart id = entity.Column("id");
    private readonly SqlPart table = SqlPart.Of($"{CrmRows.Table(entity.Model)} AS {SqlPart.Identifier(entity.Alias)}");

    /// <summary>How many there are.</summary>
    public SqlPart Count => SqlPart.Of($"SELECT count(*) FROM {From} WHERE {condition}") with { Joins = [] };

    private SqlPart From => SqlPart.Join("\n", [table, .. condition.Joins.Select(j => j.Sql)]);

    /// <summary>A page of numbers, or of numbers and rows as JSON.</summary>
    public SqlPart Page(bool withRows)
    {
        var after = SqlPart.Parameter(a => new NpgsqlParameter<long> { TypedValue = a.AfterId });
        var image = withRows ? SqlPart.Of($", to_jsonb({SqlPart.Identifier(entity.Alias)})::text") : SqlPart.Of($"");
        return SqlPart.Of($"SELECT {id}{image} FROM {From} WHERE {id} > {after} AND {condition}");
    }

    /// <summary>Counts.</summary>
    public NpgsqlBatchCommand CountCommand(SqlArguments arguments) => Command(Count.Number(1), Count, arguments, null);

    /// <summary>Reads a page.</summary>
    /// <param name="withRows">Whether the rows are read too.</param>
    /// <param name="most">How many rows there are at most.</param>
    /// <param name="candidates">What alone comes into question; <see langword="null"/> for all.</param>
    /// <param name="arguments">Where it begins, and the moment.</param>
    public NpgsqlBatchCommand PageCommand(bool withRows, int most, EntityCandidates? candidates, SqlArguments arguments)
    {
        var page = Page(withRows);
        var text = page.Number(1 + (candidates?.Parameters.Length ?? 0));
        if (candidates is not null) text += $" AND {id.Text} IN ({candidates.Sql})";
        text += string.Create(CultureInfo.InvariantCulture, $" ORDER BY {id.Text} LIMIT {most}");
        return Command(text, page, arguments, candidates);
    }

    private static NpgsqlBatchCommand Command(string text, SqlPart part, SqlArguments arguments, EntityCandidates? candidates)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in candidates?.Parameters ?? []) command.Parameters.Add(parameter.Clone());
        foreach (var make in part.Parameters) command.Parameters.Add(make(arguments));
        return command;
    }
}
