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
    public SqlPart Count => SqlPart.Of($"SELECT count(*) FROM {From} WHERE {condition}");

    /// <summary>The rows of some numbers as JSON, in order.</summary>
    public string Rows => SqlPart.Of($"SELECT {id}, to_jsonb({SqlPart.Identifier(entity.Alias)})::text FROM {table} WHERE {id} = ANY ($1) ORDER BY {id}").Text;

    private SqlPart From => SqlPart.Join("\n", [table, .. condition.Joins.Select(j => j.Sql)]);

    /// <summary>Counts.</summary>
    public NpgsqlBatchCommand CountCommand(SqlArguments arguments) => Command(Count.Number(1), Count, arguments, null);

    /// <summary>Reads a page of numbers.</summary>
    /// <param name="most">How many there are at most.</param>
    /// <param name="candidates">What alone comes into question; <see langword="null"/> for all.</param>
    /// <param name="arguments">Where it begins, and the moment.</param>
    public NpgsqlBatchCommand PageCommand(int most, EntityCandidates? candidates, SqlArguments arguments)
    {
        var after = SqlPart.Parameter(a => new NpgsqlParameter<long> { TypedValue = a.AfterId });
        var page = SqlPart.Of($"SELECT {id} FROM {From} WHERE {id} > {after} AND {condition}");
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
